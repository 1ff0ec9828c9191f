"""Words of code and of questions, so that `getUserName`, `get_user_name` and "user name" meet."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
_SEAM = re.compile(
    r"_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))(?!(?<=O)Auth)"
    r"|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
"""`URLs` are many, and `OAuth` is one word."""

_LONGEST = 64
"""Longer words are data (base64, hashes), not names."""

STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "should",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "cls",
        "def",
        "false",
        "none",
        "null",
        "return",
        "returns",
        "self",
        "true",
    ]
)
"""Words that nearly every text has; as parts of a name they still count in the whole name."""


def terms(text: str) -> list[str]:
    """Lower-case terms in the order of the text: a compound name whole, without its seams, then its parts.

    Stop words and single letters are left out.
    """
    return [term for word in _WORD.findall(text) for term in _of_word(word)]


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[str, ...]:
    if len(word) > _LONGEST:
        return ()
    parts = [part.lower() for part in _SEAM.split(word) if part]
    whole = "".join(parts)
    found = [whole, *parts] if len(parts) > 1 else [whole]
    return tuple(term for term in found if len(term) > 1 and term not in STOP_WORDS)
