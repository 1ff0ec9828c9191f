"""What a name is, as a declaration and its documentation."""

from collections.abc import Sequence
from typing import Final

from devmentor_analyzers.names import markdown
from devmentor_analyzers.names.jedi_api import Name, Script, Signature, leaf_at
from devmentor_analyzers.names.wire import Call, Calls, Hovered

_MAX_NAMES: Final = 3
_MAX_OVERLOADS: Final = 5
_WIDTH: Final = 88


def hover(script: Script, line: int, column: int) -> Hovered | None:
    """The declaration as code, then the documentation; None where there is nothing to say."""
    leaf = leaf_at(script, line, column)
    if leaf is None or leaf.type in ("string", "number", "newline", "endmarker"):
        return None
    names = script.help(line, column) or (script.infer(line, column) if leaf.type == "name" else [])
    parts = list(dict.fromkeys(_about(name) for name in names[:_MAX_NAMES]))
    if not parts:
        return None
    (first, start), (last, end) = leaf.start_pos, leaf.end_pos
    return Hovered("\n\n---\n\n".join(parts), (first - 1, start, last - 1, end))


def declaration(name: Name) -> str:
    """One name as it could stand in a stub file."""
    match name.type:
        case "function" | "class":
            keyword = "def" if name.type == "function" else "class"
            labels = [_wrapped(each) for each in name.get_signatures()[:_MAX_OVERLOADS]]
            return "\n".join(f"{keyword} {label}" for label in labels or [name.name])
        case "module" | "namespace":
            return f"module {name.full_name or name.name}"
        case "keyword" | "path":
            return name.name
        case "param":
            return name.description.removeprefix("param ")
        case _:
            return _variable(name)


def documentation(name: Name) -> str:
    """The docstring as Markdown; empty when there is none."""
    return markdown.prose(name.docstring(raw=True, fast=False))


def calls(found: Sequence[Signature]) -> Calls | None:
    """Ways to call the function around the cursor."""
    if not found:
        return None
    items: list[Call] = []
    for each in found:
        label = each.to_string()
        texts = (parameter.to_string() for parameter in each.params)
        words = tuple(
            text if text in label else parameter.name
            for text, parameter in zip(texts, each.params, strict=True)
        )
        items.append(Call(label, words, markdown.prose(each.docstring(raw=True))))
    fitting = (number for number, each in enumerate(found) if each.index is not None)
    active = next(fitting, 0)
    return Calls(items, active, found[active].index)


def _about(name: Name) -> str:
    head, text = markdown.code(declaration(name)), documentation(name)
    return f"{head}\n\n{text}" if text else head


def _variable(name: Name) -> str:
    hint = name.get_type_hint()
    prefix = "(property) " if name.type == "property" else ""
    if hint:
        return f"{prefix}{name.name}: {hint}"
    text = name.description
    return prefix + (text if len(text) <= _WIDTH else name.name)


def _wrapped(signature: Signature) -> str:
    """A signature, one parameter a line when it is long."""
    label = signature.to_string()
    if len(label) <= _WIDTH or "(" not in label:
        return label
    head = label.partition("(")[0]
    result = label.rpartition(") -> ")[2] if ") -> " in label else ""
    inside = label[len(head) + 1 : len(label) - (len(result) + 5 if result else 1)]
    lines = "".join(f"\n    {text}," for text in _split(inside))
    return f"{head}({lines}\n)" + (f" -> {result}" if result else "")


def _split(parameters: str) -> list[str]:
    """Cut at the commas that are not inside brackets."""
    parts, depth, start = list[str](), 0, 0
    for place, character in enumerate(parameters):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(parameters[start:place].strip())
            start = place + 1
    return [*parts, parameters[start:].strip()]
