import pytest

from devmentor_analyzers.syntax.keyword_uses import keyword_uses, may_use
from devmentor_analyzers.syntax.parsed import Parsed


@pytest.mark.parametrize(
    ("code", "subject"),
    [
        ("match p:\n    case P(age=a):\n        pass\n", "P"),
        ("match p:\n    case [Q(1) | m.P(name='', age=3)] if x:\n        pass\n", "P"),
        ("match p:\n    case Q(inner=P(age=3)):\n        pass\n", "P"),
        ("replace(p, age=5)\n", "p"),
        ("dataclasses.replace(self.p, age=5)\n", "p"),
        ("attrs.evolve(P(4), age=5)\n", "P"),
        ("a.b._replace(age=5)\n", "b"),
        ("p.__replace__(age=5)\n", "p"),
    ],
)
def test_keywords_lead_to_whose_attributes_they_are(code: str, subject: str) -> None:
    parsed = Parsed("python", code)
    ((range, at),) = keyword_uses(parsed, "age")

    assert may_use(code, "age")
    assert code.splitlines()[range.start.line][range.start.character :].startswith("age=")
    assert code.splitlines()[at.line][at.character :].startswith(subject)


@pytest.mark.parametrize(
    "code",
    [
        "f(p, age=5)\n",
        "replace(p, size=age)\n",
        "replace(*p, age=5)\n",
        "replace(age=5)\n",
        "match p:\n    case P(size=age):\n        pass\n",
        "match p:\n    case {'age': age}:\n        pass\n",
        "age = replace(p)\n",
        "f()(p, age=5)\n",
    ],
)
def test_other_keywords_and_names_are_none(code: str) -> None:
    assert keyword_uses(Parsed("python", code), "age") == []


@pytest.mark.parametrize("text", ["p.age = 1\ncase = 2\n", "age == replace\n", "f(age=1)\n"])
def test_most_files_need_not_be_parsed(text: str) -> None:
    assert not may_use(text, "age")
