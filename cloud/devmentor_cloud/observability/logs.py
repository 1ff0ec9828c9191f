"""Structured logs, one JSON object a line, without secrets."""

import logging
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

import structlog

_SECRET_WORDS: Final = ("authorization", "token", "password", "secret", "api_key", "cookie")
REDACTED: Final = "[redacted]"


def configure_logs(level: str, handler: logging.Handler) -> None:
    """Send the tier's logs, and the libraries', to one handler."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact_secrets,
    ]
    render = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=render)
    )
    logging.basicConfig(handlers=[handler], level=number, force=True)
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def log_file(path: Path) -> logging.Handler:
    """A log that does not grow without end: 10 MB, and the three before it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return RotatingFileHandler(path, maxBytes=10_000_000, backupCount=3, encoding="utf-8")


def redact_secrets(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Blank every field whose name says that it holds a secret."""
    for name in event:
        if any(word in name.lower() for word in _SECRET_WORDS):
            event[name] = REDACTED
    return event
