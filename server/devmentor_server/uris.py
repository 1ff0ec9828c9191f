"""File URIs and paths, as editors write them."""

import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit


def path_of(uri: str) -> Path | None:
    """Return the absolute path a `file:` URI names, or None for any other scheme."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    try:
        path = os.fsdecode(unquote_to_bytes(parts.path))  # a name may be any bytes
    except UnicodeEncodeError:  # but not half a character, which JSON can carry
        return None
    if os.name == "nt":  # file:///c%3A/dir → c:/dir, file://host/share → //host/share
        path = f"//{parts.netloc}{path}" if parts.netloc else path.lstrip("/")
    return Path(path) if path and "\0" not in path else None


def uri_of(path: Path) -> str:
    """Return the `file:` URI of an absolute path."""
    posix = path.as_posix()
    if posix.startswith("//"):
        return "file:" + quote(os.fsencode(posix))
    return "file://" + quote(os.fsencode(posix if posix.startswith("/") else "/" + posix))
