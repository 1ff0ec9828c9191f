"""`Content-Length` framing of LSP's base protocol, without I/O."""

import re
from typing import Final

_HEADER_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(
    rb"^content-length:[ \t]*(\d{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_LENGTH_NAME: Final = re.compile(rb"content-length:", re.IGNORECASE)
_MAX_HEADER_BYTES: Final = 8_192
_MAX_BODY_BYTES: Final = 512 * 1024 * 1024


class Malformed(Exception):
    """Bytes that are no message; the framer has skipped to where the next one may start."""


def frame(body: bytes) -> bytes:
    """Put the header before a message."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


class Framer:
    """Cuts a stream of bytes into message bodies, and finds its way back after rubbish."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._length: int | None = None

    def feed(self, data: bytes) -> None:
        """Add bytes that arrived."""
        self._buffer += data

    def next(self) -> bytes | None:
        """Return the next whole body, or None when more bytes are needed. Raises `Malformed`."""
        if self._length is None:
            self._length = self._header()
        if self._length is None or len(self._buffer) < self._length:
            return None
        body = bytes(self._buffer[: self._length])
        del self._buffer[: self._length]
        self._length = None
        return body

    def _header(self) -> int | None:
        end = self._buffer.find(_HEADER_END)
        if end < 0:
            if len(self._buffer) > _MAX_HEADER_BYTES:
                self._skip(1)
                raise Malformed("No Content-Length header was found.")
            return None
        header = bytes(self._buffer[:end])
        found = _LENGTH.search(header)
        if found is None:
            self._skip(end + len(_HEADER_END))
            raise Malformed("A message header has no valid Content-Length.")
        length = int(found.group(1))
        del self._buffer[: end + len(_HEADER_END)]
        if length > _MAX_BODY_BYTES:
            raise Malformed(f"A message may have at most {_MAX_BODY_BYTES} bytes, not {length}.")
        return length

    def _skip(self, least: int) -> None:
        """Drop bytes up to the next thing that looks like a header."""
        found = _LENGTH_NAME.search(self._buffer, least)
        del self._buffer[: found.start() if found else len(self._buffer)]
