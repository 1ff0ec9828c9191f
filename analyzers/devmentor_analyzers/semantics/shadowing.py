"""Uses that mean another module: each folder of a workspace can have one of the same name.

Engines look for a module from where the question is asked; Python looks from where it is imported.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from devmentor_analyzers.folders import innermost
from devmentor_analyzers.values import Location

_INIT = "__init__"


def spread(found: Iterable[Location], folders: Sequence[Path]) -> bool:
    """Tell whether uses are in more than one folder."""
    return len({innermost(each.path, folders) for each in found}) > 1


def meant(
    found: list[Location], defined: Iterable[Location], folders: Sequence[Path]
) -> list[Location]:
    """Leave out uses in folders with a module of their own in the definition's place. Blocks."""
    modules = {(innermost(path, folders), path) for path in {each.path for each in defined}}
    homes = {home for home, _ in modules}
    hidden = {
        folder
        for folder in folders
        if folder not in homes
        and any(_has_own(folder, home, path) for home, path in modules if home is not None)
    }
    return [each for each in found if innermost(each.path, folders) not in hidden]


def _has_own(folder: Path, home: Path, path: Path) -> bool:
    return any(
        file.is_file()
        for parts in _modules(home, path)
        for root in _roots(folder)
        for file in _files(root.joinpath(*parts))
    )


def _modules(home: Path, path: Path) -> Iterator[tuple[str, ...]]:
    module = path.parent if path.stem == _INIT else path.with_suffix("")
    for root in _roots(home):
        if module.is_relative_to(root) and module != root:
            yield module.relative_to(root).parts


def _roots(folder: Path) -> tuple[Path, Path]:
    return folder / "src", folder


def _files(module: Path) -> Iterator[Path]:
    yield module / f"{_INIT}.py"
    for suffix in (".py", ".pyi"):
        yield module.with_name(f"{module.name}{suffix}")
