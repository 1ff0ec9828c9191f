"""A few fingerprints that stand for a long row of tokens.

After S. Schleimer, D. S. Wilkerson and A. Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003: of every `window` hashes of `gram` tokens in a row the least is kept, the
rightmost of equals. Two texts that share `gram + window - 1` tokens in a row share a fingerprint.
"""

from array import array
from collections.abc import Iterator

Fingerprint = tuple[int, int]
"""A hash of 40 bits, and the place of its first token."""

_BITS = (1 << 40) - 1


def fingerprints(kinds: "array[int]", least: int, salt: bytes = b"") -> Iterator[Fingerprint]:
    """Fingerprints by which every common row of at least `least` tokens is found.

    They hold for this process only: Python salts its hashes.
    """
    gram = max(1, least // 2)
    window = max(1, least - gram + 1)
    hashes = _hashes(kinds, gram, salt)
    if not hashes:
        return
    kept = -1
    for end in range(min(window, len(hashes)), len(hashes) + 1):
        start, last = max(0, end - window), end - 1
        if kept < start:
            kept = min(range(last, start - 1, -1), key=hashes.__getitem__)
        elif hashes[last] <= hashes[kept]:
            kept = last
        else:
            continue
        yield hashes[kept], kept


def _hashes(kinds: "array[int]", gram: int, salt: bytes) -> list[int]:
    data, width = kinds.tobytes(), kinds.itemsize
    return [
        hash(salt + data[at * width : (at + gram) * width]) & _BITS
        for at in range(len(kinds) - gram + 1)
    ]
