"""Whether a text was drawn by lot, as keys and good passwords are, or written to be read.

Entropy alone calls every third identifier a secret. What people write has words in it, and changes
between letters and digits seldom; what is drawn does so all the time.
"""

import math
import re
from collections import Counter

_LEAST = 8
_TURNS_EACH = 10
"""Characters in which something drawn by lot goes at least once from letters to digits or back."""

_ENTROPY_SHORT, _ENTROPY_LONG = 2.75, 3.2
"""Bits a character; random hexadecimal digits have 3.5 (32 of them) to 3.7, Base64 more."""

_LONG = 20
_PLACEHOLDER = re.compile(
    r"(?i)example|sample|dummy|fake|test|change.?me|placeholder|your|xxx|\*\*\*|\.\.\.|redacted"
    r"|insecure|not.?a|todo|foo|secret|password|123456|abcdef|000000|qwerty|deadbeef|^<.*>$|^\$|^%"
)
_NO_VALUE = re.compile(
    r"://|\{|\}|%\(|^[./@#~]|^[\w-]+(?:\.[\w-]+)+$(?<![A-Za-z0-9]{20})|\(|\)|,|;|\\|[<>]"
)
"""Addresses, templates, paths, dotted names, code."""

_TURN = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")
_WORD = re.compile(r"[a-z]{5,}|[A-Z]{5,}|[A-Z][a-z]{4,}")
_WORDY = 0.6


def is_placeholder(secret: str) -> bool:
    """Tell whether it only shows what a secret would look like."""
    from detect_secrets.filters.heuristic import is_sequential_string

    return bool(_PLACEHOLDER.search(secret)) or is_sequential_string(secret) or len(set(secret)) < 6


def looks_random(secret: str) -> bool:
    """Tell whether a value looks like a real password or key."""
    if len(secret) < _LEAST or _NO_VALUE.search(secret):
        return False
    turns = len(_TURN.findall(secret))
    if turns < max(2, len(secret) // _TURNS_EACH) or _entropy(secret) < _least_entropy(secret):
        return False
    words = sum(map(len, _WORD.findall(secret)))
    return words < len(secret) * _WORDY and not is_placeholder(secret) and not _is_id(secret)


def _entropy(text: str) -> float:
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())


def _least_entropy(secret: str) -> float:
    return _ENTROPY_LONG if len(secret) >= _LONG else _ENTROPY_SHORT


def _is_id(secret: str) -> bool:
    from detect_secrets.filters.heuristic import is_potential_uuid

    return is_potential_uuid(secret)
