"""Requests of every kind about open documents, at random places, with what the server said before."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from tests.fire.conversation import Json
from tests.fire.making import Maker, methods
from tests.fire.typing import Typist, range_of
from tests.server.editor import Editor, Refused

from devmentor_analyzers.lines import Encoding

NEVER = {"initialize", "shutdown"}
WAITS = "workspace/diagnostic"
"""It is answered when there is news, or when it is cancelled."""

OURS = ("devmentor/explain", "devmentor/chat", "devmentor/remember", "devmentor/recall")
COMMANDS = ("devmentor.explain", "devmentor.status", "devmentor.unheardOf")
_NAMES = ("x", "renamed", "class", "", "a b", "é", "😀", "__init__", "x" * 300)
_KEPT = 200
_AT_ONCE = 24
_CANCELLED = 0.1
_HANDLES = (
    types.CompletionItem,
    types.CodeAction,
    types.CallHierarchyItem,
    types.TypeHierarchyItem,
)
"""What a server says and is asked about later."""

_NUMBERED = ("textDocument/semanticTokens/full", "textDocument/diagnostic")


class Asker:
    """One user who never rests: types, asks, cancels, closes and opens again."""

    def __init__(self, editor: Editor, encoding: Encoding, dice: random.Random) -> None:
        self._editor, self._dice = editor, dice
        self._encoding: Encoding = encoding
        self._typists: dict[str, Typist] = {}
        self._texts: dict[str, str] = {}
        self._files: dict[str, tuple[Path, str]] = {}
        self._said: dict[str, list[Any]] = {}
        self._here = ""
        known: dict[str, Callable[[], Any]] = {
            "uri": lambda: self._here,
            "Position": self._position,
            "Range": self._range,
            "new_name": lambda: dice.choice(_NAMES),
            "query": lambda: dice.choice(["", "a", "total", "é", "*", "x" * 500]),
            "command": lambda: dice.choice(COMMANDS),
            "arguments": lambda: dice.choice([[], [None], [{}], [self._here], [self._target()]]),
            "old_uri": lambda: dice.choice(list(self._texts)),
            "new_uri": lambda: dice.choice([f"{self._here}.py", self._here, "untitled:x"]),
            "previous_result_id": lambda: dice.choice(["", "1", *self._said.get("resultId", [])]),
        }
        self._plainly = Maker(dice, known)
        self._maker = Maker(
            dice, known | {each.__name__: self._said_or_made(each) for each in _HANDLES}
        )
        self._methods = [*(each for each in methods("Request") if each not in NEVER), *OURS]

        self._asked: list[asyncio.Task[None]] = []

    def open(self, path: Path, text: str, language: str) -> None:
        """Open a document, and type in it from now on."""
        self._here = self._editor.open(path, text, language)
        self._files[self._here] = (path, language)
        self._texts[self._here] = text
        self._typists[self._here] = Typist(self._dice, text, longest=len(text) + 2_000)

    async def step(self) -> None:
        """Do one thing."""
        self._here = self._dice.choice(list(self._texts))
        roll = self._dice.random()
        if roll < 0.25:
            self._type()
        elif roll < 0.27:
            self._reopen()
        elif roll < 0.28:
            self._editor.notify("textDocument/didSave", {"textDocument": {"uri": self._here}})
        elif roll < 0.29:
            changes = [{"uri": self._here, "type": self._dice.randint(1, 3)}]
            self._editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        else:
            self._ask()
        if len(self._asked) >= _AT_ONCE:
            await self.answered()

    async def answered(self) -> None:
        """Wait until everything is answered."""
        waiting, self._asked = self._asked, []
        await asyncio.gather(*waiting)

    async def seen(self) -> list[Any]:
        """What the server makes of each text now, as far as only the text decides it."""
        return [
            await self._editor.of(method, uri)
            for uri in self._texts
            for method in ("documentSymbol", "foldingRange")
        ]

    def reopen_all(self) -> None:
        """Close every document and open it with the text it should have."""
        for uri in self._texts:
            self._here = uri
            self._reopen()

    def _type(self) -> None:
        text, changes = self._texts[self._here], list[Json]()
        for _ in range(self._dice.choice([1, 1, 1, 5])):
            edit = self._typists[self._here].edit(text)
            range_ = range_of(edit, text, self._encoding, self._dice)
            changes.append({"range": json_of(range_), "text": edit.text})
            text = edit.applied(text)
        self._editor.change(self._here, *changes)
        self._texts[self._here] = text

    def _reopen(self) -> None:
        self._editor.notify("textDocument/didClose", {"textDocument": {"uri": self._here}})
        path, language = self._files[self._here]
        self._editor.open(path, self._texts[self._here], language)

    def _ask(self) -> None:
        method = self._dice.choice(self._methods)
        params = self._our_params() if method in OURS else self._maker.params(method)
        number, answer = self._editor.call(method, params)
        if method == WAITS or self._dice.random() < _CANCELLED:
            self._editor.notify("$/cancelRequest", {"id": number})
        self._asked.append(asyncio.create_task(self._keep(method, answer)))

    async def _keep(self, method: str, answer: asyncio.Task[Any]) -> None:
        """Remember what may be sent back."""
        try:
            result: Any = await answer
        except Refused:
            return
        if method in _NUMBERED and result:
            self._remember("resultId", [result["resultId"]])
        if method == "textDocument/completion" and result:
            self._remember("CompletionItem", result["items"])
        kinds = {"codeAction": "CodeAction", "prepareCallHierarchy": "CallHierarchyItem"}
        kinds["prepareTypeHierarchy"] = "TypeHierarchyItem"
        if kind := kinds.get(method.partition("/")[2]):
            self._remember(kind, list(result or ()))

    def _remember(self, kind: str, values: list[Any]) -> None:
        self._said[kind] = [*values[:20], *self._said.get(kind, [])][:_KEPT]

    def _said_or_made(self, hint: type) -> Callable[[], Any]:
        def chosen() -> Any:
            said = self._said.get(hint.__name__)
            if said and self._dice.random() < 0.9:
                return self._dice.choice(said)
            return self._plainly.value(hint)

        return chosen

    def _our_params(self) -> Json:
        turn = {"role": "user", "content": self._dice.choice(["Why?", "", "é😀"])}
        query: Json = {"query": "x", "text": "x", "kind": "note", "limit": 3}
        return {**query, "target": self._target(), "messages": [turn]}

    def _target(self) -> Json:
        return {"uri": self._here, "position": self._position()}

    def _position(self) -> Json:
        """A place in the text as it is, or nearly so."""
        lines = self._texts[self._here].split("\n")
        line = self._dice.randrange(len(lines) + 1)
        width = len(lines[line]) if line < len(lines) else 0
        character = self._dice.randint(0, width + 2)
        if self._dice.random() < 0.02:
            character = self._dice.choice([2**31 - 1, 10_000])
        return {"line": line, "character": character}

    def _range(self) -> Json:
        places = sorted((self._position(), self._position()), key=lambda each: (*each.values(),))
        if self._dice.random() < 0.05:
            places.reverse()
        return {"start": places[0], "end": places[self._dice.randint(0, 1)]}


def json_of(range_: types.Range) -> Json:
    """A range as it is sent."""
    return {
        name: {"line": place.line, "character": place.character}
        for name, place in (("start", range_.start), ("end", range_.end))
    }
