"""The languages we parse, by LSP language id and by file name."""

from functools import cache
from importlib import import_module, resources
from pathlib import PurePath

from tree_sitter import Language, Query

_GRAMMARS = {  # LSP language id → module, function in it, folder name of its queries
    "python": ("tree_sitter_python", "language", "python"),
    "javascript": ("tree_sitter_javascript", "language", "javascript"),
    "javascriptreact": ("tree_sitter_javascript", "language", "javascript"),
    "typescript": ("tree_sitter_typescript", "language_typescript", "typescript"),
    "typescriptreact": ("tree_sitter_typescript", "language_tsx", "typescript"),
    "go": ("tree_sitter_go", "language", "go"),
    "rust": ("tree_sitter_rust", "language", "rust"),
}
_SUFFIXES = {
    ".py": "python",
    ".pyi": "python",
    ".pyw": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".jsx": "javascriptreact",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "typescriptreact",
    ".go": "go",
    ".rs": "rust",
}
LANGUAGES = frozenset(_GRAMMARS)


def language_of(path: PurePath) -> str | None:
    """LSP language id of a file by its name; None for a language we do not parse."""
    return _SUFFIXES.get(path.suffix.lower())


@cache
def grammar(language: str) -> Language | None:
    """Load a grammar at its first use; None for a language we do not parse."""
    if language not in _GRAMMARS:
        return None
    module, function, _ = _GRAMMARS[language]
    capsule: object = getattr(import_module(module), function)()
    return Language(capsule)


@cache
def query(language: str, subject: str) -> Query:
    """The query about a subject (`outline`, `folds`) for a language of `LANGUAGES`."""
    _, _, folder = _GRAMMARS[language]
    loaded = grammar(language)
    assert loaded is not None
    file = resources.files("devmentor_analyzers.syntax").joinpath(
        "queries", folder, f"{subject}.scm"
    )
    return Query(loaded, file.read_text(encoding="utf-8"))
