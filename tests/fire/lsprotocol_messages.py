"""All test messages of lsprotocol, told to a real server: `python -m tests.fire.lsprotocol_messages CHECKOUT`.

CHECKOUT is a clone of https://github.com/microsoft/lsprotocol, whose generator makes them (73,988 in
2025). They are too many to be kept here; `test_messages.py` makes others like them by itself.
"""

import argparse
import asyncio
import importlib
import json
import logging
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.fire.conversation import Json, all_answered, answered_as, no_internal_error
from tests.server.editor import started

AT_ONCE = 500
LIFE_CYCLE = {"shutdown", "exit"}
"""They end the session."""


def generated(checkout: Path) -> list[Json]:
    """The messages, those that end the session aside."""
    sys.path.insert(0, str(checkout))
    model: Any = importlib.import_module("generator.model")
    generator: Any = importlib.import_module("generator.plugins.testdata.testdata_generator")
    specification = json.loads((checkout / "generator" / "lsp.json").read_text(encoding="utf-8"))
    data = generator.generate(model.create_lsp_model([specification]), logging.getLogger())
    messages: list[Json] = [json.loads(text) for text in data.values()]
    return [each for each in messages if each.get("method") not in LIFE_CYCLE]


async def tell(messages: list[Json]) -> Counter[str]:
    """Tell all in any order; count the answers by their kind."""
    random.Random(0).shuffle(messages)
    with tempfile.TemporaryDirectory() as scratch:
        folder, log = Path(scratch) / "project", Path(scratch) / "log"
        folder.mkdir()
        with log.open("wb") as errors:
            async with started(log=errors) as editor:
                await editor.initialize(folder)
                wanted = Counter(["1"])  # initialize
                for number, message in enumerate(messages):
                    editor.send_raw(message)
                    wanted.update(filter(None, [answered_as(message)]))
                    if number % AT_ONCE == 0:
                        await all_answered(editor, wanted, f"message {number}")
                await all_answered(editor, wanted, "at the end")
                assert await editor.leave() == 0
        no_internal_error(editor, log, "at the end")
    return Counter(
        str(each["error"]["code"]) if "error" in each else "ok" for each in editor.answers
    )


def main() -> None:
    """Tell them all and say how many were answered, and how."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("checkout", type=Path)
    messages = generated(parser.parse_args().checkout)
    answers = asyncio.run(tell(messages))
    print(f"{len(messages):,} messages, {answers.total():,} answers: {dict(answers)}")


if __name__ == "__main__":
    main()
