"""What a user may decide about the mentor's advice: each rule on or off, and where it begins."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

_MORE_THAN_HINTS = ("secret",)


@dataclass(frozen=True, slots=True)
class Choices:
    """A rule is off where its value is 0, False or empty."""

    too_complex: int = 15
    """Cognitive complexity that is told; SonarSource's own default."""

    secret: bool = True

    def told(self, select: Collection[str]) -> "Choices":
        """What of it a report holds: those selected, else those that are more than hints."""
        wanted = tuple(select or _MORE_THAN_HINTS)
        off = {
            name: value
            for name, value in type(self).silent().as_json().items()
            if not name.replace("_", "-").startswith(wanted)
        }
        return replace(self, **off)

    @property
    def needs_tree(self) -> bool:
        """Tell whether a text has to be parsed for it."""
        return bool(self.too_complex)

    @classmethod
    def silent(cls) -> Self:
        """No advice at all."""
        return cls(**{name: type(value)() for name, value in asdict(cls()).items()})

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote."""
        return cls(**json)

    def as_json(self) -> dict[str, Any]:
        """For another process."""
        return asdict(self)

    def __bool__(self) -> bool:
        return self != type(self).silent()
