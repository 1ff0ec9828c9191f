"""Structured logs, one JSON object a line, without secrets."""

import logging
import re
from collections.abc import Generator, Mapping, MutableMapping
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final, cast

import structlog

from devmentor_cloud.supervisor import CannotStart

_SECRET_WORDS: Final = ("authorization", "token", "password", "secret", "api_key", "cookie")
_SECRETS: Final = re.compile(
    r"""(?xi)
    (?<=bearer\ )[\w.~+/=-]+                     # in a header, whoever prints it
    | eyJ[\w-]+\.[\w-]+\.[\w-]*                  # a JWT anywhere
    | (?<=://)[^/\s:@"']*:[^/\s@"']+(?=@)        # user and password in a URL
    | \b(?:sk|dm|ghp|gho|glpat)[-_][\w-]{16,}    # keys of providers, and ours
    """
)
REDACTED: Final = "[redacted]"


@contextmanager
def logging_to(path: Path, level: str) -> Generator[None]:
    """Log to a file while the block runs: 10 MB, and the three before it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(path, maxBytes=10_000_000, backupCount=3, encoding="utf-8")
    except OSError as error:
        raise CannotStart(f"The log {path} cannot be written: {error.strerror}.") from None
    configure_logs(level, handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


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
        _render,
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=render)
    )
    # Libraries say at "debug" what they send, statements and their values included.
    logging.basicConfig(handlers=[handler], level=max(number, logging.INFO), force=True)
    logging.getLogger("devmentor_cloud").setLevel(number)
    for chatty in ("alembic", "httpx2", "openai"):
        logging.getLogger(chatty).setLevel(max(number, logging.WARNING))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def redact_secrets(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Blank every field, at any depth, whose name says that it holds a secret."""
    for name in event:
        event[name] = _redacted(name, event[name])
    return event


def _redacted(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        fields = cast(Mapping[Any, Any], value)
        return {key: _redacted(str(key), inner) for key, inner in fields.items()}
    counts = value is None or isinstance(value, int | float)  # of tokens, for example
    if not counts and any(word in name.lower() for word in _SECRET_WORDS):
        return REDACTED
    return value


def _render(logger: Any, method: str, event: MutableMapping[str, Any]) -> str:
    """One JSON object, in whose texts no secret is left: libraries print headers and URLs too."""
    return _SECRETS.sub(REDACTED, str(_to_json(logger, method, event)))


_to_json: Final = structlog.processors.JSONRenderer(ensure_ascii=False)
