"""`textDocument/completion` and its resolve: names that may be typed here."""

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Completion
from devmentor_protocol.position import Position, Range
from devmentor_server import snippets
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


async def completion(
    ls: "DevMentorServer", params: types.CompletionParams
) -> types.CompletionList | None:
    """List names, best first; an incomplete list is asked for again as the user types on."""
    if (place := ls.place(params)) is None:
        return None
    snapshot, at = place
    found = await ls.analysis.complete(snapshot, at, MAX_ITEMS)
    items = found.items[:MAX_ITEMS]
    number = ls.completions.keep(snapshot, items)
    word = ls.places.write_range(snapshot.lines, Range(start=_word_start(snapshot, at), end=at))
    written = [
        _write(item, word, [number, index], _edits(ls, snapshot, item, resolving=False))
        for index, item in enumerate(items)
    ]
    if ls.client.snippets:
        written = _with_snippets(ls, place, items, written, word)
    return types.CompletionList(
        is_incomplete=found.incomplete or len(found.items) > MAX_ITEMS, items=written
    )


async def resolve(ls: "DevMentorServer", item: types.CompletionItem) -> types.CompletionItem:
    """Add documentation and the import; an item of a list long gone stays as it is."""
    if (offer := ls.completions.find(item.data)) is None:
        return item
    resolved = await ls.analysis.resolve(*offer)
    item.additional_text_edits = _edits(ls, *offer, resolving=True) or item.additional_text_edits
    if resolved.documentation:
        markdown = types.MarkupKind.Markdown
        item.documentation = types.MarkupContent(markdown, resolved.documentation)
    item.detail = resolved.detail or item.detail
    return item


def _with_snippets(
    ls: "DevMentorServer",
    place: tuple[Snapshot, Position],
    items: tuple[Completion, ...],
    written: list[types.CompletionItem],
    word: types.Range,
) -> list[types.CompletionItem]:
    """Let functions bring their parentheses, and offer templates, as the user wants it."""
    for shown, item in zip(written, items, strict=True):
        if ls.settings.call_snippets and (text := snippets.call(item, *place)):
            shown.text_edit = types.TextEdit(word, text)
            shown.insert_text_format = types.InsertTextFormat.Snippet
    return [*written, *snippets.templates(*place, word)] if ls.settings.templates else written


def _edits(
    ls: "DevMentorServer", snapshot: Snapshot, item: Completion, *, resolving: bool
) -> list[types.TextEdit] | None:
    """The import of an item, now or when it is resolved, as the client can take it."""
    if not item.edits or resolving != ls.client.resolves_imports:
        return None
    lines = snapshot.lines
    return [types.TextEdit(ls.places.write_range(lines, e.range), e.text) for e in item.edits]


def _write(
    item: Completion, word: types.Range, data: list[int], edits: list[types.TextEdit] | None
) -> types.CompletionItem:
    return types.CompletionItem(
        label=item.label,
        kind=completion_kind(item.kind),
        detail=item.detail or None,
        sort_text=item.sort_key,
        text_edit=types.TextEdit(word, item.insert),
        filter_text=item.insert if item.insert != item.label else None,
        additional_text_edits=edits,
        data=data,
    )


def _word_start(snapshot: Snapshot, at: Position) -> Position:
    before = snapshot.lines.line(at.line)[: at.character]
    typed = _WORD_END.search(before)
    return Position(line=at.line, character=typed.start() if typed else at.character)
