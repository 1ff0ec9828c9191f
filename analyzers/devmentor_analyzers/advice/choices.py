"""What a user may decide about the mentor's advice: each rule on or off, and where it begins."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

_MORE_THAN_HINTS = ("secret", "layering")
_RULES = {"layers": "layering"}
"""Choices that are not called as their rule is."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A rule is off where its value is 0, False or empty."""

    too_complex: int = 15
    """Cognitive complexity that is told; SonarSource's own default."""

    secret: bool = True
    duplicate: int = 60
    """Tokens that two pieces of code have in common."""

    unused: bool = True
    unreachable: bool = True
    import_cycle: bool = True
    untested_change: bool = True
    layers: tuple[str, ...] = ()
    """From the highest to the lowest, as for import-linter; empty: none are broken."""

    def told(self, select: Collection[str]) -> "Choices":
        """What of it a report holds: those selected, else those that are more than hints."""
        wanted = tuple(select or _MORE_THAN_HINTS)
        off = {
            name: value
            for name, value in type(self).silent().as_json().items()
            if not _RULES.get(name, name).replace("_", "-").startswith(wanted)
        }
        return self.from_json(self.as_json() | off)

    @property
    def needs_tree(self) -> bool:
        """Tell whether a text has to be parsed for it."""
        return bool(self.too_complex or self.layers or self.unreachable)

    @property
    def needs_survey(self) -> bool:
        """Tell whether all files have to be read for it."""
        return bool(self.import_cycle or self.duplicate or self.unused)

    @classmethod
    def silent(cls) -> Self:
        """No advice at all."""
        return cls.from_json({name: type(value)() for name, value in cls().as_json().items()})

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote."""
        given = dict(json)
        given["layers"] = tuple(given["layers"])
        return cls(**given)

    def as_json(self) -> dict[str, Any]:
        """For another process, and for who shows it."""
        return {**asdict(self), "layers": list(self.layers)}

    def __bool__(self) -> bool:
        return self != type(self).silent()
