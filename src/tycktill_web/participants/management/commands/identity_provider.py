"""`tycktill manage identity_provider`: lets an organisation's people sign in by its own account, or no longer."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from tycktill_web.look.addresses import set_address
from tycktill_web.participants.errors import ParticipantsError
from tycktill_web.participants.identity import saml
from tycktill_web.participants.identity.errors import ProviderAway
from tycktill_web.participants.identity.keeping import ProviderFacts, forget_provider, keep_provider, secret_of
from tycktill_web.participants.identity.openid import discover_provider
from tycktill_web.participants.models import IdentityProvider, Organisation


class Command(BaseCommand):
    help = (
        "Tells which address an organisation's own sign-in is to lead back to and, with --issuer, lets its people sign "
        "in there by OpenID Connect. What is not said is as before; the secret is asked for and never shown."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and what its IT department says of it."""
        parser.add_argument("organisation", metavar="CODE_OR_NAME", help="a municipality's four digits, or a name")
        parser.add_argument("--saml-metadata", metavar="FILE", type=Path, help="it speaks SAML 2.0: its metadata")
        parser.add_argument("--issuer", metavar="URL", help="its issuer, as its own configuration writes it")
        parser.add_argument("--client-id", metavar="ID", help="what we are called there")
        parser.add_argument("--secret-file", metavar="FILE", type=Path, help="read the secret from there; do not ask")
        parser.add_argument("--domain", metavar="DOMAIN", action="append", help="what addresses end in; several times")
        parser.add_argument("--second-step", metavar="WORDS", help="words of amr or acr that stand for two steps")
        for name, says in (
            ("--addresses", "the provider hands addresses out itself: trust one that it says nothing of"),
            ("--only-way", "no passwords and no passkeys of ours in this organisation"),
        ):
            parser.add_argument(name, choices=["yes", "no"], help=says)
        parser.add_argument("--forget", action="store_true", help="let nobody in by it any more")

    def handle(self, *_: Any, organisation: str, **said: Any) -> None:
        """Do it, and say how it is afterwards. Raises CommandError, and then nothing was done."""
        place = _organisation_called(organisation)
        before = IdentityProvider.objects.filter(organisation=place).first()
        if said["forget"]:
            if before is None:
                raise CommandError(f"{place} has no sign-in of its own.")
            forget_provider(before)
            self.stdout.write(f"{place} signs in here. Those without a password choose one by a forgotten password.")
            return
        if any(said[name] is not None for name in _SAID):
            self._keep_said(place, before, said)
        self._print_provider(place)

    @transaction.atomic
    def _keep_said(self, place: Organisation, before: IdentityProvider | None, said: dict[str, Any]) -> None:
        facts = _merge_facts(place, before, said)
        try:
            provider = keep_provider(place, facts)
            if facts.protocol == IdentityProvider.Protocol.OPENID:
                discover_provider(facts.issuer)
        except ProviderAway:
            raise CommandError(
                f"{facts.issuer} does not answer as a provider of OpenID Connect, or calls itself something else. Take "
                "the address that its own /.well-known/openid-configuration says as issuer, sign by sign."
            ) from None
        except ParticipantsError as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Kept: {provider}")

    def _print_provider(self, place: Organisation) -> None:
        self.stdout.write(f"Its sign-in leads back to: {set_address(reverse('own_way_back', args=[place.pk]))}")
        if not settings.ADDRESS:
            self.stdout.write("That is a guess: set TYCKTILL_ADDRESS to where this service answers.")
        provider = IdentityProvider.objects.filter(organisation=place).first()
        if provider is None:
            self.stdout.write(f"{place} has no sign-in of its own yet: --issuer, --client-id and --domain.")
            return
        domains = ", ".join(provider.domains.values_list("name", flat=True))
        way = f"{provider.issuer} ({provider.get_protocol_display()})"
        self.stdout.write(f"{place} signs in at {way} as {provider.client_id}, with addresses at {domains}")
        self.stdout.write(f"Words for two steps: {provider.second_step or 'none, so our own is demanded'}")
        self.stdout.write(f"Addresses trusted unsaid: {_yes_or_no(yes=provider.vouches_for_addresses)}")
        self.stdout.write(f"The only way: {_yes_or_no(yes=provider.is_only_way)}")


