import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.advice.dead_names import private_names, unused_names
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Tag

DEAD = {
    "python": [
        "def _gone():\n    pass\n",
        "class _Gone:\n    pass\n",
        "class A:\n    def _gone(self):\n        pass\n",
        "class A:\n    def __gone(self):\n        pass\n",
        "def _gone(n):\n    return _gone(n - 1)\n",
        "def _gone(): ...\n\n\ndef _gone_too_far(): ...\n\n\n_gone_too_far()\n",
    ],
    "typescript": ["import './a';\nfunction gone() {}\n", "export const a = 1;\nclass gone {}\n"],
    "java": ["class A { private void gone() {} }\n"],
    "c": ["static int gone(int a) { return a; }\n"],
}
ALIVE = {
    "python": [
        "def public():\n    pass\n",
        "def _used():\n    pass\n\n\n_used()\n",
        "def _named():\n    pass\n\n\ngetattr(module, '_named')()\n",
        "def _late(): ...\n\n\ndef f(x):\n    return globals()[f'_{x}']\n",
        "class A:\n    def _do_x(self): ...\n\n    def f(self, x):\n        getattr(self, f'_do_{x}')()\n",
        "@register\ndef _hook():\n    pass\n",
        "class A:\n    @hook\n    def _on_load(self): ...\n",
        "class A(Base):\n    def _hook(self): ...\n",
        "class HookMixin:\n    def _hook(self): ...\n",
        "class A:\n    def _missing_(self): ...\n\n    def __repr__(self): ...\n",
        "def _(text): ...\n",
        "__all__ = ['_kept']\n\n\ndef _kept(): ...\n",
        "try:\n    from fast import _go\nexcept ImportError:\n    def _go(): ...\n",
        "def _broken(): ...\n\n\ndef f(:\n",
    ],
    "javascript": [
        "function onPage() {}\n",
        "export function shared() {}\n",
        "import './a';\nfunction used() {}\nused();\n",
        "import './a';\nfunction Component() {}\nrender(<Component />);\n",
    ],
    "java": [
        "class A { private void used() {} void f() { used(); } }\n",
        "class A { @Inject private void hook() {} }\n",
        "class A { private void readObject(Stream s) {} }\n",
        "class A { void open() {} }\n",
    ],
    "c": [
        "int open(int a) { return a; }\n",
        "static int used(int a) { return a; }\nint b = used(1);\n",
        "#define GO(x) x##_go()\nstatic int a_go() { return 1; }\n",
    ],
}


def unused(text: str, language: str = "python", path: str = "a") -> list[str]:
    found = unused_names(Parsed(language, text), path, lambda _: False)
    return [each.message for each in found if each]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in DEAD for text in DEAD[language]]
)
def test_a_private_name_that_nothing_mentions_is_dead(language: str, text: str) -> None:
    (found,) = unused(text, language)

    assert "gone" in found.lower()


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in ALIVE for text in ALIVE[language]]
)
def test_whatever_may_be_used_is_not_told(language: str, text: str) -> None:
    assert unused(text, language) == []


def test_editors_may_fade_it_and_it_stands_on_the_name() -> None:
    (found,) = [
        each for each in unused_names(Parsed("python", DEAD["python"][0]), "a", _no) if each
    ]

    assert found.tags == (Tag.UNNECESSARY,)
    assert (found.range.start.character, found.range.end.character) == (4, 9)


def _no(_: str) -> bool:
    return False


def test_a_use_in_another_file_counts() -> None:
    parsed = Parsed("python", DEAD["python"][0])

    assert [*unused_names(parsed, "a.py", lambda name: name == "_gone")] == [None]


@pytest.mark.parametrize(("path", "language"), [("a.pyi", "python"), ("a.h", "c")])
def test_declarations_for_others_are_left_alone(path: str, language: str) -> None:
    assert unused(DEAD[language][0], language, path) == []


def test_private_names_are_known_in_code_strings_and_comments() -> None:
    text = "_a = x._b\n# _c\n'_d'\nnot_private = __e\n"

    assert private_names(Parsed("python", text)) == {"_a", "_b", "_c", "_d", "__e"}


@given(st.text(alphabet="def_ class:\n()\tAx='#@", max_size=120))
def test_any_text_is_bearable(text: str) -> None:
    unused(text)
