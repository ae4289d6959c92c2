"""One page for the staff of a unit: whom to ask, what to say, how to count, until when, and whom to turn to."""

import datetime
from collections.abc import Sequence

import msgspec
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tycktill_web.printing.qr_codes import draw_address
from tycktill_web.printing.typesetting import Printout


class InstructionStep(msgspec.Struct, frozen=True):
    """A part of the instruction: its heading and its sentences; `quoted` is what is said aloud."""

    heading: str
    sentences: Sequence[str]
    quoted: bool = False


class UnitInstruction(Printout, frozen=True, kw_only=True):
    """What the staff of a unit need to know, on one page."""

    template = "instruction.typ"
    unit: str
    target_group: str
    days: str
    steps: Sequence[InstructionStep]
    counting: str
    counting_address: str
    qr: str
    qr_size: int
    qr_alternative: str
    contact_heading: str
    contacts: Sequence[str]
    by_hand: str


def make_instruction(
    *,
    unit: str,
    target_group: str,
    label: str,
    days: tuple[datetime.date, datetime.date],
    counting_address: str,
    contacts: Sequence[str],
) -> UnitInstruction:
    """The instruction to a unit, in the active language; `contacts` are whom to turn to, by name and address."""
    first, last = (date_format(day, "j F Y") for day in days)
    drawn = draw_address(counting_address)
    return UnitInstruction(
        title=_("Så gör ni: brukarundersökning %(round)s") % {"round": label},
        language=str(get_language()),
        unit=unit,
        target_group=target_group,
        days=_("%(first)s till och med %(last)s") % {"first": first, "last": last},
        steps=_instruction_steps(),
        counting=_("Räkna här i telefonen, samma dag. Logga in med din e-post."),
        counting_address=counting_address.partition("://")[2],
        qr=drawn.path,
        qr_size=drawn.size,
        qr_alternative=_("QR-kod till sidan där ni räknar"),
        contact_heading=_("Undrar du något?"),
        contacts=contacts,
        by_hand=_("Telefon:"),
    )


def _instruction_steps() -> Sequence[InstructionStep]:
    return [
        InstructionStep(
            _("1. Fråga alla"),
            [
                _("Erbjud enkäten till var och en i målgruppen som ni möter under perioden, en gång per person."),
                _("Välj inte ut. Också den som är missnöjd, eller som ni tror inte vill, ska få frågan."),
            ],
        ),
        InstructionStep(
            _("2. Säg till exempel"),
            [
                _(
                    "”Vi vill veta vad du tycker om oss. Här är en lapp med en kod. Det är frivilligt, jag får inte "
                    "veta vad du svarar, och det påverkar inte din hjälp.”"
                )
            ],
            quoted=True,
        ),
        InstructionStep(
            _("3. Ge en lapp, och lämna personen i fred"),
            [
                _("Varje lapp har en egen kod som gäller en gång. Skriv aldrig upp vem som fick vilken."),
                _(
                    "Titta inte på när någon svarar. Behöver personen hjälp att läsa, låt någon som inte arbetar i "
                    "ärendet hjälpa till."
                ),
            ],
        ),
        InstructionStep(
            _("4. Räkna var och en"),
            [
                _("Erbjuden är den som fick en lapp eller fick veta hur man svarar, också den som tackade nej."),
                _("Den som inte kunde få frågan räknas för sig. Bara antal sparas, aldrig vem."),
            ],
        ),
    ]
