"""The languages we parse: their LSP ids, file names, grammars and queries; the only such table."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from pathlib import PurePath

from tree_sitter import Language, Query


@dataclass(frozen=True, slots=True)
class _Entry:
    module: str
    """Holds the grammar; imported when a document of the language is first seen."""

    queries: tuple[str, ...]
    """Folders of queries, which add up."""

    suffixes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Whole names of files, in lower case."""

    function: str = "language"


_C = ".cpp .cc .cxx .c++ .cppm .ixx .hpp .hh .hxx .h++ .h .ipp .inl .tpp .txx .ino .cu .cuh"
_ECMASCRIPT = ("ecmascript", "javascript")
_TYPESCRIPT = ("ecmascript", "typescript")
_TABLE = {  # by LSP language id
    "python": _Entry("tree_sitter_python", ("python",), (".py", ".pyi", ".pyw")),
    "javascript": _Entry("tree_sitter_javascript", _ECMASCRIPT, (".js", ".mjs", ".cjs")),
    "javascriptreact": _Entry("tree_sitter_javascript", _ECMASCRIPT, (".jsx",)),
    "typescript": _Entry(
        "tree_sitter_typescript",
        _TYPESCRIPT,
        (".ts", ".mts", ".cts"),
        function="language_typescript",
    ),
    "typescriptreact": _Entry(
        "tree_sitter_typescript", _TYPESCRIPT, (".tsx",), function="language_tsx"
    ),
    "go": _Entry("tree_sitter_go", ("go",), (".go",)),
    "rust": _Entry("tree_sitter_rust", ("rust",), (".rs",)),
    "java": _Entry("tree_sitter_java", ("java",), (".java",)),
    "c": _Entry("tree_sitter_c", ("c",), (".c",)),
    "cpp": _Entry("tree_sitter_cpp", ("c", "cpp"), tuple(_C.split())),
    "csharp": _Entry("tree_sitter_c_sharp", ("csharp",), (".cs", ".csx")),
    "ruby": _Entry(
        "tree_sitter_ruby",
        ("ruby",),
        (".rb", ".rake", ".gemspec", ".ru"),
        ("gemfile", "rakefile", "vagrantfile", "podfile", "guardfile"),
    ),
    "php": _Entry("tree_sitter_php", ("php",), (".php", ".phtml"), function="language_php"),
    "shellscript": _Entry(
        "tree_sitter_bash",
        ("bash",),
        (".sh", ".bash", ".ksh", ".bats"),
        (".bashrc", ".bash_profile", ".bash_aliases", ".profile"),
    ),
    "json": _Entry(
        "tree_sitter_json",
        ("json",),
        (".json", ".webmanifest"),
        ("composer.lock", ".prettierrc", ".babelrc"),
    ),
    "jsonc": _Entry(
        "tree_sitter_json",
        ("json",),
        (".jsonc", ".code-workspace", ".code-snippets"),
        (".eslintrc", ".eslintrc.json", ".swcrc"),
    ),
    "yaml": _Entry(
        "tree_sitter_yaml", ("yaml",), (".yaml", ".yml"), (".clang-format", ".clang-tidy")
    ),
    "toml": _Entry(
        "tree_sitter_toml", ("toml",), (".toml",), ("cargo.lock", "uv.lock", "poetry.lock")
    ),
    "html": _Entry("tree_sitter_html", ("html",), (".html", ".htm", ".xhtml")),
    "css": _Entry("tree_sitter_css", ("css",), (".css",)),
    "markdown": _Entry("tree_sitter_markdown", ("markdown",), (".md", ".markdown", ".mkd")),
    "sql": _Entry("tree_sitter_sql", ("sql",), (".sql", ".ddl", ".dml", ".pgsql")),
}
_BY_SUFFIX = {suffix: name for name, entry in _TABLE.items() for suffix in entry.suffixes}
SUFFIXES = frozenset(_BY_SUFFIX)
_BY_NAME = {file: name for name, entry in _TABLE.items() for file in entry.names}
_WITH_COMMENTS = re.compile(r"[jt]sconfig(\..+)?\.json|devcontainer\.json|api-extractor\.json")
_OTHER_IDS = {
    "bash": "shellscript",
    "c++": "cpp",
    "c-sharp": "csharp",
    "cs": "csharp",
    "cuda": "cpp",
    "dockercompose": "yaml",
    "json5": "jsonc",
    "jsx": "javascriptreact",
    "ksh": "shellscript",
    "sh": "shellscript",
    "tsx": "typescriptreact",
    "yaml.docker-compose": "yaml",
    "yaml.gitlab": "yaml",
}
"""What editors call some languages beside the ids of the LSP specification."""

LANGUAGES = frozenset(_TABLE)
DATA = frozenset({"json", "jsonc", "yaml", "toml"})
"""Languages whose names are keys of data, not pieces of a program."""


def language_of(path: PurePath) -> str | None:
    """LSP language id of a file by its name; None for a language we do not parse."""
    name = path.name.lower()
    if known := _BY_NAME.get(name):
        return known
    language = _BY_SUFFIX.get(path.suffix.lower())
    if language == "json" and (_WITH_COMMENTS.fullmatch(name) or path.parent.name == ".vscode"):
        return "jsonc"
    return language


def language_id(said: str) -> str:
    """The LSP language id for what an editor calls a language."""
    return _OTHER_IDS.get(said.lower(), said)


@cache
def grammar(language: str) -> Language | None:
    """Load a grammar at its first use; None for a language we do not parse."""
    if language not in _TABLE:
        return None
    entry = _TABLE[language]
    capsule: object = getattr(import_module(entry.module), entry.function)()
    return Language(capsule)


@cache
def query(language: str, subject: str) -> Query:
    """The query about a subject (`outline`, `folds`) for a language of `LANGUAGES`."""
    loaded = grammar(language)
    assert loaded is not None
    files = [_queries() / folder / f"{subject}.scm" for folder in _TABLE[language].queries]
    return Query(loaded, "\n".join(f.read_text(encoding="utf-8") for f in files if f.is_file()))


def _queries() -> Traversable:
    return resources.files("devmentor_analyzers.syntax") / "queries"
