"""Who answered at a place: offered and answered now and before, beside the nation and other municipalities."""

from collections.abc import Collection
from dataclasses import dataclass

from tycktill.findings.facts import AnswersRank, EarlierResponse, Response
from tycktill.findings.index import NATION, Index
from tycktill.terms import RESPONSE_RATE, GenderGroup

_NOBODY = Response(None, None)


@dataclass(frozen=True, slots=True)
class Answered:
    """Of one place in one round of a family."""

    index: Index
    place: str
    family: str
    round: str

    def response_of(self, target: str) -> Response:
        """Offered and answered in a target group, or all of a family."""
        return self._response_at(self.place, target)

    def _response_at(self, place: str, target: str) -> Response:
        return self.index.responses.get((self.round, target, place), _NOBODY)

    def earlier_response(self, target: str) -> EarlierResponse | None:
        """The same in the latest earlier round that is known. A family's own rows may tell of target groups that the
        release no longer has: then how many were offered is not known."""
        rounds = self.index.rounds.get((self.place, self.family), ())
        before = [each for each in rounds if each < self.round and (each, target, self.place) in self.index.earlier]
        if not before:
            return None
        latest = before[-1]
        found = self.index.earlier[latest, target, self.place]
        answered = [row.answered or 0 for row in self.index.earlier_rows(self.place, target, latest).values()]
        if found.answered is not None and max(answered, default=0) > found.answered:
            return EarlierResponse(None, max(answered), latest)
        return EarlierResponse(found.offered, found.answered, latest, offered_min=found.offered_min)

    def nation_rate(self, target: str, *, referred_to: str) -> float | None:
        """The nation's response rate, by a reference where there is one; `referred_to` is by what else others may know
        the target. None where nobody else was asked: a place is not set beside itself."""
        given, above = (self.index.references.get((self.round, each, RESPONSE_RATE)) for each in (target, referred_to))
        if given is not None:
            return given.least
        nation = self._response_at(NATION, target)
        has_others = not self.index.is_alone(self.round, self.family) and nation != self.response_of(target)
        own = nation.rate if has_others else None
        return above.least if own is None and above is not None else own

    def answers_rank(self, target: str) -> AnswersRank | None:
        """The place by number of answers; None for one alone, where one of all has not told, or where all are alike."""
        places = self.index.places_of(self.round, self.family)
        counts = [
            self._response_at(place, target).answered
            for place in places
            if (self.round, target, place) in self.index.responses
        ]
        known = [number for number in counts if number is not None]
        own = self.response_of(target).answered
        if self.place == NATION or own is None or len(known) < len(counts) or len(set(known)) < 2:
            return None
        return AnswersRank(1 + sum(number > own for number in known), len(known), known.count(own))

    def by_gender(self, target: str, asked: Collection[str]) -> tuple[int, int] | None:
        """How many women and men. A question that not all instruments ask leaves some out: it is the most of any."""
        women, men = (self._most_answered(target, asked, gender) for gender in (GenderGroup.WOMEN, GenderGroup.MEN))
        return None if women is None or men is None else (women, men)

    def _most_answered(self, target: str, asked: Collection[str], gender: GenderGroup) -> int | None:
        section = self.index.sections.get((self.place, self.family, self.round), {})
        rows = (section.get((target, "", gender, question)) for question in asked)
        return max((row.answered for row in rows if row and row.answered is not None), default=None)
