"""Where the log goes: stderr, and warnings to the editor's log window; never stdout."""

import logging
import sys
from collections.abc import Callable

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to_stderr(level: int = logging.INFO) -> None:
    """Set up the process's log."""
    logging.basicConfig(stream=sys.stderr, level=level, format=_FORMAT)
    for chatty in ("pygls", "asyncio", "websockets", "git"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


class ClientLog(logging.Handler):
    """Sends warnings and errors of our own rooms to the client."""

    def __init__(self, send: Callable[[int, str], None]) -> None:
        super().__init__(logging.WARNING)
        self._send = send
        self.addFilter(lambda record: record.name.startswith("devmentor_"))

    def emit(self, record: logging.LogRecord) -> None:
        """Send one line; the traceback stays in stderr."""
        self._send(record.levelno, f"{record.levelname.lower()}: {record.getMessage()}")
