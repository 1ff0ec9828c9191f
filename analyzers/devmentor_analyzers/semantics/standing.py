"""Which of the names an engine offers mean something where the cursor is, by the syntax tree.

Where `fitting` looks at the text before the cursor only, this knows scopes and what runs before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from devmentor_analyzers.syntax.keywords_given import keywords_given_behind
from devmentor_analyzers.syntax.namesakes import is_known, role_of
from devmentor_analyzers.syntax.occurrences import name_at
from devmentor_analyzers.syntax.own_names import hidden_attributes, private_names
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import Place
from devmentor_analyzers.values import Completion, Location
from devmentor_protocol.position import Position, Range

ENGINE = "syntax"
_MOST_JUDGED = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an offer, and whether an engine that sees more should be asked."""

    found: list[Completion]
    incomplete: bool = False


def standing(parsed: Parsed, at: Position, typed: str, found: list[Completion]) -> Standing:
    """Leave out what is not there, and add what the document alone tells."""
    byte = parsed.byte(at) - len(typed.encode())
    before = parsed.data[max(0, byte - 1) : byte]
    if before == b".":
        return _attributes(parsed, at, typed, found)
    judged = [each.label for each in found if _is_judged(each, typed)][:_MOST_JUDGED]
    place = Place(parsed, at)
    unknown = {label for label in judged if not place.sees(label)}
    kept = [each for each in found if each.label not in unknown]
    given = keywords_given_behind(parsed, at) if typed else []
    return Standing([*_keywords(given, typed, kept), *kept])


def is_defined(parsed: Parsed, at: Position, found: Sequence[Location]) -> bool:
    """Tell whether a name can be what was found: it is bound by then, or a keyword that exists."""
    name = name_at(parsed, at)
    role = role_of(parsed, name) if name is not None else None
    if name is None or role not in ("name", "keyword"):
        return True
    if role == "keyword":
        return all(_width(each.range) == _width(name) for each in found)
    return is_known(parsed, name)


def _width(name: Range) -> int:
    return name.end.character - name.start.character


def _attributes(parsed: Parsed, at: Position, typed: str, found: list[Completion]) -> Standing:
    if any(_is_private(each.label) for each in found):
        own = private_names(parsed, at)
        found = [each for each in found if not _is_private(each.label) or each.label in own]
    hidden = hidden_attributes(parsed, at)
    known = {each.label for each in found}
    is_short = hidden is None or any(
        name.startswith(typed) and name not in known for name in hidden
    )
    return Standing(found, incomplete=is_short)


def _is_judged(offer: Completion, typed: str) -> bool:
    is_name = offer.kind != "keyword" and offer.label.isidentifier()
    return is_name and bool(typed) and offer.label.startswith(typed)


def _keywords(names: Iterable[str], typed: str, found: list[Completion]) -> list[Completion]:
    known = {each.label for each in found}
    labels = [f"{name}=" for name in names if name.startswith(typed)]
    return [
        Completion(label, "variable", label, "0", ENGINE) for label in labels if label not in known
    ]


def _is_private(name: str) -> bool:
    return name.startswith("__") and not name.endswith("__")
