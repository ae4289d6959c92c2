"""What a page says of a municipality beside similar ones, held against tables and against the file that it leads to."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import unescape

from django.test import Client
from tests.attacks.told import between
from tests.attacks.written import per_cent, shares
from tests.tycktill_web.public.checked import SIGNED, WORDS, Row, Spot, Tables
from tests.tycktill_web.public.crawled import Line, lines_of, pages, plain
from tests.tycktill_web.public.similar_anew import Counts, Expected, Similar

from tycktill.findings import SIGNS
from tycktill.statistics import file_share
from tycktill.tables import Judgement

SAID = {"better": "Bättre än liknande kommuner på ", "worse": "Sämre än liknande kommuner på "}
NOTHING = "–"


def held_beside_similar(crawled: Sequence[tuple[str, bytes]]) -> Counter[str]:
    """Every page of a place among these addresses, held; how many of each kind there were."""
    tables = Tables.read()
    held = PagesBesideSimilar(Similar(tables), dict(crawled))
    for address, path, page in pages(crawled, "resultat"):
        place = tables.place(path)
        if place:
            held.page(page, place, address)
    return held.seen


class PagesBesideSimilar:
    """Holds pages of municipalities, and counts by kind what it has held."""

    def __init__(self, similar: Similar, files: Mapping[str, bytes]) -> None:
        self.similar, self.files, self.seen = similar, files, Counter[str]()

    def page(self, page: str, place: Spot, where: str) -> None:
        """The column, its sentences, and the file that tells who the similar ones are."""
        tables = self.similar.tables
        every = [
            (tables.questions.get((place.family, place.round, line.about), line.about), line)
            for line in lines_of(page)
            if line.caption == "Andel positiva svar"
        ]
        asked = list(dict.fromkeys(question for question, _ in every))
        lines = {question: line for question, line in every if "Mot liknande" in line.cells}
        expected = self.similar.expected(place, asked) if place.municipality else {}
        if not expected:
            assert not lines, where
            assert "liknande kommuner" not in plain(page).lower(), where
            self.seen["none"] += 1
            return
        assert list(lines) == asked, (where, list(lines), asked)
        verdicts = {each: self._cell(line, expected.get(each), (where, each)) for each, line in lines.items()}
        self._sentences(page, {lines[each].about: verdict for each, verdict in verdicts.items()}, where)
        self._file(page, verdicts, expected, where)
        self.seen["page"] += 1

    def _cell(self, line: Line, expected: Expected | None, where: tuple[str, str]) -> str:
        """Its verdict; empty where too few are shown to say anything."""
        cell = line.cells["Mot liknande"]
        if expected is None:
            assert cell == NOTHING, (where, cell)
            self.seen["too few"] += 1
            return ""
        signed = SIGNED.match(cell)
        assert signed, (where, cell)
        verdict = WORDS[signed[1]]
        assert signed[0].startswith(SIGNS[Judgement(verdict)]), (where, cell)
        assert verdict == expected.verdict, (where, cell, expected)
        self.seen[verdict] += 1
        self._mean(cell[signed.end() :].strip(), expected.mean, where)
        return verdict

    def _mean(self, written: str, mean: Counts | None, where: tuple[str, str]) -> None:
        if mean is None:
            assert not written, (where, written)
            self.seen["too rough"] += 1
            return
        label, _, share = written.partition(": ")
        assert label == "liknande", (where, written)
        (told,), known = shares(share), between(*map(file_share, mean.ends))
        first, last = per_cent(told)
        if share.startswith("ca "):
            assert known.least <= first <= last <= known.most, (where, written, known)
        else:
            assert (first, last) == tuple(known), (where, written, known)
        self.seen["mean"] += 1

    def _sentences(self, page: str, verdicts: Mapping[str, str], where: str) -> None:
        """They name those questions that the column calls better or worse, or say how many they are."""
        headline = re.search(r'<section[^>]*class="headline".*?</section>', page, re.DOTALL)
        assert headline, where
        sentences = [plain(each) for each in re.findall(r"<p[^>]*>(.*?)</p>", headline[0], re.DOTALL)]
        of_similar = [each for each in sentences if "liknande kommuner" in each]
        tested = [about for about, verdict in verdicts.items() if verdict not in ("", "untested")]
        for verdict, opening in SAID.items():
            found = {about for about in tested if verdicts[about] == verdict}
            said = [each for each in of_similar if each.startswith(opening)]
            assert len(said) == bool(found), (where, verdict, of_similar)
            of_similar = [each for each in of_similar if each not in said]
            for sentence in said:
                self._sentence(sentence, found, (len(tested), len(verdicts)), where)
        assert not of_similar, (where, of_similar)

    def _sentence(self, sentence: str, found: set[str], of: Sequence[int], where: str) -> None:
        named = re.findall("”([^”]+)”", sentence)
        numbers = [int(each) for each in re.findall(r"\d+", re.sub("”[^”]+”", "", sentence))]
        assert numbers[:1] in ([], [len(found)]), (where, sentence, found)
        assert set(numbers[1:]) <= set(of), (where, sentence, of)
        assert not named or set(named) == found, (where, sentence, found)
        self.seen["sentence"] += 1

    def _file(self, page: str, verdicts: Mapping[str, str], expected: Mapping[str, Expected], where: str) -> None:
        """The comparison that the page leads to has the same verdicts, and means to all decimals."""
        link = re.search(r'href="(/jamfor/\?[^"]*)">Vilka är de liknande kommunerna', page)
        assert link, where
        rows = self._weighted(unescape(link[1]).replace("/jamfor/", "/jamfor.csv"))
        in_file = {each: row["beside_group"] for each, row in rows.items()}
        on_page = {each: verdict or "untested" for each, verdict in verdicts.items()}
        assert in_file == on_page, (where, in_file, on_page)
        for question, row in rows.items():
            mean = expected[question].mean if question in expected else None
            ends = [f"{file_share(end):.4f}" for end in mean.ends] if mean else ["", ""]
            assert [row["share_min"], row["share_max"]] == ends, (where, question, row)

    def _weighted(self, address: str) -> Mapping[str, Row]:
        content = self.files.get(address) or bytes(Client().get(address, follow=True).content)
        rows = csv.DictReader(io.StringIO(content.decode()))
        return {row["question"]: row for row in rows if row["statistic"] == "weighted_mean"}
