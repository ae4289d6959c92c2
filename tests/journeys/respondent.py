"""A respondent's hands and eyes: the same words for the same actions in every errand."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Respondent:
    """Somebody with a page of the questionnaire before them."""

    page: Page

    def sees(self, heading: str) -> None:
        """The page with this heading has come."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def types(self, code: str) -> None:
        """Type the code and go on."""
        self.page.get_by_label("Din kod").fill(code)
        self.page.get_by_role("button", name="Fortsätt").click()

    def begins(self) -> None:
        """From the information to the questions."""
        self.sees("Vad tycker du?")
        self.page.get_by_role("button", name="Börja svara").click()
        self.sees("Frågor")

    def chooses(self, question: str, answer: str) -> None:
        """Choose an answer by its words."""
        self.page.get_by_role("group", name=question).get_by_text(answer, exact=True).click()

    def goes_on(self) -> None:
        """From the questions to the review."""
        self.page.get_by_role("button", name="Gå vidare").click()
        self.sees("Se över dina svar")

    def sends(self) -> None:
        """From the review to the thanks."""
        self.page.get_by_role("button", name="Skicka svaren").click()
        self.sees("Tack för att du tyckte till!")

    def goes_back(self) -> None:
        """Press the browser's own back button."""
        self.page.go_back()

    def has_chosen(self, *answers: str) -> None:
        """These answers, and no others, are chosen on the questions' page."""
        expect(self.page.locator(".choice:has(:checked)")).to_have_text(list(answers))
