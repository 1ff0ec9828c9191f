"""`duplicate`: code that stands elsewhere too, a name or a number changed perhaps.

Rows of tokens are compared by their kinds; what is alike is told only if most of its words are the
same too, for else it is merely written in the same way.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from devmentor_analyzers.advice.code_tokens import CodeTokens
from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.advice.winnowing import Fingerprint
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Related
from devmentor_protocol.position import Range

CODE = "duplicate"

LEAST_LINES = 6
_ALIKE = 0.8
_MOST_PAIRS = 5_000
_MOST_ALIKE = 20
"""Places of one text with the same fingerprint."""

_MOST_TOLD = 5
_MOST_PLACES = 8
_VARIETY = 0.2
"""Share of different words: a table repeats the same few."""


@dataclass(frozen=True, slots=True)
class Code:
    """A text with its tokens and fingerprints."""

    parsed: Parsed
    tokens: CodeTokens
    fingerprints: Sequence[Fingerprint]


@dataclass(frozen=True, slots=True)
class Copy:
    """So many tokens from `here` on are alike from `there` on in the other text."""

    here: int
    there: int
    length: int


def copies(code: Code, other: Code, least: int) -> Iterator[Copy]:
    """Maximal rows of at least so many tokens that two texts share; in one text, apart."""
    places: dict[int, list[int]] = {}
    for hashed, place in other.fingerprints:
        places.setdefault(hashed, []).append(place)
    for hashed in [each for each, found in places.items() if len(found) > _MOST_ALIKE]:
        del places[hashed]  # a list of like things, as a table of numbers
    seen: dict[int, int] = {}  # diagonal → the end of what was found on it
    pairs = (
        (here, there) for hashed, here in code.fingerprints for there in places.get(hashed, ())
    )
    for count, (here, there) in enumerate(pairs):
        if count == _MOST_PAIRS:
            return
        if here < seen.get(there - here, 0) or (code is other and there <= here):
            continue
        found = _extended(code.tokens.kinds, other.tokens.kinds, here, there)
        seen[there - here] = found.here + found.length
        if code is other and found.length > there - here:
            continue  # it runs into itself: a list of like things
        if found.length >= least and _is_copy(code, other, found):
            yield found


def lines(code: Code, start: int, length: int) -> tuple[int, int]:
    """First and last line of a row of tokens, from zero."""
    tokens = code.tokens
    first = code.parsed.line_of(tokens.starts[start])
    return first, code.parsed.line_of(tokens.ends[start + length - 1] - 1)


def _extended(one: "array[int]", two: "array[int]", here: int, there: int) -> Copy:
    back = 0
    while back < min(here, there) and one[here - back - 1] == two[there - back - 1]:
        back += 1
    here, there, length = here - back, there - back, back
    most = min(len(one) - here, len(two) - there)
    while length < most and one[here + length] == two[there + length]:
        length += 1
    return Copy(here, there, length)


def _is_copy(code: Code, other: Code, found: Copy) -> bool:
    first, last = lines(code, found.here, found.length)
    if last - first + 1 < LEAST_LINES:
        return False
    ours = _words(code, found.here, found.length)
    theirs = _words(other, found.there, found.length)
    if len(set(ours)) < len(ours) * _VARIETY:
        return False
    same = sum(one == two for one, two in zip(ours, theirs, strict=True))
    return same >= len(ours) * _ALIKE


def _words(code: Code, start: int, length: int) -> list[bytes]:
    """Names and literals: what is neither a keyword nor punctuation."""
    tokens, data = code.tokens, code.parsed.data
    return [
        text
        for at in range(start, start + length)
        if (text := data[tokens.starts[at] : tokens.ends[at]])[:1].isalnum() or text[:1] in b"\"'_"
    ]


def told(path: str, code: Code, found: Sequence[tuple[str, Code, Copy]]) -> list[Finding]:
    """A finding for each stretch that stands elsewhere too, with all the places; the longest win."""
    findings: list[Finding] = []
    covered: list[range] = []
    for _, _, copy in sorted(found, key=lambda each: (-each[2].length, each[2].here)):
        stretch = range(copy.here, copy.here + copy.length)
        if len(covered) == _MOST_TOLD or any(_share(stretch, other) for other in covered):
            continue
        covered.append(stretch)
        places = [each for each in found if _share(_stretch(each[2]), stretch)]
        findings.append(_finding(path, code, copy, places))
    return findings


def _stretch(copy: Copy) -> range:
    return range(copy.here, copy.here + copy.length)


def _share(one: range, two: range) -> bool:
    return max(one.start, two.start) < min(one.stop, two.stop)


def _finding(
    path: str, code: Code, copy: Copy, places: Sequence[tuple[str, Code, Copy]]
) -> Finding:
    first, last = lines(code, copy.here, copy.length)
    related = [_place(*each) for each in places[:_MOST_PLACES]]
    nearest = related[0]
    where = (
        f"line {nearest.range.start.line + 1}"
        if nearest.path == path
        else f"{PurePath(nearest.path).name}:{nearest.range.start.line + 1}"
    )
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    message = (
        f"These {last - first + 1} lines stand in {where}{more} too, or nearly so. A change here is "
        "likely to be needed there: give what they share a name of its own."
    )
    return hint(path, code.parsed.line(first), CODE, message, related=related)


def _place(path: str, other: Code, copy: Copy) -> Related:
    first, last = lines(other, copy.there, copy.length)
    start, end = other.parsed.line(first).start, other.parsed.line(last).end
    return Related(path=path, range=Range(start=start, end=end), message="The same code")
