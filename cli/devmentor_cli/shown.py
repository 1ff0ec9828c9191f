"""Text as a terminal may be shown it."""

import os


def shown(text: str) -> str:
    """The same without control characters, and without halves of characters."""
    whole = os.fsencode(text).decode("utf-8", "replace") if not text.isascii() else text
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in whole
    )
