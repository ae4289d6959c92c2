"""Composes a release of protected values."""

from collections.abc import Mapping

from tycktill.disclosure import Protected
from tycktill.instrument import Catalogue
from tycktill.publication.release import Release
from tycktill.publication.rewriting import write_files
from tycktill.tables import MANIFEST, Setting, codebook_rows, make_manifest, option_shares, with_files, write_manifest
from tycktill.terms import Level


def compose(
    protected: Protected, *, catalogue: Catalogue, fingerprints: Mapping[str, str], setting: Setting | None = None
) -> Release:
    """Every file of a release; the same bytes for the same values.

    `fingerprints` gives the SHA-256 of each instrument's file; raises KeyError when one that occurs has none. What
    others have told of municipalities is compared with nothing, and not told on.
    """
    setting = setting or Setting()
    rows = list(protected.values)
    manifest = make_manifest(rows, protected, catalogue, fingerprints, setting)
    shares = option_shares(protected.distributions)
    compared = [each for each in setting.references if each.level is Level.NATION]
    codebook = codebook_rows(manifest.families, catalogue, setting.families)
    files = write_files(rows, shares, manifest, compared, setting.previous, codebook=codebook)
    manifest_file = write_manifest(with_files(manifest, files))
    return Release(dict(sorted({**files, MANIFEST: manifest_file}.items())))
