"""Advice for which one text is enough."""

from collections.abc import Generator
from pathlib import PurePath

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.complexity import too_complex
from devmentor_analyzers.advice.generated import is_generated
from devmentor_analyzers.advice.layers import layering
from devmentor_analyzers.advice.secrets import secrets
from devmentor_analyzers.snapshot import Snapshot
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
    if choices.too_complex and not is_generated(PurePath(path), parsed.text):
        for each in too_complex(parsed, path, choices.too_complex):
            found += [each] if each else []
            yield
    return found


def advice_at_once(snapshot: Snapshot, choices: Choices) -> list[Finding]:
    """The same in one step; parsed only if need be."""
    path = str(snapshot.path)
    if not choices.needs_tree:
        return secrets(snapshot.text, path) if choices.secret else []
    steps = advice_alone(Parsed(snapshot.language, snapshot.text), path, choices)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value
