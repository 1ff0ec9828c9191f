"""jedi's objects as our values."""

from collections.abc import Sequence
from typing import Any, Final

from devmentor_analyzers.values import Completion, Location, Signature, Signatures
from devmentor_protocol.position import Range

ENGINE: Final = "jedi"
_KINDS: Final = {
    "module": "module",
    "namespace": "module",
    "class": "class",
    "instance": "variable",
    "function": "function",
    "param": "variable",
    "path": "file",
    "keyword": "keyword",
    "property": "property",
    "statement": "variable",
}


def completion(found: Any, *, whole: bool = False) -> Completion:
    """A completion; `whole` also reads its signature and documentation, which takes a while."""
    kind = _KINDS.get(found.type, "text")
    return Completion(
        label=found.name_with_symbols,
        kind=kind,
        insert=found.name_with_symbols,
        sort_key=_sort_key(found.name),
        engine=ENGINE,
        detail=_headline(found) if whole else "",
        documentation=(_prose(found) if whole else None),
    )


def hover(names: Sequence[Any], used: Any | None) -> str | None:
    """Markdown: the signature as code, then the documentation."""
    parts: list[str] = []
    for name in names[:3]:
        headline = _headline(name, used)
        prose = _prose(name)
        part = f"```python\n{headline}\n```" + (f"\n\n{prose}" if prose else "")
        if part not in parts:
            parts.append(part)
    return "\n\n---\n\n".join(parts) or None


def signatures(found: Sequence[Any]) -> Signatures | None:
    """Ways to call."""
    if not found:
        return None
    items = tuple(
        Signature(
            label=each.to_string(),
            parameters=tuple(parameter.to_string() for parameter in each.params),
            documentation=each.docstring(raw=True),
        )
        for each in found
    )
    return Signatures(items, active_parameter=found[0].index)


def location(name: Any) -> Location | None:
    """Where a name stands; None for what has no source. A module is at its file's beginning."""
    if name.module_path is None:
        return None
    if name.line is None or (name.type == "module" and name.line == 1 and name.column == 0):
        return Location(name.module_path, Range.of(0, 0, 0, 0))
    line, column = name.line - 1, name.column
    return Location(name.module_path, Range.of(line, column, line, column + len(name.name)))


def _headline(name: Any, used: Any | None = None) -> str:
    if name.type in ("function", "class"):
        found = name.get_signatures()
        keyword = "def" if name.type == "function" else "class"
        if found:
            return "\n".join(f"{keyword} {each.to_string()}" for each in found)
        return f"{keyword} {name.name}"
    if name.type == "module":
        return f"module {name.full_name or name.name}"
    if name.type == "keyword":
        return str(name.name)
    if used is not None and used.name != name.name:
        return f"{used.name}: {name.name}"
    return str(name.description)


def _prose(name: Any) -> str:
    return str(name.docstring(raw=True)).strip()


def _sort_key(name: str) -> str:
    """Public names first, then private, then dunder."""
    if name.startswith("__"):
        return f"z{name}"
    return f"y{name}" if name.startswith("_") else f"a{name}"
