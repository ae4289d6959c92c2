"""Ten public rounds of a whole country, made up, in the database that Django is set up with: for the bench of pages.

290 municipalities with their real codes and names, 6,090 units, 30,000 answers a round. The answers are protected once,
by the method. The first round is of them with each municipality in another's place, the last as they are and beside all
others; both are composed by the method, and kept, signed and published by the service's own actions. The eight between
are copies of the first under other labels: of its files and rows, without some municipalities, since not all take part
every year; they are compared with no earlier round. So there is as much of everything as there would be, and little of
it is news. It takes some six minutes of processor time.
"""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import msgspec
from bench.made_up_nation import Nation, made_up_counts
from django.db import connection
from django.utils.timezone import make_aware

from tycktill.counting import Counts, Tallies, tally
from tycktill.disclosure import PRESETS, Protected
from tycktill.fieldwork import Offer
from tycktill.files import read_catalogue, read_families, read_municipalities, read_similar_groups
from tycktill.instrument import combined_groups, local_families
from tycktill.publication import Release, Sources, compose_beside, protect_beside, read_earlier
from tycktill.tables import MANIFEST, RESULTS, read_manifest, with_files, write_manifest
from tycktill.terms import Cell
from tycktill_cli.side_by_side import side_by_side
from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.actions import add_organisation, add_person, give_role
from tycktill_web.participants.models import Organisation, Person, Role
from tycktill_web.releases.archive import pack_archive
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.models import PublicRelease, ReleaseArchive, ReleasedPlace, ReleasedValue, ReleaseFile
from tycktill_web.releases.published import NOTHING, Before, public_before
from tycktill_web.releases.signing import SIGNATURES_NEEDED, sign_draft
from tycktill_web.releases.similar import keep_groups
from tycktill_web.releases.values import municipalities_of
from tycktill_web.results.counting import CountedRound

FAMILY, LABELS = "ifo", [str(year) for year in range(2016, 2026)]
ANSWERS, NATION = 30_000, Nation(municipalities=290, units=21, targets=1)
OFFERED_EACH = 1.6
"""For each who answered."""
EVERY = 15
"""One municipality of so many is left out of a copy, another each year."""


def make_releases() -> None:
    """Make them, and say how far it is."""
    rounds, signers, sources = [_round(label) for label in LABELS], _signers(), _sources()
    tallies = _tallies(sources)
    protected, past = protect_beside(tallies, sources, each=side_by_side(len(tallies.rows), lambda done, of: None))
    print("protected", flush=True)
    first = compose_beside(_another_year(protected, LABELS[0]), past, sources, blank=0)
    _publish(rounds[0], first, signers)
    print(f"published {LABELS[0]}", flush=True)
    for round_ in rounds[1:-1]:
        _copy(rounds[0].releases.get(), first, round_)
        print(f"copied to {round_.label}", flush=True)
    before = public_before(rounds[-1])
    past = read_earlier(before.releases(), {LABELS[-1]}, sources.catalogue, sources.policy)
    _publish(rounds[-1], compose_beside(protected, past, sources, blank=0), signers, before)
    print(f"published {LABELS[-1]}", flush=True)


def _round(label: str) -> Round:
    """A closed one."""
    days = {"opens_on": datetime.date(int(label), 9, 1), "closes_on": datetime.date(int(label), 11, 15)}
    return Round.objects.create(family=FAMILY, label=label, state=Round.State.CLOSED, public_key=bytes(32), **days)


def _signers() -> Sequence[Person]:
    office = add_organisation(kind=Organisation.Kind.NATIONAL, name="Kansliet")
    people = [add_person(email=f"{number}@bench.example", password=None) for number in range(SIGNATURES_NEEDED)]
    for person in people:
        give_role(person=person, role=Role.OFFICE, organisation=office)
    return people


def _sources() -> Sources:
    catalogue, fingerprints = read_catalogue()
    return Sources(catalogue, fingerprints, read_families(), read_municipalities(), PRESETS["standard"])


def _tallies(sources: Sources) -> Tallies:
    """Those of the last round."""
    drawn = made_up_counts(ANSWERS, None, NATION).base
    numbers = sorted({each.cell.municipality for each in drawn})
    real = sorted(code for code in sources.municipalities if code < "90")
    codes = dict(zip(numbers, real, strict=True))
    base = [
        replace(each, cell=replace(each.cell, round=LABELS[-1], municipality=codes[each.cell.municipality]))
        for each in drawn
    ]
    counts = Counts(tuple(sorted(base, key=lambda each: each.cell)))
    groups, local = combined_groups(sources.families), local_families(sources.families)
    return tally(counts, sources.catalogue, list(_offers(counts)), groups, local=local)


