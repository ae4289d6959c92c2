"""What municipalities are called: by the official list, and by their own word where it does not have them yet."""

from tycktill.files import read_municipalities
from tycktill.terms import Municipalities, Municipality
from tycktill_web.participants.models import Organisation


def named_municipalities() -> Municipalities:
    """By code. One statement."""
    kind = Organisation.Kind.MUNICIPALITY
    here = Organisation.objects.filter(kind=kind).exclude(municipality="").values_list("municipality", "name")
    return {**{code: Municipality(code, name) for code, name in here}, **read_municipalities()}
