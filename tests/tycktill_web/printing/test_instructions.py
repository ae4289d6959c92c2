"""The instruction to a unit is one page, and leads to where its staff count."""

import datetime

from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read

from tycktill_web.printing.instructions import make_instruction
from tycktill_web.printing.typesetting import as_pdf


def test_it_is_one_page_that_leads_to_the_counting_and_says_whom_to_ask() -> None:
    made = make_instruction(
        unit="Försörjningsstöd och ekonomiskt bistånd för unga vuxna i Björkköpings norra stadsdelar, även på kvällar",
        target_group="Ekonomiskt bistånd",
        label="2024",
        days=(datetime.date(2024, 9, 1), datetime.date(2024, 10, 15)),
        counting_address="https://tycktill.example/kommun/idag/",
        contacts=["Cilla Åberg, cilla@bjorkkoping.example", "Dag Öst, dag@bjorkkoping.example"],
    )
    paper = Paper(as_pdf(made))
    check_everybody_can_read(paper)
    assert len(paper.pages) == 1
    assert list(paper.links()) == ["https://tycktill.example/kommun/idag/"]
    assert "1 september 2024 till och med 15 oktober 2024" in paper.words
    assert "Dag Öst, dag@bjorkkoping.example" in paper.words
