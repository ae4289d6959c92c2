"""Why nobody came in by their organisation's own sign-in, each with what to do.

ParticipantsError
├── ProviderAway          the provider does not answer, or is not what it was said to be
├── ProviderUnfit         its address cannot be used
├── SecretElsewhere       the client's secret would go to another's server
├── DomainTaken           another organisation's addresses end so
├── DomainUnfit           what was written is no end of addresses
└── TurnedAway            the provider has answered, and nobody comes in by that
    ├── Unfinished        the answer is not to the question that this browser asked
    ├── Cancelled         somebody said no there
    ├── Unproven          the answer does not hold what it must, or is not signed by the provider
    ├── AddressUnverified the provider does not say that the address is that person's
    ├── AddressForeign    the address is none of the organisation's
    ├── NotInvited        nobody of the organisation has that address
    ├── BelongsElsewhere  the account has roles that are not this organisation's to open
    └── LinkedOtherwise   the account belongs to somebody else at the provider
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.errors import ParticipantsError


class ProviderAway(ParticipantsError):
    """The provider does not answer, or is not what it was said to be."""

    sentence = _(
        "Din organisations inloggning svarar inte just nu. Försök igen om en stund. Fungerar den på andra ställen?"
        " Säg då till den som sköter Tycktill."
    )


class ProviderUnfit(ParticipantsError):
    """Its address cannot be used."""

    sentence = _("Adressen ska börja med https:// och vara den som leverantören uppger, utan något efter.")


class SecretElsewhere(ProviderUnfit):
    """The client's secret would go to another's server."""

    sentence = _(
        "Leverantörens beskrivning skickar vår hemlighet till en annan domän än dess egen. Använd adressen (issuer) på "
        "samma domän, eller SAML."
    )


class DomainTaken(ParticipantsError):
    """Another organisation's addresses end so."""

    sentence = _("En annan organisation loggar redan in med adresser på den domänen. Ta bort den där först.")


class DomainUnfit(ParticipantsError):
    """What was written is no end of addresses."""

    sentence = _("Domänen ska vara det som står efter @ i adresserna, som granhult.se.")


class TurnedAway(ParticipantsError):
    """The provider has answered, and nobody comes in by that; `reason` is what the journal calls it."""

    reason: ClassVar[str]


class Unfinished(TurnedAway):
    """The answer is not to the question that this browser asked."""

    reason = "unfinished"
    sentence = _("Inloggningen tog för lång tid eller började i ett annat fönster. Börja om här.")


class Cancelled(TurnedAway):
    """Somebody said no there."""

    reason = "cancelled"
    sentence = _("Inloggningen avbröts. Börja om om du ville logga in.")


class Unproven(TurnedAway):
    """The answer does not hold what it must, or is not signed by the provider."""

    reason = "unproven"
    sentence = _(
        "Svaret från din organisations inloggning gick inte att lita på. Säg till den som sköter Tycktill om det händer"
        " igen."
    )


class AddressUnverified(TurnedAway):
    """The provider does not say that the address is that person's."""

    reason = "address_unverified"
    sentence = _(
        "Din organisations inloggning säger inte att e-postadressen är din. Be er it-avdelning att låta den göra det."
    )


class AddressForeign(TurnedAway):
    """The address is none of the organisation's."""

    reason = "address_foreign"
    sentence = _("Din e-postadress hör inte till organisationen vars inloggning du använde. Välj din egen.")


class NotInvited(TurnedAway):
    """Nobody of the organisation has that address."""

    reason = "not_invited"
    sentence = _(
        "Du är inte inbjuden hit med den adressen. Be er samordnare, eller nationella kansliet, att bjuda in dig."
    )


class BelongsElsewhere(TurnedAway):
    """The account has roles that are not this organisation's to open."""

    reason = "belongs_elsewhere"
    sentence = _(
        "Ditt konto har roller på fler ställen, och dit släpper inte din organisations inloggning in. Logga in med"
        " lösenord. Har du inget, välj ett med ”Glömt lösenordet?”."
    )


class LinkedOtherwise(TurnedAway):
    """The account belongs to somebody else at the provider."""

    reason = "linked_otherwise"
    sentence = _(
        "Kontot med den adressen är redan någon annans i din organisations inloggning. Be er samordnare att ta bort det"
        " och bjuda in dig."
    )
