"""Where something is in a text."""

from pydantic import Field

from devmentor_protocol.wire import Wire


class Position(Wire):
    """A place between two characters, counted from zero.

    `character` counts what the hop agreed on: the LSP position encoding between editor and server,
    Unicode code points everywhere else (in the rooms, and between server and cloud).
    """

    line: int = Field(ge=0)
    character: int = Field(ge=0)

    def __lt__(self, other: "Position") -> bool:
        return (self.line, self.character) < (other.line, other.character)

    def __le__(self, other: "Position") -> bool:
        return (self.line, self.character) <= (other.line, other.character)


class Range(Wire):
    """The text from `start` up to, not including, `end`."""

    start: Position
    end: Position

    @classmethod
    def of(cls, line: int, character: int, end_line: int, end_character: int) -> "Range":
        """Build a range from four numbers, each from zero."""
        return cls(
            start=Position(line=line, character=character),
            end=Position(line=end_line, character=end_character),
        )

    def contains(self, position: Position) -> bool:
        """Tell whether the position touches this range (its end included)."""
        return self.start <= position <= self.end

    def overlaps(self, other: "Range") -> bool:
        """Tell whether the two ranges touch."""
        return self.start <= other.end and other.start <= self.end
