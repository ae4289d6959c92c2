"""The parts of an address: they never mean two things, so no view has to guess."""


class MunicipalityCode:
    """Four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TargetGroupId(MunicipalityCode):
    """An instrument's or a family's id: letters and hyphens."""

    regex = "[a-z][a-z-]*"
