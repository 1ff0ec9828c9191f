"""`textDocument/completion` and its resolve: names that may be typed here."""

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Completion
from devmentor_protocol.position import Position, Range
from devmentor_server import snippets
from devmentor_server.incoming import JsonObject, Plain
from devmentor_server.kinds import completion_kind

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


MAX_ITEMS = 200
_KEPT_LISTS = 8
_WORD_END = re.compile(r"\w*\Z")


class Offers:
    """The last lists that were shown: resolving one of their items needs what it was made from."""

    def __init__(self) -> None:
        self._lists: dict[int, tuple[Snapshot, tuple[Completion, ...]]] = {}
        self._count = 0

    def keep(self, snapshot: Snapshot, items: tuple[Completion, ...]) -> int:
        """Keep a list; return its number."""
        self._count += 1
        self._lists[self._count] = (snapshot, items)
        self._lists.pop(self._count - _KEPT_LISTS, None)
        return self._count

    def find(self, data: object) -> tuple[Snapshot, Completion] | None:
        """Return what an item's `data` stands for, while its list is kept."""
        match data:
            case [int() as number, int() as index] if number in self._lists:
                snapshot, items = self._lists[number]
                return (snapshot, items[index]) if 0 <= index < len(items) else None
            case _:
                return None


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_COMPLETION)(completion)
    server.feature(types.COMPLETION_ITEM_RESOLVE)(resolve)


async def completion(ls: "DevMentorServer", params: types.CompletionParams) -> Plain | None:
    """List names, best first; an incomplete list is asked for again as the user types on."""
    if (place := ls.place(params)) is None:
        return None
    snapshot, at = place
    found = await ls.analysis.complete(snapshot, at, MAX_ITEMS)
    items = found.items[:MAX_ITEMS]
    number = ls.completions.keep(snapshot, items)
    word = ls.places.plain_range(snapshot.lines, Range(start=_word_start(snapshot, at), end=at))
    written = [_write(item, word, [number, index]) for index, item in enumerate(items)]
    if not ls.client.resolves_imports:
        _with_imports(ls, snapshot, items, written)
    if ls.client.snippets:
        written = _with_snippets(ls, place, items, written, word)
    is_incomplete = found.incomplete or len(found.items) > MAX_ITEMS
    return Plain({"isIncomplete": is_incomplete, "items": written})


async def resolve(ls: "DevMentorServer", item: types.CompletionItem) -> types.CompletionItem:
    """Add documentation and the import; an item of a list long gone stays as it is."""
    if (offer := ls.completions.find(item.data)) is None:
        return item
    (snapshot, offered), resolved = offer, await ls.analysis.resolve(*offer)
    if offered.edits and ls.client.resolves_imports:
        item.additional_text_edits = [
            types.TextEdit(ls.places.write_range(snapshot.lines, edit.range), edit.text)
            for edit in offered.edits
        ]
    if resolved.documentation:
        markdown = types.MarkupKind.Markdown
        item.documentation = types.MarkupContent(markdown, resolved.documentation)
    item.detail = resolved.detail or item.detail
    return item


def _with_imports(
    ls: "DevMentorServer",
    snapshot: Snapshot,
    items: tuple[Completion, ...],
    written: list[JsonObject],
) -> None:
    """Let names bring their imports at once, for an editor that cannot ask for them later."""
    for shown, item in zip(written, items, strict=True):
        if item.edits:
            shown["additionalTextEdits"] = [
                {"range": ls.places.plain_range(snapshot.lines, edit.range), "newText": edit.text}
                for edit in item.edits
            ]


def _with_snippets(
    ls: "DevMentorServer",
    place: tuple[Snapshot, Position],
    items: tuple[Completion, ...],
    written: list[JsonObject],
    word: JsonObject,
) -> list[JsonObject]:
    """Let functions bring their parentheses, and offer templates, as the user wants it."""
    for shown, item in zip(written, items, strict=True):
        if ls.settings.call_snippets and (text := snippets.call(item, *place)):
            shown["textEdit"] = {"range": word, "newText": text}
            shown["insertTextFormat"] = types.InsertTextFormat.Snippet.value
    return [*written, *snippets.templates(*place, word)] if ls.settings.templates else written


def _write(item: Completion, word: JsonObject, data: list[int]) -> JsonObject:
    """LSP's CompletionItem, in plain JSON: a model of each would take most of the time."""
    written: JsonObject = {
        "label": item.label,
        "kind": completion_kind(item.kind).value,
        "sortText": item.sort_key,
        "textEdit": {"range": word, "newText": item.insert},
        "data": data,
    }
    if item.detail:
        written["detail"] = item.detail
    if item.insert != item.label:
        written["filterText"] = item.insert
    return written


def _word_start(snapshot: Snapshot, at: Position) -> Position:
    before = snapshot.lines.line(at.line)[: at.character]
    typed = _WORD_END.search(before)
    return Position(line=at.line, character=typed.start() if typed else at.character)
