"""Published rounds of a made-up nation, put into the database as what their files tell; nobody answered anything."""

import datetime
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType

import msgspec
from tests.tycktill.improvement.made_up import FAMILY, OWN, TARGET, Figures, Told, manifest, nation, rows
from tests.tycktill_web import worlds
from tests.tycktill_web.remembering import remembered

from tycktill.disclosure import ProtectedValue
from tycktill.publication import Release
from tycktill.publication.rewriting import write_files
from tycktill.tables import MANIFEST, Names, with_files, write_manifest
from tycktill.terms import Municipality
from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.models import PublicRelease, ReleaseFile
from tycktill_web.releases.values import keep_values

AT = datetime.datetime(2024, 12, 10, 9, 0, tzinfo=datetime.UTC)
LOW: Told = (60, 27, 27)
FIGURE = f"{TARGET}:helhet"


@remembered
def published(
    label: str,
    own: Told | None = LOW,
    *,
    told: Figures | None = None,
    names: Mapping[str, str] = MappingProxyType({OWN: "Granhult"}),
) -> PublicRelease:
    """A round that has been published, where Granhult's figure is this, or figures of other municipalities are told;
    of the family those of its only target group, unless they are told too."""
    figures = nation(label, own) if told is None else told
    asked, targets = (tuple(dict.fromkeys(spot[place] for spot in figures)) for place in (3, 0))
    known = manifest(asked, targets=tuple(each for each in targets if each != FAMILY))
    known = msgspec.structs.replace(known, names=Names(municipalities=dict(names)))
    own_rows = [*rows(label, figures), *(() if FAMILY in targets else _family_rows(label, figures))]
    files = write_files(own_rows, (), known, codebook=())
    files = {**files, MANIFEST: write_manifest(with_files(known, files))}
    round_, _ = Round.objects.update_or_create(
        family="ifo",
        label=label,
        defaults={"opens_on": f"{label}-09-01", "closes_on": f"{label}-10-15", "state": Round.State.RELEASED},
    )
    release = PublicRelease.objects.create(
        round=round_,
        number=1,
        state=PublicRelease.State.PUBLISHED,
        manifest_sha256=sha256(files[MANIFEST]).hexdigest(),
        made_at=AT,
        published_at=AT,
    )
    ReleaseFile.objects.bulk_create(
        ReleaseFile(release=release, name=name, content=each) for name, each in files.items()
    )
    keep_values(release, Release(files), {code: Municipality(code, name) for code, name in names.items()})
    return release


def _family_rows(label: str, figures: Figures) -> list[ProtectedValue]:
    family = {(FAMILY, *spot[1:]): told for spot, told in figures.items()}
    return list(rows(label, family))


def granhult() -> worlds.World:
    """The people of the small country, whose own round is planned for a year that nobody asks about."""
    world = worlds.planned_world()
    Round.objects.filter(pk=world.round.pk).delete()
    return world
