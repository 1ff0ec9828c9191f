"""What is said of a function."""

from dataclasses import dataclass

from devmentor_protocol.position import Range


@dataclass(frozen=True, slots=True)
class Driver:
    """One thing that makes a function harder to follow."""

    line: int
    """From zero."""

    reason: str
    """`if`, `else`, `loop`, `and`, `recursion`, …"""

    increment: int
    """What it adds, what it costs for being nested included."""

    @property
    def nested(self) -> int:
        """How many constructs it stands in, as far as that costs."""
        return self.increment - 1


@dataclass(frozen=True, slots=True)
class FunctionMetrics:
    """Numbers about one function, functions inside it included."""

    name: str
    range: Range
    selection: Range
    """The name itself."""

    lines: int
    parameters: int
    """Without the object that a method belongs to."""

    nesting: int
    """How deep control structures stand in each other; 0 for straight code."""

    cognitive: tuple[Driver, ...]
    """What drives cognitive complexity, in the order of the text."""

    decisions: tuple[Driver, ...]
    """What drives cyclomatic complexity, in the order of the text."""

    @property
    def cognitive_complexity(self) -> int:
        """How hard it is to understand, by SonarSource's definition."""
        return sum(driver.increment for driver in self.cognitive)

    @property
    def cyclomatic_complexity(self) -> int:
        """Independent paths through it, logical operators counted (McCabe's number)."""
        return 1 + len(self.decisions)
