"""A small file in each language we parse."""

from pathlib import Path

from devmentor_analyzers.syntax.languages import LANGUAGES, language_of
from devmentor_analyzers.syntax.parsed import Parsed

_FOLDER = Path(__file__).parents[2] / "data" / "languages"
SAMPLES = {
    language: path.read_text(encoding="utf-8")
    for path in sorted(_FOLDER.iterdir())
    if (language := language_of(path)) is not None
}
WITHOUT_SAMPLE = {"javascriptreact": "javascript", "jsonc": "json"}
"""Ids that share a grammar and all their queries with another."""

assert {*SAMPLES, *WITHOUT_SAMPLE} == LANGUAGES


def parsed(language: str) -> Parsed:
    """The tree of a sample."""
    return Parsed(language, SAMPLES[language])
