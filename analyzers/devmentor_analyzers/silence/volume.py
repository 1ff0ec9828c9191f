"""What a user may decide about how much is shown."""

from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["changed", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Volume:
    """Defaults are for people who want to be told little, and only what they can act on."""

    scope: Scope = "changed"
    """`changed`: what is less than an error is shown on new lines only; `all`: everywhere."""

    hints_per_hour: int = 10
    """New hints of our own that may come up within an hour, in all editors together."""
