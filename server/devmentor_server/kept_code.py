"""Keep what importing LSP's types compiles: attrs writes and compiles code for each of 550 classes.

That is half of the import (measured: 280 ms, 120 with what was kept). Python keeps compiled modules
in the same way, but code made while a module runs is not in them.
"""

import builtins
import contextlib
import marshal
import os
import sys
import tempfile
from collections.abc import Generator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, cast

_MAKER = "attr._make"
_PARTS = ("attrs", "lsprotocol")
Kept = dict[tuple[str, str], CodeType]
"""By source and file name."""


def import_with_kept_code(module: str) -> ModuleType:
    """Import a module; code that attrs makes meanwhile comes from the last time."""
    with _keeping():
        return import_module(module)


@contextlib.contextmanager
def _keeping() -> Generator[None]:
    path = _path()
    kept = _load(path)
    new: list[tuple[str, str]] = []

    def compile_once(source: str, name: str, mode: str) -> CodeType:
        key = (source, name)
        if key not in kept:
            kept[key] = builtins.compile(source, name, mode)
            new.append(key)
        return kept[key]

    maker = cast(Any, import_module(_MAKER))
    maker.compile = compile_once  # hides the built-in from this one module
    try:
        yield
    finally:
        del maker.compile
        if new:
            _save(path, kept)


def _path() -> Path:
    import platformdirs  # 10 ms that a start without types does not need

    parts = [f"{part}-{version(part)}" for part in _PARTS]
    name = "-".join([*parts, sys.implementation.cache_tag or "python"])
    return Path(platformdirs.user_cache_dir("devmentor", appauthor=False), f"{name}.code")


def _load(path: Path) -> Kept:
    """What was kept; nothing where it cannot be read, or was cut short."""
    try:
        kept = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return cast(Kept, kept) if isinstance(kept, dict) else {}


def _save(path: Path, kept: Kept) -> None:
    """Write at once: another editor may read it now. A folder that cannot be written to is no harm."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(marshal.dumps(kept))
        os.replace(draft, path)