_SAID = ("saml_metadata", "issuer", "client_id", "secret_file", "domain", "second_step", "addresses", "only_way")


def _organisation_called(said: str) -> Organisation:
    """A municipality by its code, or any organisation by its name. Raises CommandError."""
    kind = Organisation.Kind.MUNICIPALITY
    by_code = Organisation.objects.filter(kind=kind, municipality=said.zfill(4)) if said.isdecimal() else None
    found = (by_code if by_code is not None else Organisation.objects.filter(name=said)).first()
    if found is None:
        raise CommandError(f"There is no organisation {said}. Add it with `tycktill manage participants FILE.csv`.")
    return found


def _merge_facts(place: Organisation, before: IdentityProvider | None, said: dict[str, Any]) -> ProviderFacts:
    """What was said now, and of the rest what was said before. Raises CommandError."""
    if said["saml_metadata"] is not None:
        said = {**said, **_read_metadata(said["saml_metadata"]), "client_id": _our_entity(place)}
    was_saml = before is not None and before.protocol == IdentityProvider.Protocol.SAML and not said["secret_file"]
    is_saml = bool(said.get("sign_on_at")) or was_saml
    missing = [name for name in ("issuer", "client_id", "domain") if before is None and not said[name]]
    if missing:
        raise CommandError("Say also " + ", ".join(f"--{name.replace('_', '-')}" for name in missing) + ".")
    domains = said["domain"] or (list(before.domains.values_list("name", flat=True)) if before else [])
    steps = said["second_step"] if said["second_step"] is not None else before.second_step if before else ""
    return ProviderFacts(
        issuer=said["issuer"] or (before.issuer if before else ""),
        client_id=said["client_id"] or (before.client_id if before else ""),
        secret="" if is_saml else _read_secret(before, said),
        protocol=IdentityProvider.Protocol.SAML if is_saml else IdentityProvider.Protocol.OPENID,
        sign_on_at=said.get("sign_on_at") or (before.sign_on_at if before and is_saml else ""),
        certificates=said.get("certificates") or (before.certificates if before and is_saml else ""),
        domains=[each.strip().lower().removeprefix("@") for each in domains],
        second_step=steps,
        vouches_for_addresses=_chosen_or_before(
            said["addresses"], before=bool(before and before.vouches_for_addresses)
        ),
        is_only_way=_chosen_or_before(said["only_way"], before=bool(before and before.is_only_way)),
    )


def _read_metadata(file: Path) -> dict[str, str]:
    """Raises CommandError."""
    if not saml.is_here():
        raise CommandError("SAML needs the extra: pip install 'tycktill[saml]'.")
    try:
        metadata = saml.read_metadata(file.read_bytes())
    except OSError:
        raise CommandError(f"{file} cannot be read.") from None
    except ParticipantsError:
        raise CommandError(
            f"{file} holds no metadata of a provider that is asked by a redirect and signs with a certificate. Take "
            "the file of federation metadata that the IT department has."
        ) from None
    return {
        "issuer": metadata.entity,
        "sign_on_at": metadata.sign_on_at,
        "certificates": "\n".join(metadata.certificates),
    }


def _our_entity(place: Organisation) -> str:
    """What we are called at a provider of SAML: an address of ours, whatever it leads to."""
    return set_address(reverse("own_way_begin", args=[place.pk]))


def _read_secret(before: IdentityProvider | None, said: dict[str, Any]) -> str:
    """Read or asked for where the client is another or new; as before otherwise. Raises CommandError."""
    if said["secret_file"] is not None:
        try:
            secret = said["secret_file"].read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"{said['secret_file']} cannot be read.") from None
    elif before is not None and not said["client_id"]:
        return secret_of(before)
    else:
        secret = getpass.getpass("Secret of the client: ").strip()
    if not secret:
        raise CommandError("The secret is empty. The IT department has it, beside the client's id.")
    return str(secret)


def _chosen_or_before(said: str | None, *, before: bool) -> bool:
    return before if said is None else said == "yes"


def _yes_or_no(*, yes: bool) -> str:
    return "yes" if yes else "no"
