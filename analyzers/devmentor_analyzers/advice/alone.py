"""Advice for which one text is enough."""

from collections.abc import Generator, Iterator
from pathlib import PurePath

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.complexity import too_complex
from devmentor_analyzers.advice.generated import is_generated
from devmentor_analyzers.advice.layers import layering
from devmentor_analyzers.advice.secrets import secrets
from devmentor_analyzers.advice.unreachable import unreachable
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import grammar
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding


def advice_alone(
    parsed: Parsed, path: str, choices: Choices
) -> Generator[None, None, list[Finding]]:
    """What a text alone gives cause to say; in steps of a few milliseconds."""
    found = secrets(parsed.text, path) if choices.secret else []
    yield
    if choices.layers:
        found += layering(parsed, path, choices.layers)
        yield
    if not is_generated(PurePath(path), parsed.text):
        for each in _of_the_tree(parsed, path, choices):
            found += [each] if each else []
            yield
    return found


def _of_the_tree(parsed: Parsed, path: str, choices: Choices) -> Iterator[Finding | None]:
    if choices.too_complex:
        yield from too_complex(parsed, path, choices.too_complex)
    if choices.unreachable:
        yield from unreachable(parsed, path)


def advice_at_once(snapshot: Snapshot, choices: Choices) -> list[Finding]:
    """The same in one step; parsed only if need be."""
    path = str(snapshot.path)
    if not choices.needs_tree or grammar(snapshot.language) is None:
        return secrets(snapshot.text, path) if choices.secret else []
    steps = advice_alone(Parsed(snapshot.language, snapshot.text), path, choices)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value
