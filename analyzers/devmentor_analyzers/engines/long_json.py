"""Long JSON read in a thread that lets others run: C code reads all of it in one go."""

import asyncio
import json
from importlib import import_module
from typing import Any, Final

_scanner: Any = import_module("json.scanner")  # its stub leaves out what is in Python
_LONG_BYTES: Final = 1_000_000
"""Ten milliseconds."""


async def loads(body: bytes) -> Any:
    """What a message says; raises `ValueError`. Many small values are read by Python, which pauses."""
    if len(body) < _LONG_BYTES:
        return json.loads(body)
    return await asyncio.to_thread(_read, body)


def _read(body: bytes) -> Any:
    decoder: Any = json.JSONDecoder()
    decoder.scan_once = _scanner.py_make_scanner(decoder)
    return decoder.decode(body.decode())
