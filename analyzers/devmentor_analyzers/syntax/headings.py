"""How far the text under each heading of a Markdown document reaches."""

from collections.abc import Sequence

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed


def extents(parsed: Parsed, headings: Sequence[Node]) -> list[int]:
    """Byte after the text under each heading, in its order: up to the next of its level or above.

    The grammar makes sections of `# …` headings only, so that underlined ones would not nest.
    """
    ends = [len(parsed.data)] * len(headings)
    open_: list[tuple[int, int]] = []
    for number, heading in enumerate(headings):
        level = _level(heading)
        while open_ and open_[-1][0] >= level:
            ends[open_.pop()[1]] = heading.start_byte
        open_.append((level, number))
    return [_trimmed(parsed.data, end) for end in ends]


def _level(heading: Node) -> int:
    """From `atx_h2_marker` or `setext_h2_underline`."""
    kinds = " ".join(child.type for child in heading.children)
    return next((level for level in range(1, 7) if f"_h{level}_" in kinds), 6)


def _trimmed(data: bytes, end: int) -> int:
    while end and data[end - 1 : end].isspace():
        end -= 1
    return end
