"""What a text points at: web pages, and files that exist."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Link
from devmentor_protocol.position import Range

_URL = re.compile(r"https?://[^\s<>\"'`\\^{|}]{1,2000}")
_BEHIND_URL = ".,;:!?*"
_FILE = re.compile(
    r"(?<![\w/.~:@+-])(?P<path>(?:~/|/|\.{1,2}/)?[\w.@+-]+(?:/[\w.@+-]+)*\.\w{1,10})"
    r"(?::(?P<line>\d{1,7}))?(?![\w/])"
)
_MOST = 2_000
"""Candidates looked at: each may cost a look at the disk."""

_PROSE = ("comment", "string", "text", "heredoc", "content", "inline", "paragraph", "scalar")
"""Parts of the names of nodes that hold words rather than code, in any grammar."""


def links(snapshot: Snapshot, parsed: Parsed | None, folders: Sequence[Path]) -> list[Link]:
    """Pages and files named in a document, in its comments and strings if it is code. Blocks.

    A file counts from the document's own folder, then from the folders of the workspace.
    """
    pages = list(_pages(snapshot))
    taken = [(start, end) for start, end, _ in pages]
    files = _files(snapshot, parsed, [snapshot.path.parent, *folders], taken)
    lines = snapshot.lines
    return [
        Link(Range(start=lines.position(start), end=lines.position(end)), target)
        for start, end, target in sorted([*pages, *files])
    ]


def _pages(snapshot: Snapshot) -> Iterator[tuple[int, int, str]]:
    for match in islice(_URL.finditer(snapshot.text), _MOST):
        url = match.group().rstrip(_BEHIND_URL)
        while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(["[url[-1] == "]"]):
            url = url[:-1].rstrip(_BEHIND_URL)  # the bracket is around the URL, not in it
        if len(url) > len("https://"):
            yield match.start(), match.start() + len(url), url


def _files(
    snapshot: Snapshot,
    parsed: Parsed | None,
    folders: Sequence[Path],
    taken: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int, str]]:
    known: dict[str, Path | None] = {}
    for match in islice(_candidates(snapshot, parsed), _MOST):
        name = match["path"]
        if any(start <= match.start() < end for start, end in taken):
            continue
        if name not in known:
            known[name] = _existing(name, folders)
        if (path := known[name]) is not None and path != snapshot.path:
            line = f"#L{match['line']}" if match["line"] else ""
            yield match.start(), match.end(), f"{path.as_uri()}{line}"


def _candidates(snapshot: Snapshot, parsed: Parsed | None) -> Iterator[re.Match[str]]:
    for match in _FILE.finditer(snapshot.text):
        if parsed is None or _is_prose(parsed, snapshot, match.start()):
            yield match


def _is_prose(parsed: Parsed, snapshot: Snapshot, offset: int) -> bool:
    byte = parsed.byte(snapshot.lines.position(offset))
    node = parsed.tree.root_node.named_descendant_for_byte_range(byte, byte + 1)
    return node is not None and any(word in node.type for word in _PROSE)


def _existing(name: str, folders: Sequence[Path]) -> Path | None:
    for folder in folders:
        try:
            path = (folder / Path(name).expanduser()).resolve()
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):  # unreadable, impossible name, no home folder
            continue
    return None
