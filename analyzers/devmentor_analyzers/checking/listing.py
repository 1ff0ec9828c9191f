"""The files a check looks at."""

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.files import Rules, is_environment, is_excluded, plain, walk
from devmentor_analyzers.syntax.languages import language_of

_COPIES = ".ipynb_checkpoints"


def files_of(
    paths: Sequence[Path],
    excluding: Rules = (),
    on_unreadable: Callable[[Path], None] = lambda _folder: None,
) -> list[Path]:
    """Files of the paths, each once: those named; in folders those of a language we read, and `.env`.

    `on_unreadable` is told of folders that cannot be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_inside(path, excluding, on_unreadable))
        elif not is_excluded(path, excluding):
            found[path] = None
    return list(found)


def _inside(
    folder: Path, excluding: Rules, on_unreadable: Callable[[Path], None]
) -> Iterator[Path]:
    """By the folder's name as it was written, whose `..` no rule about ignored files knows."""
    written = plain(folder) if ".." in folder.parts else folder
    for path in walk(written, excluding, on_unreadable):
        if _is_ours(path):
            yield path if written is folder else folder / path.relative_to(written)


def for_engines(files: Iterable[Path], max_bytes: int) -> list[Path]:
    """The Python files and notebooks that can be shown to engines."""
    return [each for each in files if is_python(each) and _is_showable(each, max_bytes)]


def is_python(path: Path) -> bool:
    """Tell whether a file holds Python, be it in cells."""
    return language_of(path) == "python" or is_notebook(path)


def _is_ours(path: Path) -> bool:
    if is_notebook(path):
        return path.parent.name != _COPIES
    return language_of(path) is not None or is_environment(path)


def _is_showable(path: Path, max_bytes: int) -> bool:
    """Small enough, and with a name that engines can be told."""
    try:
        str(path).encode()
        status = path.stat()  # reading a pipe would wait for ever
        return stat.S_ISREG(status.st_mode) and status.st_size <= max_bytes
    except (UnicodeEncodeError, OSError):
        return False  # or gone since it was listed
