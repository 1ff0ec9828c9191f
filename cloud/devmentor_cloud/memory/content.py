"""When two texts are the same memory."""

import hashlib
import unicodedata

_CLOSING = " .!?;:,"


def content_hash(text: str) -> str:
    """A hash that case, spacing, Unicode's variants and closing punctuation do not change."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    plain = " ".join(normal.split()).rstrip(_CLOSING)
    return hashlib.sha256(plain.encode()).hexdigest()
