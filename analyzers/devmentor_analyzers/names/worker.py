"""A worker process: `python -I -m devmentor_analyzers.names.worker [--interpreter P] FOLDER…`.

Questions come over standard input, answers go over what was standard output; whatever jedi or the
user's code prints goes to standard error instead. The process ends when its input does.
"""

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from devmentor_analyzers.names.knowledge import Knowledge
from devmentor_analyzers.names.wire import Ready, Reply, pack, read


def main(arguments: list[str]) -> None:
    """Answer until input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the server's to handle
    answers = _take_standard_output()
    parser = argparse.ArgumentParser()
    parser.add_argument("--interpreter", type=Path)
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    knowledge = Knowledge(options.folders, options.interpreter)
    knowledge.warm_up()
    answers.write(pack(Ready(knowledge.detail)))
    answers.flush()
    _serve(knowledge, sys.stdin.buffer, answers)


def _serve(knowledge: Knowledge, questions: BinaryIO, answers: BinaryIO) -> None:
    while (question := read(questions)) is not None:
        try:
            reply = Reply(knowledge.answer(question))
        except Exception as error:  # noqa: BLE001 - jedi raises anything on odd code; it then knows nothing
            reply = Reply(None, f"{type(error).__name__}: {error}")
        answers.write(pack(reply))
        answers.flush()


def _take_standard_output() -> BinaryIO:
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


if __name__ == "__main__":
    main(sys.argv[1:])
