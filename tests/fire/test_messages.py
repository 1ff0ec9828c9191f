"""Every message is answered exactly once, whatever is wrong with it."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.fire.conversation import Json, all_answered, answered_as, no_internal_error
from tests.fire.making import Maker, methods
from tests.server.editor import started

from devmentor_server.uris import uri_of

MESSAGES, NIGHTLY_MESSAGES = 3_000, 75_000
AT_ONCE = 100
WRONG_SHARE = 0.1
LIFE_CYCLE = {"shutdown", "exit"}
"""They end the session, which is another test's business."""

RESTARTS = {"workspace/didChangeConfiguration", "workspace/didChangeWorkspaceFolders"}
"""Every one may start the engines anew: they are rare in life, and here."""

WAITS = "workspace/diagnostic"
"""It is answered when there is news, or when it is cancelled."""

NO_IDS: tuple[Any, ...] = (1.5, True, None, [], {})


class Sender:
    """Makes messages, right and wrong, and knows how each must be answered."""

    def __init__(self, dice: random.Random, uris: list[str]) -> None:
        self._dice = dice
        known = {"uri": lambda: dice.choice(uris)}
        self._makers = [Maker(dice, known), Maker(dice, known, WRONG_SHARE), Maker(dice, {}, 0.02)]
        self._requests = [each for each in methods("Request") if each not in LIFE_CYCLE]
        self._notices = [each for each in methods("Notification") if each not in LIFE_CYCLE]

    def message(self, number: int) -> Json:
        """Any message."""
        dice = self._dice
        is_notice = dice.random() < 0.2
        method = dice.choice(self._notices if is_notice else self._requests)
        if method in RESTARTS and dice.random() > 0.02:
            method = "$/setTrace"
        message: Json = {"jsonrpc": "2.0", "method": method}
        if not is_notice:
            message = {**message, "id": number, **self._fault(number)}
        params = dice.choice(self._makers).params(method)
        message = {**message, "params": params}
        return {name: value for name, value in message.items() if value != "absent"}

    def _fault(self, number: int) -> Json:
        dice = self._dice
        faults: list[Json] = [
            {"jsonrpc": "absent"},
            {"method": "absent"},
            {"id": "absent"},
            {"method": 7},
            {"method": "textDocument/unheardOf"},
            {"id": f"text {number}"},
            {"id": dice.choice(NO_IDS)},
        ]
        return dice.choice(faults) if dice.random() < 0.3 else {}


@pytest.mark.timeout(3_600)
async def test_each_message_with_an_id_is_answered_exactly_once(
    nightly: bool, tmp_path: Path
) -> None:
    seed = random.randrange(2**32) if nightly else 0
    note = f"seed {seed}"
    path, log = tmp_path / "a.py", tmp_path / "log"
    path.write_text("import os\n\n\ndef f(x: int) -> int:\n    return x\n")
    with log.open("wb") as errors:
        async with started(log=errors) as editor:
            await editor.initialize(tmp_path)
            editor.open(path)
            sender = Sender(random.Random(seed), [uri_of(path), "untitled:Untitled-1", "", "%"])
            wanted = Counter(["1"])  # initialize
            for number in range(1_000, 1_000 + (NIGHTLY_MESSAGES if nightly else MESSAGES)):
                message = sender.message(number)
                editor.send_raw(message)
                wanted.update(filter(None, [answered_as(message)]))
                if message.get("method") == WAITS:
                    editor.notify("$/cancelRequest", {"id": message.get("id")})
                if number % AT_ONCE == 0:
                    await all_answered(editor, wanted, note)
            await all_answered(editor, wanted, note)
            assert await editor.leave() == 0

    no_internal_error(editor, log, note)
