"""Where names are defined and used."""

from collections.abc import Iterable
from pathlib import Path

from devmentor_analyzers.names.jedi_api import Name, Script, jedi, leaf_at
from devmentor_analyzers.names.wire import Occurrence, Origin, Place, Span

_STUBS = str(Path(jedi.__file__).with_name("third_party") / "django-stubs")


def definitions(script: Script, line: int, column: int) -> list[Place]:
    """Where a name is bound, imports followed; a stub where there is no source."""
    names = script.goto(line, column, follow_imports=True, follow_builtin_imports=True)
    if not any(name.module_path for name in names):
        stubs = script.goto(line, column, follow_imports=True, prefer_stubs=True)
        # What a name of nothing is given, as `x` in `f(name=x)`, is not its definition.
        names = stubs or (script.infer(line, column) if names else [])
    return _places(names)


def declarations(script: Script, line: int, column: int) -> list[Place]:
    """Where a name enters its file: an import is not followed."""
    return _places(script.goto(line, column))


def types(script: Script, line: int, column: int) -> list[Place]:
    """The classes of what a name stands for; functions and modules are their own."""
    return _places(script.infer(line, column))


def origins(script: Script, line: int, column: int) -> list[Origin]:
    """What the name belongs to that would have to be renamed with it; aliases are their own."""
    leaf = leaf_at(script, line, column)
    names = script.goto(line, column, follow_imports=True, follow_builtin_imports=True)
    return [
        Origin(
            "" if name.in_builtin_module() else str(name.module_path or ""), name.type == "module"
        )
        for name in names
        if leaf is not None and name.name == leaf.value
    ]


def references(script: Script, line: int, column: int, *, include_declaration: bool) -> list[Place]:
    """Where a name is used, in the files that contain it."""
    found = [
        place
        for place in _places(script.get_references(line, column))
        if not place.path.startswith(_STUBS)  # jedi's copies: django-stubs knows Django's names too
    ]
    if include_declaration:
        return found
    own = set(definitions(script, line, column))
    return [place for place in found if place not in own]


def highlights(script: Script, line: int, column: int) -> list[Occurrence]:
    """Where a name is used in its own file."""
    names = script.get_references(line, column, scope="file")
    found = {
        span: Occurrence(span, name.is_definition())
        for name in names
        if (span := _span(name)) is not None
    }
    return [found[span] for span in sorted(found)]


def _places(names: Iterable[Name]) -> list[Place]:
    found = {
        Place(str(name.module_path), span)
        for name in names
        if name.module_path is not None and (span := _span(name)) is not None
    }
    return sorted(found)


def _span(name: Name) -> Span | None:
    """The name itself; a module is at the beginning of its file."""
    if name.line is None or name.column is None:
        return (0, 0, 0, 0) if name.type in ("module", "namespace") else None
    line, column = name.line - 1, name.column
    if name.type == "module" and (line, column) == (0, 0):
        return 0, 0, 0, 0
    return line, column, line, column + len(name.name)
