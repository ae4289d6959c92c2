"""What earlier releases say for a new one: what is public already of its rounds, and what to tell changes from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tycktill.disclosure import Distribution, EarlierRelease, Policy, ProtectedValue, Public, finest_rows, parts_of
from tycktill.instrument import Catalogue, Facts, RoundFacts, series_start, unlike_rounds
from tycktill.publication.release import Release
from tycktill.statistics import ShareClass
from tycktill.tables import (
    DISTRIBUTION,
    MANIFEST,
    RESULTS,
    Breaks,
    Manifest,
    broken_questions,
    distributions_of,
    known_class,
    parse_distribution,
    parse_results,
    question_meanings,
    read_manifest,
    rows_since,
    unbroken_rows,
)
from tycktill.terms import (
    RESPONSE_RATE,
    Cell,
    Fault,
    GenderGroup,
    Grouping,
    Level,
    Reference,
    Refused,
    is_finest,
    places_without_units,
)

MOVED_APART = 0
"""In place of a meaning number, which starts from 1: what a target's questionnaires no longer mean the same by."""

_HAIR = 1e-9
"""Below what any two shares differ by: half a decimal is on both sides of it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """`public` is what has been told of the same rounds; `previous` the rows of other rounds whose questions have
    measured the same since, `breaks` the questions that have not. `unlike` are the earlier rounds that were held in
    another way than those before, and why."""

    public: Public
    previous: tuple[ProtectedValue, ...]
    breaks: Breaks
    unlike: Facts = field(default_factory=dict)


def read_earlier(
    releases: Iterable[Release],
    rounds: Collection[str],
    catalogue: Catalogue,
    policy: Policy,
    facts: Facts | None = None,
) -> Earlier:
    """What these releases say for one of these rounds that is protected by `policy`, and that `facts` are of.

    Raises Refused where one cannot be read, or is of the same round and was protected otherwise: two releases of the
    same answers by different rules can together tell what neither does.
    """
    faults: list[Fault] = []
    before: list[EarlierRelease] = []
    distributions: list[Distribution] = []
    previous: list[ProtectedValue] = []
    breaks: list[Breaks] = []
    known = [(release, read_manifest(release.files[MANIFEST])) for release in releases]
    unlike = _unlike_rounds((manifest for _, manifest in known), rounds)
    held, first = _both_facts(unlike, facts or {}), min(rounds, default="")
    for release, manifest in known:
        rows = parse_results(release.files[RESULTS])
        same = [row for row in rows if row.cell.round in rounds]
        faults += (
            [_other_rules(same[0], manifest, policy)] if same and not policy.protects_like(manifest.policy) else []
        )
        before += [earlier_release(same, manifest.grouping)] if same else []
        distributions += distributions_of(parse_distribution(release.files[DISTRIBUTION]), rounds)
        others = [row for row in rows if row.cell.round not in rounds]
        now = _meanings_now(manifest, catalogue)
        previous += unbroken_rows(others, manifest.meanings, now)
        breaks.append(broken_questions(others, manifest.meanings, now))
        breaks.append(_held_otherwise(others, manifest.grouping, held, first=first))
    if faults:
        raise Refused(faults)
    latest = _latest_breaks(breaks)
    ordered = sorted(rows_since(previous, latest), key=lambda row: (row.cell, row.question))
    return Earlier(Public(tuple(before), distributions=tuple(distributions)), tuple(ordered), latest, unlike)


def _unlike_rounds(manifests: Iterable[Manifest], rounds: Collection[str]) -> Facts:
    """Of all rounds but these, those that were held in another way than the ones before them."""
    found: dict[str, dict[str, RoundFacts]] = {}
    for family, own in (each for manifest in manifests for each in unlike_rounds(manifest.facts).items()):
        found.setdefault(family, {}).update({round: each for round, each in own.items() if round not in rounds})
    return {family: own for family, own in found.items() if own}


def _both_facts(unlike: Facts, facts: Facts) -> Facts:
    return {family: {**unlike.get(family, {}), **facts.get(family, {})} for family in unlike.keys() | facts.keys()}


def _held_otherwise(rows: Iterable[ProtectedValue], grouping: Grouping, facts: Facts, *, first: str) -> Breaks:
    """The questions of earlier rounds that lie before one which was held in another way, up to the `first` of now."""
    found: dict[str, dict[str, str]] = {}
    starts: dict[str, str] = {}
    for row in rows:
        family, round_ = grouping.family(row.cell.instrument), row.cell.round
        if family not in starts:
            starts[family], _ = series_start(facts, family, until=first)
        if round_ < starts[family]:
            questions = found.setdefault(row.cell.instrument, {})
            questions[row.question] = max(questions.get(row.question, ""), round_)
    return found


def _latest_breaks(breaks: Iterable[Breaks]) -> Breaks:
    """All of these, of a question the latest round that asked it otherwise."""
    found: dict[str, dict[str, str]] = {}
    for target, questions in (each for several in breaks for each in several.items()):
        rounds = found.setdefault(target, {})
        for question, round_ in questions.items():
            rounds[question] = max(rounds.get(question, ""), round_)
    return found


def _meanings_now(manifest: Manifest, catalogue: Catalogue) -> Mapping[str, Mapping[str, int]]:
    """What the questions of an earlier release's targets mean today, by the questionnaires that it had: what these
    mean different things by has moved apart."""
    found = {}
    for target, asked in manifest.questions.items():
        present = [catalogue[id_] for id_ in sorted(manifest.grouping.instruments(target)) if id_ in catalogue]
        each = [question_meanings([instrument], asked) for instrument in present]
        now = question_meanings(present, asked)
        apart = [id_ for id_ in now if len({own[id_] for own in each if id_ in own}) > 1]
        found[target] = {**now, **dict.fromkeys(apart, MOVED_APART)}
    return found


def _other_rules(row: ProtectedValue, manifest: Manifest, policy: Policy) -> Fault:
    then, now = manifest.policy.preset, policy.preset
    which = f"preset `{then}`, not `{now}`" if then != now else f"preset `{then}` with other limits"
    problem = f"Round {row.cell.round} has been published by {which}: together the two would tell what neither does"
    return Fault(problem, "Make the release by the same preset and limits", file=MANIFEST)


def earlier_release(rows: Iterable[ProtectedValue], grouping: Grouping) -> EarlierRelease:
    """What these rows of a release have told."""
    shares: dict[tuple[Cell, str], ShareClass] = {}
    answered: dict[Cell, int] = {}
    every = list(rows)
    without_units = places_without_units(row.cell for row in every)
    for row in every:
        known, cell = known_class(row), row.cell
        if known:
            shares[cell, row.question] = known
        is_group = cell.gender is GenderGroup.ALL and cell.instrument in grouping.families
        if is_group and is_finest(cell, without_units) and row.answered is not None:
            answered[cell] = row.answered
    return EarlierRelease(shares, answered, grouping)


def shares_elsewhere(
    references: Sequence[Reference], sizes: Mapping[tuple[Cell, str], int], grouping: Grouping
) -> Mapping[tuple[Cell, str], ShareClass]:
    """What references tell of shares, as finely as they were published; `sizes` are the valid answers of the rows of
    now, by cell and question.

    Every numerator that rounds to a share, at least to whole per cent, may be the one; a share that cannot be had of so
    many answers tells nothing. One of a municipality whose number of answers is not given is taken as of its answers.
    Raises Refused where two are of the same answers and cannot both hold.
    """
    rounds, finest = {cell.round for cell, _ in sizes}, finest_rows(sizes) if references else {}
    found: dict[tuple[Cell, str], ShareClass] = {}
    for each in references:
        if each.question == RESPONSE_RATE or each.round not in rounds:
            continue
        target = _target_with_rows(each, grouping)
        key = (Cell(each.round, target, each.level, each.municipality, "", GenderGroup.ALL), each.question)
        valid = each.valid
        if valid is None and each.level is Level.MUNICIPALITY:
            valid = sum(sizes[part] for part in parts_of(key, finest, grouping))
        known = _rounded_share(each, valid) if valid else None
        if known:
            found[key] = _both_shares(key, found[key], known) if key in found else known
    return found


def _target_with_rows(reference: Reference, grouping: Grouping) -> str:
    """What a reference is of, by what has rows: of a group one member alone may have answers, or it is all there is."""
    present = tuple(id_ for id_ in reference.members if id_ in grouping.families)
    if grouping.instruments(reference.instrument) or not present:
        return reference.instrument
    return present[0] if len(present) == 1 else grouping.families[present[0]]


def _both_shares(key: tuple[Cell, str], one: ShareClass, other: ShareClass) -> ShareClass:
    """What two references say together of the same answers."""
    both = one.narrowed_by(other)
    if both is None:
        what = ", ".join(filter(None, (key[0].round, key[0].instrument, key[0].municipality, key[1])))
        problem = f"Two references are of the same answers and say otherwise: {what}"
        raise Refused([Fault(problem, "Find out which of the two is right, and leave out the other")])
    return both


def _rounded_share(reference: Reference, valid: int) -> ShareClass | None:
    """The numerators whose share is this one with the decimals it was published with, or in whole per cent where there
    are none with these; None where there are none at all.
    """
    needed = -int(Decimal(repr(reference.share)).as_tuple().exponent)
    for half in (0.5 / 10 ** max(reference.decimals, needed, 2), 0.005):
        numerators = [x for x in range(valid + 1) if abs(x / valid - reference.share) <= half + _HAIR]
        if numerators:
            return ShareClass(valid, numerators[0], numerators[-1])
    return None
