"""The findings of many files without those that comments or the project ask to ignore."""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.silence.comments import language_of_comments
from devmentor_analyzers.silence.ignores import NOTHING, Ignores, ignores
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding


def not_ignored(findings: Sequence[Finding], texts: Texts, muted: Collection[str]) -> list[Finding]:
    """What is left. Only files that have findings are read, and few of them are parsed."""

    @cache
    def asked(path: str) -> Ignores:
        language, text = language_of_comments(Path(path)), texts.text(path)
        if language is None or "devmentor:" not in text:
            return NOTHING
        return ignores(Parsed(language, text))

    return [each for each in findings if each.code not in muted and not asked(each.path).hide(each)]
