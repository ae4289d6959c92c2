"""What the people of the made-up country think: shaped as the real national results, and nobody's in particular."""

from collections.abc import Mapping

from tycktill.terms import Gender

SHARES: Mapping[str, float] = {
    "kontakt": 0.86,
    "information": 0.90,
    "forstaelse": 0.84,
    "synpunkter": 0.85,
    "paverka": 0.70,
    "situation": 0.76,
    "helhet": 0.85,
    "radd": 0.72,
    "bestamma": 0.75,
    "pratar": 0.76,
    "forstar": 0.69,
    "hjalp": 0.86,
    "bryr": 0.89,
    "trivs": 0.85,
    "trygg": 0.84,
    "vet_vem": 0.89,
    "viktigt": 0.84,
    "arbete": 0.48,
    "barnets_situation": 0.71,
    "klagomal": 0.52,
}
"""National positive share of each question; one that is not named here has `OTHERWISE`."""

OTHERWISE = 0.83

GROUPS: Mapping[tuple[str, str], float] = {
    ("ifo-missbruk", ""): 0.45,
    ("ifo-missbruk", "paverka"): -0.25,
    ("ifo-ekonomiskt-bistand", "paverka"): -0.2,
    ("ifo-unga", ""): -0.1,
    ("ifo-unga", "situation"): -0.45,
    ("ifo-unga", "paverka"): 0.2,
    ("ifo-vardnadshavare", ""): -0.15,
    ("ifo-vardnadshavare", "situation"): -0.5,
    ("ifo-vardnadshavare", "paverka"): 0.1,
    ("fo-boende-sol", "radd"): -0.5,
    ("fo-servicebostad", "radd"): -0.25,
}
"""What a target group adds to the log-odds of a question; an empty question means all of its questions."""

WOMEN: Mapping[tuple[str, str], float] = {
    ("", "helhet"): -0.15,
    ("", "forstar"): -0.2,
    ("ifo-unga", ""): -0.5,
    ("fo-boende-sol", ""): -0.2,
}
"""What being a woman adds to the log-odds; an empty instrument or question means all of them."""

YEARLY = 0.03
"""What a year adds to the log-odds."""

EXCLUDED: Mapping[str, float] = {"paverka": 0.10, "situation": 0.08}
"""How many choose an answer that does not count, such as "vet inte"; `EXCLUDED_OTHERWISE` where not named."""

EXCLUDED_OTHERWISE = 0.035

GENDERS: tuple[Gender, ...] = (Gender.WOMAN, Gender.MAN, Gender.OTHER, Gender.UNKNOWN)

OTHER_GENDER, UNKNOWN_GENDER = 0.012, 0.03

WOMEN_SHARES: Mapping[str, float] = {
    "ifo-ekonomiskt-bistand": 0.53,
    "ifo-missbruk": 0.36,
    "ifo-unga": 0.55,
    "ifo-vardnadshavare": 0.71,
    "oppenvard-unga": 0.56,
    "oppenvard-vardnadshavare": 0.7,
}
"""How many of those who say that they are a woman or a man say woman; half minus a little elsewhere."""


def share_of(question: str) -> float:
    """The country's positive share of a question."""
    return SHARES.get(question, OTHERWISE)


def group_shift(instrument: str, question: str) -> float:
    """What belonging to a target group adds to the log-odds."""
    return GROUPS.get((instrument, ""), 0.0) + GROUPS.get((instrument, question), 0.0)


def woman_shift(instrument: str, question: str) -> float:
    """What being a woman adds to the log-odds."""
    return sum(
        shift for (group, asked), shift in WOMEN.items() if group in {"", instrument} and asked in {"", question}
    )


def excluded_share(question: str) -> float:
    """How many of those who answer a question choose an answer that does not count."""
    return EXCLUDED.get(question, EXCLUDED_OTHERWISE)


def gender_shares(instrument: str) -> tuple[float, float, float, float]:
    """Shares of `GENDERS` among a target group's respondents."""
    named = 1 - OTHER_GENDER - UNKNOWN_GENDER
    women = named * WOMEN_SHARES.get(instrument, 0.47)
    return women, named - women, OTHER_GENDER, UNKNOWN_GENDER
