"""Takes secrets out of text before it leaves the machine; lines stay where they were."""

import re
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from devmentor_bridge.known_tokens import known_tokens
from devmentor_protocol.wire import Wire

W = TypeVar("W", bound=Wire)

# Every repetition below is bounded, or ends where the next match could begin: the time to search a
# text must not grow with its square, whatever the text is.
_KEY_BEGIN: Final = r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
_KEY_END: Final = r"-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
_PRIVATE_KEY: Final = re.compile(
    rf"{_KEY_BEGIN}(?:[^-]|-(?!----)){{40,}}{_KEY_END}"
    rf"|{_KEY_BEGIN}(?:(?:[\s\"',]|\\n|\\r){{1,40}}[A-Za-z0-9+/]{{16,}}={{0,2}})+"
)
_JWT: Final = re.compile(r"\beyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{8,4000}")
_NAME: Final = (
    r"(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|"
    r"access[_-]?token|refresh[_-]?token|bearer[_-]?token|private[_-]?key|client[_-]?secret)"
)
_ASSIGNED: Final = re.compile(
    rf"{_NAME}\w{{0,40}}[\"']?\]?(?:\s{{0,9}}:\s{{0,9}}[\w.\[\] |]{{1,60}}?)?\s{{0,9}}(?::|=>?)\s{{0,9}}"
    r"[rbf]?(\"{3}|'{3}|[\"'])(?P<secret>[^\"'\s]{6,4000})\1",
    re.IGNORECASE,
)
# A token in a program is often one of its grammar: only what looks drawn by lot is a secret.
_TOKEN: Final = re.compile(
    r"token[\"']?\]?(?:\s{0,9}:\s{0,9}[\w.\[\] |]{1,60}?)?\s{0,9}(?::|=>?)\s{0,9}"
    r"[rbf]?([\"'])(?P<secret>(?=[^\"']{0,60}\d)(?=[^\"']{0,60}[A-Za-z])[\w.~+/=-]{16,4000})\1",
    re.IGNORECASE,
)
_ENVIRONMENT: Final = re.compile(
    r"^[ \t]{0,9}(?:export\s{1,9})?[A-Z0-9_]{0,60}?"
    r"(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)[A-Z0-9_]{0,60}="
    r"(?P<secret>[^\s\"'$<{(]{6,4000})(?=[ \t]{0,99}\r?$|[ \t]{1,99}#)",
    re.MULTILINE,
)
_URL: Final = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,30}://[^\s:/@\"'<>]{0,200}:(?P<secret>[^\s:/@\"'{}<>$]{3,200})@",
    re.IGNORECASE,
)
_AUTHORIZATION: Final = re.compile(
    r"(?:\b(?:Bearer|Basic)\s{1,9}"
    r"|\bAuthorization[\"']?\s{0,9}:\s{0,9}[\"']?(?:Token|ApiKey)\s{1,9}"
    r"|\bX-(?:Api-Key|Auth-Token)[\"']?\s{0,9}:\s{0,9}[\"']?)"
    r"(?P<secret>[A-Za-z0-9._~+/-]{16,4000}={0,2})",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = re.compile(
    r"(?i)^(?:x+|\*+|\.+|<.*>|\$\{?.*|\{.*\}|%\(.*|%s|your[_-].*|change[_-]?me|redacted.*|\[redacted.*"
    r"|example.*|placeholder|none|null|true|false)$"
)


_AROUND: Final = " \t\r\n\"'=:"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its secrets, and how many there were."""

    text: str
    count: int


def redact(text: str) -> Redacted:
    """Replace each secret by `[redacted:<kind>]`; the number of lines does not change."""
    count = 0
    for kind, pattern in (*_OWN_RULES, *known_tokens()):
        text, found = _replace(kind, pattern, text)
        count += found
    return Redacted(text, count)


def _replace(kind: str, pattern: "re.Pattern[str]", text: str) -> tuple[str, int]:
    parts, copied, count = list[str](), 0, 0
    for found in pattern.finditer(text):
        start, end = _secret(found)
        secret = text[start:end]
        if _looks_secret(kind, secret):
            parts += (text[copied:start], f"[redacted:{kind}]", _line_ends(secret))
            copied, count = end, count + 1
    return ("".join((*parts, text[copied:])), count) if count else (text, 0)


def _secret(found: "re.Match[str]") -> tuple[int, int]:
    """Where the secret itself is: the group of that name, or the match without what is around it."""
    if "secret" in found.re.groupindex:
        return found.span("secret")
    lead = len(found[0]) - len(found[0].lstrip(_AROUND))
    return found.start() + lead, found.start() + len(found[0].rstrip(_AROUND))


def _line_ends(secret: str) -> str:
    """The line ends in a secret, as they were; what counts as one is what `str.splitlines` says."""
    return "".join(line[len(line.splitlines()[0]) :] for line in secret.splitlines(keepends=True))


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
    ("token", _TOKEN),
    ("password", _ENVIRONMENT),
    ("password", _URL),
    ("authorization", _AUTHORIZATION),
)


def _looks_secret(kind: str, secret: str) -> bool:
    """An assignment to a name like `password` may hold anything: words and examples are no secret."""
    if kind not in ("password", "authorization", "token"):
        return True
    secret = secret.rstrip(",;")
    if _PLACEHOLDER.match(secret) or secret.startswith("[redacted:"):
        return False
    return any(not symbol.isalpha() and symbol not in "_-." for symbol in secret)
