"""How a language writes numbers, shares, days and lists."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How numbers are written. A space that must not end a line is a hard one."""

    per_cent: str
    sign: str
    at_least: str
    at_most: str
    more_than: str
    less_than: str
    thousands: str
    small: tuple[str, ...]
    ordinals: tuple[str, ...]
    other_ordinal: Mapping[int, str]
    conjunction: str
    quoted: str
    points: str
    one_point: str
    rank: str
    day: str
    day_of_year: str
    months: tuple[str, ...]


SWEDISH_FIGURES = Figures(
    per_cent="{number}\u00a0procent",
    sign="{number}\u00a0%",
    at_least="minst {share}",
    at_most="högst {share}",
    more_than="mer än {share}",
    less_than="mindre än {share}",
    thousands="\u00a0",
    small=("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    ordinals=("", "näst ", "tredje ", "fjärde ", "femte ", "sjätte ", "sjunde ", "åttonde ", "nionde ", "tionde "),
    other_ordinal={1: "{rank}:a ", 2: "{rank}:a ", 0: "{rank}:e "},
    conjunction="{first} och {last}",
    quoted="”{name}”",
    points="{number}\u00a0procentenheter",
    one_point="1\u00a0procentenhet",
    rank="plats\u00a0{rank}",
    day="{day}\u00a0{month} {year}",
    day_of_year="{day}\u00a0{month}",
    months=(
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
)

ENGLISH_FIGURES = Figures(
    per_cent="{number}\u00a0per cent",
    sign="{number}%",
    at_least="at least {share}",
    at_most="at most {share}",
    more_than="more than {share}",
    less_than="less than {share}",
    thousands=",",
    small=(
        *("zero", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
    ordinals=(
        *("", "second ", "third ", "fourth ", "fifth "),
        *("sixth ", "seventh ", "eighth ", "ninth ", "tenth "),
    ),
    other_ordinal={1: "{rank}st ", 2: "{rank}nd ", 3: "{rank}rd ", 0: "{rank}th "},
    conjunction="{first} and {last}",
    quoted="“{name}”",
    points="{number}\u00a0percentage points",
    one_point="1\u00a0percentage point",
    rank="place\u00a0{rank}",
    day="{day}\u00a0{month} {year}",
    day_of_year="{day}\u00a0{month}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)
