"""`secret`: passwords, keys and tokens in a text. The secret itself is never in a finding."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.advice.made_up import is_made_up
from devmentor_analyzers.advice.named_secrets import Found, named_secrets
from devmentor_analyzers.advice.randomness import is_placeholder
from devmentor_analyzers.advice.token_formats import formats
from devmentor_analyzers.lines import LineIndex
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

CODE = "secret"
# Repetitions are bounded, so that no text takes long.
_KEY_BEGIN = "-----BEGIN "
_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[\s\"',+]|\\n|\\r){1,40}[A-Za-z0-9+/]{40,80}"
)
_JWT = re.compile(r"\beyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{8,4000}")
_AROUND = " \t\r\n\"'=:"
_INSIDE = re.compile(r"[A-Za-z0-9+/]")
"""What goes on before or after is something longer: Base64, or a hash."""

_ALLOWED = re.compile(r"pragma: ?(?:white|allow)list[ -](?P<next>nextline[ -])?secret")
"""detect-secrets' own mark for what is known to be harmless."""

_LOCKS = re.compile(
    r"(?i).+\.(lock|sum|min\.js|min\.css|map)|(package-lock|npm-shrinkwrap|composer\.lock)\.json"
    r"|(pnpm-lock|conda-lock)\.ya?ml|\.secrets\.baseline"
)
"""Files full of hashes."""

_MESSAGE = (
    "This looks like a secret ({what}). Everyone who can read the repository, its history included, "
    "can use it: take it back where it was issued, and read a new one from the environment or a "
    "secret store."
)


def secrets(text: str, path: str) -> list[Finding]:
    """What looks like a secret, each place once, in the order of the text."""
    if _LOCKS.fullmatch(PurePath(path).name):
        return []
    lowered = text.lower()
    found = [*_by_format(text, lowered)]
    if not is_made_up(PurePath(path)):
        found += _by_shape(text)
        found += named_secrets(text, lowered, PurePath(path))
    return _findings(text, path, found) if found else []


def _by_format(text: str, lowered: str) -> Iterator[Found]:
    for what, pattern in formats(text, lowered):
        for match in pattern.finditer(text):
            secret = match[0].strip(_AROUND)
            start = match.start() + match[0].index(secret)
            end = start + len(secret)
            is_part = _INSIDE.match(text[end : end + 1]) or _INSIDE.match(text[start - 1 : start])
            if not is_part and not is_placeholder(secret):
                yield start, end, what


def _by_shape(text: str) -> Iterator[Found]:
    if _KEY_BEGIN in text:
        for match in _PRIVATE_KEY.finditer(text):
            yield match.start(), match.end(), "Private Key"
    if "eyJ" in text:
        for match in _JWT.finditer(text):
            yield match.start(), match.end(), "JSON Web Token"


def _findings(text: str, path: str, found: list[Found]) -> list[Finding]:
    lines = LineIndex(text)
    told: list[Finding] = []
    last = -1
    for start, end, what in sorted(found):
        range_ = Range(start=lines.position(start), end=lines.position(end))
        if start < last or _is_allowed(lines, range_.start.line):
            continue
        last = end
        message = _MESSAGE.format(what=what)
        told.append(hint(path, range_, CODE, message, severity=Severity.WARNING))
    return told


def _is_allowed(lines: LineIndex, line: int) -> bool:
    here = _ALLOWED.search(lines.line(line))
    above = _ALLOWED.search(lines.line(line - 1)) if line else None
    return bool((here and not here["next"]) or (above and above["next"]))
