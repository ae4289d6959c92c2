"""`tycktill manage doctor`: looks at all of it and says, line by line, what is well and what to do."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tycktill_web.site.doctor import Finding, Health, examine_installation


class Command(BaseCommand):
    help = (
        "Looks at settings, checks, files, database, log, disk, clock, last runs and rounds, and says of each that it "
        "is well or what to do. Ends with 1 when something must be done."
    )
    requires_system_checks = ()  # it runs them itself, and tells them with the rest

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to tell it."""
        parser.add_argument("--json", action="store_true", help="for a program: a list of findings")

    def handle(self, *_: Any, **options: Any) -> None:
        """Look at everything, tell it, and fail when something must be done."""
        findings = list(examine_installation(timezone.localdate()))
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_finding_text(finding) for finding in findings))
        to_do = sum(finding.state == Health.WRONG for finding in findings)
        if to_do:
            raise CommandError(f"{to_do} to do.")


def _finding_text(finding: Finding) -> str:
    line = f"{finding.state:<5} {finding.place:<9} {finding.says}"
    return line if not finding.remedy else f"{line}\n{'':15} → {finding.remedy}"
