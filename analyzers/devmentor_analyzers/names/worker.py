"""A worker process: `python -I -m devmentor_analyzers.names.worker`.

Messages come over standard input and go over what was standard output; whatever jedi or the
user's code prints goes to standard error instead. The process ends when its input does, in the
middle of an answer too.
"""

import contextlib
import gc
import os
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO, Final

from devmentor_analyzers.names.patience import NotWanted, Patience
from devmentor_analyzers.names.wire import Question, Ready, Reply, Setup, Stop, pack, read

Questions = queue.SimpleQueue[tuple[int, Question]]
"""Numbered from one."""

_NICENESS: Final = 10
_IDLE_SECONDS: Final = 3.0
_WORTH_COLLECTING: Final = 50_000
"""So many new objects are worth a collection when nobody waits…"""

_MOST_LEFT_LYING: Final = 3_000_000
"""…and so many when somebody might."""


def main() -> None:
    """Answer until input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the server's to handle
    messages, answers = _take_standard_streams()
    setup = read(messages)
    if not isinstance(setup, Setup):
        return
    patience = Patience()
    questions: Questions = queue.SimpleQueue()
    listening = (messages, questions, patience)
    threading.Thread(target=_listen, args=listening, daemon=True).start()
    _serve(setup, questions, answers, patience)


def _serve(setup: Setup, questions: Questions, answers: BinaryIO, patience: Patience) -> None:
    if setup.patient and hasattr(os, "nice"):
        os.nice(_NICENESS)
    from devmentor_analyzers.names.answers import (
        Answers,
    )  # the thread must listen before jedi loads

    own = Answers(setup, patience)
    _say(answers, Ready(own.detail))
    if not setup.patient:
        # A collection of jedi's trees takes a few hundred milliseconds: not while somebody waits.
        # No threshold, rather than `gc.disable`: parso turns the collector on again as it likes.
        gc.set_threshold(0)
    while True:
        number, question = _next(questions)
        try:
            reply = Reply(own.answer(number, question))
        except NotWanted:
            reply = Reply(None)
        except Exception as error:  # noqa: BLE001 - jedi raises anything on odd code; it then knows nothing
            reply = Reply(None, f"{type(error).__name__}: {error}")
        _say(answers, reply)


def _next(questions: Questions) -> tuple[int, Question]:
    """Wait for a question; tidy up when there has been none for a while."""
    if gc.get_threshold()[0] > 0:
        return questions.get()
    left_lying = gc.get_count()[0]
    if left_lying < _MOST_LEFT_LYING:
        with contextlib.suppress(queue.Empty):
            return questions.get(timeout=_IDLE_SECONDS if left_lying > _WORTH_COLLECTING else None)
    gc.collect()
    return questions.get()


def _listen(messages: BinaryIO, questions: Questions, patience: Patience) -> None:
    """Hear a stop, and the end of input, while an answer is being worked on."""
    number = 0
    while (message := read(messages)) is not None:
        if isinstance(message, Stop):
            patience.stop(number)
        else:
            number += 1
            questions.put((number, message))
    os._exit(0)  # the server is gone: nobody waits for what the other thread is at


def _say(answers: BinaryIO, message: Any) -> None:
    try:
        answers.write(pack(message))
        answers.flush()
    except OSError:
        os._exit(0)


def _take_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: what runs in this process later gets others."""
    messages, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return os.fdopen(messages, "rb"), os.fdopen(answers, "wb")


if __name__ == "__main__":
    main()
    sys.exit(0)
