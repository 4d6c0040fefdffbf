"""Bodies that change something: an absent field stays as it is, null takes the value away."""

from typing import Any

from pydantic import Field

from dom360.kit.schema import Body


class Patch(Body):
    def changes(self) -> dict[str, object]:
        """What was sent, by field."""
        return {name: getattr(self, name) for name in self.model_fields_set}


def absent(**options: Any) -> Any:  # noqa: ANN401  # stands for a field of any type
    """The default of a field that may be left out and may not be null. `changes` never reads it."""
    return Field(default_factory=_nothing, **options)


def _nothing() -> None:
    return None
