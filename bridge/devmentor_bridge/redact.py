"""Takes secrets out of text before it leaves the machine; lines stay where they were."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from devmentor_bridge.known_tokens import known_tokens
from devmentor_protocol.wire import Wire

W = TypeVar("W", bound=Wire)

_PRIVATE_KEY: Final = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"
    r"(?:.*?-----END (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s\\n\"']*)",
    re.DOTALL,
)
_JWT: Final = re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}")
_NAME: Final = (
    r"(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|"
    r"access[_-]?token|refresh[_-]?token|bearer[_-]?token|private[_-]?key|client[_-]?secret)"
)
_ASSIGNED: Final = re.compile(
    rf"\b[\w.-]*{_NAME}\w*[\"']?\]?(?:\s*:\s*[\w.\[\] |]+?)?\s*(?::|=|=>)\s*[rbf]?([\"'])"
    r"(?P<secret>[^\"'\s]{6,})\1",
    re.IGNORECASE,
)
_ENVIRONMENT: Final = re.compile(
    r"^(?:export\s+)?[A-Z0-9_]*(?:PASSWORD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)[A-Z0-9_]*="
    r"(?P<secret>[^\s\"'$<{(]{6,})$",
    re.MULTILINE,
)
_URL: Final = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s:/@\"']*:(?P<secret>[^\s:/@\"'{}<>$]{3,})@")
_AUTHORIZATION: Final = re.compile(
    r"\b(?:Bearer|Basic)\s+(?P<secret>[A-Za-z0-9._~+/-]{16,}=*)", re.IGNORECASE
)
_PLACEHOLDER: Final = re.compile(
    r"(?i)^(?:x+|\*+|\.+|<.*>|\$\{?.*|\{.*\}|%\(.*|%s|your[_-].*|change[_-]?me|redacted.*|\[redacted.*"
    r"|example.*|placeholder|none|null|true|false)$"
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its secrets, and how many there were."""

    text: str
    count: int


def redact(text: str) -> Redacted:
    """Replace each secret by `[redacted:<kind>]`; the number of lines does not change."""
    count = 0

    def replacing(kind: str) -> Callable[["re.Match[str]"], str]:
        def replace(found: "re.Match[str]") -> str:
            nonlocal count
            group = _secret_group(found)
            secret = found[group]
            if not _looks_secret(kind, secret):
                return found[0]
            count += 1
            start, end = found.start(group) - found.start(), found.end(group) - found.start()
            mark = f"[redacted:{kind}]" + "\n" * secret.count("\n")
            return found[0][:start] + mark + found[0][end:]

        return replace

    for kind, pattern in (*_OWN_RULES, *known_tokens()):
        text = pattern.sub(replacing(kind), text)
    return Redacted(text, count)


def redact_model(model: W) -> tuple[W, int]:
    """Redact every string in a wire value; return the new value and how many secrets there were."""
    body, count = _redact_value(model.model_dump(mode="json"))
    return (type(model).model_validate(body), count) if count else (model, 0)


def _redact_value(value: Any) -> tuple[Any, int]:
    if isinstance(value, str):
        redacted = redact(value)
        return redacted.text, redacted.count
    if isinstance(value, list):
        items = [_redact_value(item) for item in cast(list[Any], value)]
        return [item for item, _ in items], sum(count for _, count in items)
    if isinstance(value, dict):
        members = {name: _redact_value(each) for name, each in cast(dict[str, Any], value).items()}
        body = {name: each for name, (each, _) in members.items()}
        return body, sum(count for _, count in members.values())
    return value, 0


_OWN_RULES: Final = (
    ("private key", _PRIVATE_KEY),
    ("json web token", _JWT),
    ("password", _ASSIGNED),
    ("password", _ENVIRONMENT),
    ("password", _URL),
    ("authorization", _AUTHORIZATION),
)


def _secret_group(found: "re.Match[str]") -> str | int:
    if "secret" in found.re.groupindex:
        return "secret"
    return 0


def _looks_secret(kind: str, secret: str) -> bool:
    """An assignment to a name like `password` may hold anything: words and examples are no secret."""
    if kind not in ("password", "authorization"):
        return True
    if _PLACEHOLDER.match(secret) or secret.startswith("[redacted:"):
        return False
    return any(not symbol.isalpha() and symbol not in "_-." for symbol in secret)