def _offers(counts: Counts) -> Iterator[Offer]:
    answered: Counter[tuple[str, str, str, str]] = Counter()
    for each in counts.base:
        answered[each.cell.round, each.cell.instrument, each.cell.municipality, each.cell.unit] += each.answered
    yield from (Offer(*where, offered=round(OFFERED_EACH * number)) for where, number in answered.items())


def _another_year(protected: Protected, label: str) -> Protected:
    """As if each municipality had been the next one."""
    codes = sorted({each.cell.municipality for each in protected.values} - {""})
    next_ones = {"": "", **dict(zip(codes, [*codes[1:], codes[0]], strict=True))}

    def moved(cell: Cell) -> Cell:
        return replace(cell, round=label, municipality=next_ones[cell.municipality])

    values = [replace(each, cell=moved(each.cell)) for each in protected.values]
    spread = [replace(each, cell=moved(each.cell)) for each in protected.distributions]
    return replace(
        protected,
        values=tuple(sorted(values, key=lambda each: (each.cell, each.question))),
        distributions=tuple(sorted(spread, key=lambda each: (each.cell, each.question))),
    )


def _publish(round_: Round, release: Release, signers: Sequence[Person], before: Before = NOTHING) -> None:
    at = _day_of_publication(round_)
    kept = keep_draft(round_, CountedRound(release, ANSWERS, numbers=b""), at=at, before=before)
    for person in signers:
        sign_draft(kept, person=person, at=at)


def _day_of_publication(round_: Round) -> datetime.datetime:
    return make_aware(datetime.datetime(int(round_.label), 12, 10, 9))  # noqa: DTZ001  made aware


def _copy(first: PublicRelease, files: Release, round_: Round) -> None:
    """A release of the round that is the first round's, but of fewer municipalities."""
    gone = set(municipalities_of(first)[int(round_.label) % EVERY :: EVERY])
    told, at = _relabelled(files, round_.label, gone), _day_of_publication(round_)
    copy = PublicRelease.objects.create(
        round=round_,
        number=first.number,
        state=PublicRelease.State.PUBLISHED,
        manifest_sha256=sha256(told[MANIFEST]).hexdigest(),
        comparison_columns=first.comparison_columns,
        made_at=at,
        published_at=at,
    )
    ReleaseFile.objects.bulk_create(ReleaseFile(release=copy, name=name, content=told[name]) for name in told)
    ReleaseArchive.objects.create(release=copy, content=pack_archive(told, folder=copy.folder))
    places = first.places.exclude(municipality__in=gone).values()
    ReleasedPlace.objects.bulk_create(ReleasedPlace(**{**each, "id": None, "release_id": copy.pk}) for each in places)
    _copy_values(first, copy, gone)
    keep_groups(round_, municipalities_of(copy), read_similar_groups())
    Round.objects.filter(pk=round_.pk).update(state=Round.State.RELEASED)


def _relabelled(files: Release, label: str, gone: Collection[str]) -> Mapping[str, bytes]:
    """The files under another label, the results without these municipalities."""
    before, after = LABELS[0].encode(), label.encode()
    told = {}
    for name, content in files.files.items():
        pattern, other = (rb"(?m)^%s,", after + b",") if name.endswith(".csv") else (rb"\b%s\b", after)
        told[name] = re.sub(pattern % before, other, content)
    lines = told[RESULTS].splitlines(keepends=True)
    told[RESULTS] = b"".join(line for line in lines if line.split(b",", 4)[3].decode() not in gone)
    manifest = read_manifest(files.files[MANIFEST])
    facts = {family: {label: own[LABELS[0]]} for family, own in manifest.facts.items()}
    renamed = msgspec.structs.replace(manifest, facts=facts)
    told[MANIFEST] = write_manifest(with_files(renamed, {name: told[name] for name in manifest.files}))
    return told


def _copy_values(first: PublicRelease, copy: PublicRelease, gone: Collection[str]) -> None:
    """By one statement, since there are a quarter of a million; with the round's label in the lines of comparisons."""
    table, released = ReleasedValue._meta.db_table, {"id", "release_id", "comparison"}
    same = ", ".join(str(each.column) for each in ReleasedValue._meta.fields if each.column not in released)
    other, marks = sorted(gone), ", ".join(["%s"] * len(gone))
    line = "CASE comparison WHEN '' THEN '' ELSE %s || substr(comparison, 5) END"
    chosen = f"SELECT %s, {line}, {same} FROM {table} WHERE release_id = %s AND municipality NOT IN ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        into = f"INSERT INTO {table} (release_id, comparison, {same}) {chosen}"
        cursor.execute(into, [copy.pk, copy.round.label, first.pk, *other])
