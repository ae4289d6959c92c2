"""Tables of organisations, their units and the people who work there, and of who fails to get in."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.account_events import (
    AccountReopened,
    AccountShut,
    PasswordChanged,
    PersonAdded,
    PersonRenamed,
)
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record_all

LONGEST_NAME = 100
"""Characters of an organisation's or a person's name."""


class Organisation(models.Model):
    """Who takes part: the national office, a municipality or another provider."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("nationellt kansli")
        MUNICIPALITY = "municipality", _("kommun")
        PROVIDER = "provider", _("annan utförare")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=LONGEST_NAME, unique=True)
    municipality = models.CharField(max_length=4, blank=True, help_text="official four-digit code")

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="national", municipality="")
                | (~models.Q(kind="national") & ~models.Q(municipality="")),
                name="all_but_the_office_stand_in_a_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of an organisation: the finest geography that results are shown for."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["organisation", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes people, who are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """A person who can sign in with this address and password."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """What `createsuperuser` calls; the role still comes from a membership."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractUser):
    """Somebody who signs in. Respondents never do."""

    username = None  # type: ignore[assignment]  # known by e-mail alone, as Django's manual shows
    email = models.EmailField(unique=True)
    invited_at = models.DateTimeField(null=True, editable=False, help_text="while an invitation waits for its answer")
    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]  # ours makes people by e-mail

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []
    _JOURNALED: ClassVar = frozenset({"password", "is_active", "first_name"})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, and tell what is new of the account: whichever page, command or shell does it."""
        if not self._JOURNALED.intersection(kwargs.get("update_fields") or self._JOURNALED):
            super().save(*args, **kwargs)  # such as when somebody was last here
            return
        with transaction.atomic():
            before = None if self._state.adding else Person.objects.filter(pk=self.pk).first()
            has_new_password = getattr(self, "_password", None) is not None
            super().save(*args, **kwargs)
            own = self.memberships.select_related("organisation").order_by("pk").first()
            events = list(self._change_events(before, has_new_password=has_new_password))
            if any(isinstance(event, _ENDS_SESSIONS) for event in events):
                self.sessions.all().delete()
            record_all([(event, own.organisation if own else None) for event in events])

    def _change_events(self, before: "Person | None", *, has_new_password: bool) -> Iterator[Event]:
        if before is None:
            yield PersonAdded(account=self.email)
            return
        if has_new_password:
            yield PasswordChanged(account=self.email)
        if before.is_active != self.is_active:
            yield AccountReopened(account=self.email) if self.is_active else AccountShut(account=self.email)
        if before.first_name != self.first_name:
            yield PersonRenamed(account=self.email, after=self.first_name)

    held: frozenset[str] = frozenset()
    """The roles, anywhere, that they were admitted to the page with that is being made."""


_ENDS_SESSIONS = (PasswordChanged, AccountShut)


class Session(AbstractBaseSession):
    """A browser where somebody has signed in, or is about to; `participants.sessions` writes it. Respondents have none.

    What is known of the browser is its name and its system, of a few that are well known, and not from where it comes.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        abstract = False


class Role(models.TextChoices):
    """What a person may do; each view says which roles it admits."""

    OFFICE = "office", _("nationellt kansli")
    COORDINATOR = "coordinator", _("samordnare")
    STAFF = "staff", _("enhetens personal")
    READER = "reader", _("läsare")


class Membership(models.Model):
    """A person's role in an organisation; `unit` is set for unit staff only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "organisation", "role", "unit"], name="unit_membership_once"),
            # A database takes two missing units for different ones, so the other roles need their own rule.
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=models.Q(unit=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role="staff", unit__isnull=False) | (~models.Q(role="staff") & models.Q(unit=None)),
                name="staff_and_only_staff_have_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class IdentityProvider(models.Model):
    """An organisation's own sign-in, which says who somebody is and opens accounts of that organisation alone."""

    class Protocol(models.TextChoices):
        OPENID = "openid", "OpenID Connect"
        SAML = "saml", "SAML 2.0"

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="identity_provider")
    protocol = models.CharField(max_length=10, choices=Protocol.choices, default=Protocol.OPENID)
    issuer = models.CharField(max_length=300)
    sign_on_at = models.CharField(max_length=300, blank=True, help_text="of SAML alone, as are the certificates")
    certificates = models.TextField(blank=True)
    client_id = models.CharField(max_length=200)
    secret = models.TextField(help_text="encrypted under TYCKTILL_SECRET_KEY")
    second_step = models.CharField(
        max_length=200, blank=True, help_text="words by which it says that it took two steps"
    )
    vouches_for_addresses = models.BooleanField(default=False, help_text="hands the addresses out itself")
    is_only_way = models.BooleanField(default=False, help_text="no passwords and no passkeys of ours")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.issuer}"


class SignInDomain(models.Model):
    """What addresses of an organisation with a sign-in of its own end in: `granhult.se`."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=253, unique=True)

    def __str__(self) -> str:
        return self.name


class LinkedIdentity(models.Model):
    """An account is somebody that a provider knows by this subject, which never becomes somebody else's."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="identities")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    subject = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "subject"], name="identity_once"),
            models.UniqueConstraint(fields=["provider", "person"], name="one_identity_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.provider}"


class ContactPerson(models.Model):
    """Whom the office turns to about an organisation's part in a round, which is `Round.key`; one of its coordinators.

    Until somebody is chosen it is the one who has been coordinator longest: `contacts.contacts_in` knows.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contact_persons")
    round = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_for")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "round"], name="one_contact_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.round}"


class Registration(models.Model):
    """A unit takes part in a round with one instrument. `round` is the year's label, as in `terms`."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    round = models.CharField(max_length=17)
    instrument = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "round", "instrument"], name="registration_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.instrument} {self.round}"


class FailedTry(models.Model):
    """How often somebody failed within one window, to slow guessing. Who and where is kept as a fingerprint."""

    fingerprint = models.BinaryField(max_length=32)
    until = models.PositiveBigIntegerField(help_text="when the window is over, in seconds of the epoch")
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["fingerprint", "until"], name="failed_tries_once")]

    def __str__(self) -> str:
        return f"{self.tries} failed tries"


class Turn(models.Model):
    """An errand that shows something once, such as new codes, was done for this time; the same form does it no more."""

    errand = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    made = models.PositiveIntegerField(help_text="how many things were made")
    pieces = models.PositiveIntegerField(null=True, help_text="of a file that is sent while it is made; else none")
    sent = models.PositiveIntegerField(default=0, help_text="how many of its pieces have been sent")
    moved_at = models.DateTimeField(null=True, help_text="when the last one was")
    is_broken_off = models.BooleanField(
        default=False, help_text="whoever fetched it went away; who died has not said so"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["errand", "number"], name="turn_once")]

    def __str__(self) -> str:
        return f"{self.errand} {self.number}: {self.made}"
