"""Passwords and keys that can be told by the name they are given, or by where they stand."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from devmentor_analyzers.advice.randomness import looks_random

Found = tuple[int, int, str]
"""Where a secret starts and ends, and what it is."""

# Repetitions are bounded, so that no text takes long.
_WORDS = (
    *("password", "passwd", "passphrase", "secret", "apikey", "api_key", "api-key", "pwd"),
    *("access_key", "accesskey", "private_key", "token", "://", "authorization"),
)
_LONGEST_LINE = 2_000
_NAME = (
    r"(?<!public)(?<!publickey)(?P<name>password|passwd|passphrase|pwd|(?<=_)pass|secret"
    r"|api[_-]?key|access[_-]?key|private[_-]?key|token)(?P<rest>\w{0,40})"
)
_ASSIGNED = re.compile(
    rf"{_NAME}[\"']?\]?(?:\s{{0,9}}:\s{{0,9}}[\w.\[\] |&*]{{1,60}}?)?\s{{0,9}}(?::|:?=>?)\s{{0,9}}"
    r"\(?\s{0,9}[rbf]?(\"\"\"|'''|[\"'`])(?P<secret>[^\"'`\s]{8,400})\3",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    rf"\bdefine\(\s{{0,9}}[\"']\w{{0,60}}?{_NAME}[\"']\s{{0,9}},\s{{0,9}}"
    r"[\"'](?P<secret>[^\"'\s]{8,400})[\"']",
    re.IGNORECASE,
)
"""As constants are made in PHP."""

_UNQUOTED = re.compile(
    r"\s{0,80}(?:-\s{1,9})?(?:(?:export|set|ENV|ARG|readonly|local"
    r"|declare|typeset)\s{1,9}(?:-\w{1,5}\s{1,9})?)?[\w.-]{0,60}?"
    r"(?<!public)(?<!publickey)(?P<name>password|passwd|passphrase|pwd|(?<![a-z])pass|secret"
    r"|api[_-]?key|access[_-]?key|private[_-]?key|token)(?P<rest>\w{0,40})"
    r"\s{0,9}[:=]\s{0,9}(?P<secret>[^\s\"'`$<{(\[|>&*!%#][^\s\"'`;&|]{7,400})"
    r"(?:\s{0,80}(?:\s#.{0,400})?|\s{1,9}[\w./-]{1,80}(?:\s.{0,400})?|\s{0,9}[;&|].{0,400})",
    re.IGNORECASE,
)
"""A line of a file in which texts need no quotes."""

_PLAIN = re.compile(
    r"(?i).*\.(ya?ml|sh|bash|zsh|ini|cfg|conf|properties)|\.env(\..+)?|.+\.env|(docker|container)file.*"
)
_URL = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,30}://[^\s:/@\"'<>]{0,200}:(?P<secret>[^\s:/@\"'{}<>$%]{3,200})@",
    re.IGNORECASE,
)
_CONNECTION = re.compile(
    r"\b(?:password|pwd)\s{0,3}=\s{0,3}(?P<secret>[^;\"'`\s{}$<>%]{8,200})\s{0,3}[;\"'`]",
    re.IGNORECASE,
)
_DATABASE = re.compile(
    r"(?:server|data source|host|uid|user id|username|database|initial catalog)\s{0,3}=",
    re.IGNORECASE,
)
"""What else a connection string says."""

_HEADER = re.compile(
    r"authorization[\"']?\s{0,9}[:=,]\s{0,9}[rbf]?[\"'`]?(?:bearer|basic|token)\s{1,3}"
    r"(?P<secret>[A-Za-z0-9+/_.=-]{16,400})",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r".*(hash|field|name|url|uri|endpoint|path|file|env|var|header|prefix|suffix|pattern|regex|label"
    r"|help|type|param|column|id|expires?|length|title|text|message|error)s?(?:[_-]?v?\d{1,3})?",
    re.IGNORECASE,
)
"""Names of things about a secret: `password_field`, `token_url`."""

_PAGES: Final = re.compile(
    r"(?:next|prev|previous|page|continuation|cursor|sync|start|end)[_-]?\Z", re.IGNORECASE
)
"""Tokens of where one was: everybody gets them."""


def named_secrets(text: str, lowered: str, path: PurePath) -> Iterator[Found]:
    """Values given to names like `password`, and those in addresses and headers: if drawn by lot."""
    is_plain = _PLAIN.fullmatch(path.name) is not None
    words = (*_WORDS, "pass") if is_plain else (*_WORDS, "_pass")
    for start, line in _lines_with(words, text, lowered):
        for match, what in _in_line(line, is_plain=is_plain):
            if looks_random(match["secret"]):
                yield start + match.start("secret"), start + match.end("secret"), what


def _in_line(line: str, *, is_plain: bool) -> Iterator[tuple["re.Match[str]", str]]:
    named = [*_ASSIGNED.finditer(line), *_DEFINED.finditer(line)]
    if is_plain and not named and (plain := _UNQUOTED.fullmatch(line)):
        named.append(plain)
    for match in named:
        if _is_secrets_name(line, match):
            yield match, "Password or Key"
    if "://" in line and (match := _URL.search(line)):
        yield match, "Password in a URL"
    if ";" in line and (match := _CONNECTION.search(line)) and _DATABASE.search(line):
        yield match, "Password of a Database"
    if match := _HEADER.search(line):
        yield match, "Authorization"


def _is_secrets_name(line: str, match: "re.Match[str]") -> bool:
    """Tell `token`, `tokens` and `token_2` from `tokenizer`, `token_url` and `next_token`."""
    name, rest = match["name"], match["rest"]
    is_word = not rest[:1].isalpha() or rest.lower() == "s"
    is_camel = rest[:1].isupper() and not name.isupper()
    if not (is_word or is_camel) or _ABOUT.fullmatch(rest):
        return False
    return not _PAGES.search(line[: match.start("name")])


def _lines_with(words: tuple[str, ...], text: str, lowered: str) -> Iterator[tuple[int, str]]:
    """Lines that hold one of the words, or an address with a user, each with where it starts."""
    if len(lowered) != len(text):
        lowered = text  # a letter that is two in lower case: offsets would be wrong
    starts = {start for word in words for start in _starts(lowered, word)}
    for start in sorted(starts):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else None]
        if len(line) <= _LONGEST_LINE:
            yield start, line


def _starts(text: str, word: str) -> Iterator[int]:
    """Where the lines start that hold a word, each once."""
    at = text.find(word)
    while at >= 0:
        yield text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        at = text.find(word, end) if end >= 0 else -1
