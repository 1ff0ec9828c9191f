"""Fixes of many files: what they would become, and writing it."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from devmentor_analyzers.checking.fixing_shown import fixed_shown
from devmentor_analyzers.checking.parsing import Skipped
from devmentor_analyzers.checking.replacing import ChangedMeanwhile, replace_file
from devmentor_analyzers.engines.ruff_once import fixable_files
from devmentor_analyzers.files import plain
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.languages import language_of

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file's contents before and after its fixes, byte for byte: line ends and mark stay."""

    path: Path
    before: bytes
    after: bytes

    def diff(self) -> str:
        """A unified diff."""
        old, new = (_lines(text_of(data)) for data in (self.before, self.after))
        name = self.path.as_posix()
        lines = unified_diff(old, new, f"a/{name}", f"b/{name}")
        ended = (
            f"{line}\n\\ No newline at end of file\n" if line[-1] != "\n" else line
            for line in lines
        )
        return "".join(ended)


async def fixed_files(
    files: Sequence[Path],
    settings: Settings,
    *,
    unsafe: bool,
    muted: Collection[str] = (),
    select: Collection[str] = (),
) -> list[Fixed]:
    """The files that fixes would change; what is `muted` or ignored by comments stays as it is.

    `select` keeps to findings of rules that have these names or begin like that.

    Raises `EngineFailed`; what cannot be read is left out.
    """
    shown = {plain(file): file for file in _once(files) if language_of(file) == "python"}
    before = await asyncio.to_thread(
        _readable, await fixable_files(list(shown), unsafe=unsafe), settings.max_file_bytes
    )
    texts = {path: text_of(data) for path, data in before.items()}
    fixed = await fixed_shown(texts, unsafe=unsafe, muted=muted, select=select)
    return [
        Fixed(shown.get(path, path), before[path], encoded(text, like=before[path]))
        for path, text in fixed.items()
        if text != texts[path]
    ]


def write_fixed(fixed: Sequence[Fixed]) -> list[Skipped]:
    """Write files; those that changed meanwhile or cannot be written are left alone and told."""
    left: list[Skipped] = []
    for each in fixed:
        try:
            replace_file(each.path, each.after, expected=each.before)
        except ChangedMeanwhile:
            left.append(Skipped(each.path, "not fixed: it changed meanwhile; run again"))
        except OSError as error:
            left.append(Skipped(each.path, f"not fixed: {error.strerror}"))
    return left


def _once(files: Iterable[Path]) -> list[Path]:
    """Each file once, by a name that is no link if it has one."""
    found: dict[Path, Path] = {}
    for file in sorted(files, key=lambda each: each.is_symlink()):
        found.setdefault(file.resolve(), file)
    return list(found.values())


def _lines(text: str) -> list[str]:
    """Lines as patches count them: `str.splitlines` ends one at a form feed too."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _readable(files: Sequence[Path], max_bytes: int) -> dict[Path, bytes]:
    found: dict[Path, bytes] = {}
    for file in files:
        try:
            read_snapshot(file, max_bytes)
            found[file] = file.read_bytes()
        except (Unreadable, OSError):
            continue  # the check that follows says why
    return found


def text_of(data: bytes) -> str:
    """The text of a file, without the mark some editors write first."""
    return data.removeprefix(_MARK).decode("utf-8", "replace")


def encoded(text: str, *, like: bytes) -> bytes:
    """A text as bytes, with that mark where the other bytes have it."""
    return (_MARK if like.startswith(_MARK) else b"") + text.encode()
