from pathlib import Path

import pytest
from tests.analyzers.silence.test_comments import PIECES

from devmentor_analyzers.silence.commenting import (
    heed_in_file,
    ignore_in_file,
    ignore_on_line,
)
from devmentor_analyzers.silence.comments import STYLES
from devmentor_analyzers.silence.ignores import ignores
from devmentor_analyzers.syntax.languages import LANGUAGES, language_of
from devmentor_analyzers.syntax.parsed import Parsed

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "languages").iterdir())


def on_line(language: str, text: str, line: int, rule: str = "one") -> str | None:
    found = ignore_on_line(Parsed(language, text), line, rule)
    return found.of(text) if found else None


def in_file(language: str, text: str, rule: str = "one") -> str | None:
    found = ignore_in_file(Parsed(language, text), rule)
    return found.of(text) if found else None


@pytest.mark.parametrize("language", sorted(PIECES))
def test_every_language_has_a_comment_behind_its_code(language: str) -> None:
    before, after = STYLES[language]

    found = on_line(language, f"{PIECES[language]}\n", 0)

    assert found == f"{PIECES[language]}  {before}devmentor: ignore[one]{after}\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_any_line_of_real_code_is_muted_without_harm_or_not_at_all(sample: Path) -> None:
    language = language_of(sample)
    assert language is not None
    parsed = Parsed(language, sample.read_text(encoding="utf-8"))
    done = 0
    for line in range(min(len(parsed.lines.starts), 60)):
        found = ignore_on_line(parsed, line, "one")
        if found is None:
            continue
        done += 1
        after = Parsed(language, found.of(parsed.text))
        assert after.tree.root_node.has_error == parsed.tree.root_node.has_error
        assert ignores(after).comments

    assert done or language == "json"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_language_has_a_comment_for_the_file_and_it_can_be_taken_back(sample: Path) -> None:
    language = language_of(sample)
    assert language is not None
    text = sample.read_text(encoding="utf-8")
    muted = in_file(language, text)
    if muted is None:
        assert language == "json"
        return
    parsed = Parsed(language, muted)
    back = heed_in_file(parsed, "one")

    assert ignores(parsed).in_file == (frozenset({"one"}),)
    assert back is not None and back.of(muted) == text


def test_json_has_no_comments() -> None:
    assert LANGUAGES - set(STYLES) == {"json"}
    assert on_line("json", "[1]\n", 0) is None
    assert in_file("json", "[1]\n") is None


def test_a_long_line_gets_its_comment_above_indented_as_it_is() -> None:
    text = "if a:\n    x = [" + "1, " * 40 + "]\n"

    assert (on_line("python", text, 1) or "").splitlines()[1] == "    # devmentor: ignore[one]"


def test_a_comment_that_is_there_is_extended() -> None:
    behind = "x = 1  # devmentor: ignore[two] as it is\n"
    above = "# devmentor: ignore[two]\n@cached\ndef f(): ...\n"
    whole = "x = 1\n# devmentor: ignore-file[two]\n"

    assert on_line("python", behind, 0) == "x = 1  # devmentor: ignore[two, one] as it is\n"
    assert on_line("python", above, 2) == above.replace("two", "two, one")
    assert in_file("python", whole) == whole.replace("two", "two, one")


@pytest.mark.parametrize(
    ("language", "text", "line", "expected"),
    [
        ("python", 'x = """a\nb"""\n', 0, '# devmentor: ignore[one]\nx = """a\nb"""\n'),
        ("python", "x = 1 + \\\n    2\n", 0, "# devmentor: ignore[one]\nx = 1 + \\\n    2\n"),
        ("python", "x = 1 + \\\n    2\n", 1, "x = 1 + \\\n    2  # devmentor: ignore[one]\n"),
        ("python", "x = 1\r\ny = 2\r\n", 1, "x = 1\r\ny = 2  # devmentor: ignore[one]\r\n"),
        ("python", "x = 1", 0, "x = 1  # devmentor: ignore[one]"),
        ("c", "#define A \\\n  1\n", 0, "// devmentor: ignore[one]\n#define A \\\n  1\n"),
        (
            "typescriptreact",
            "let x = <a>\n  <b/>\n</a>;\n",
            1,
            "let x = <a>\n  {/* devmentor: ignore[one] */}\n  <b/>\n</a>;\n",
        ),
    ],
)
def test_the_comment_goes_where_it_is_one(
    language: str, text: str, line: int, expected: str
) -> None:
    assert on_line(language, text, line) == expected


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        ("python", 'x = """\nb\nc"""\n', 1),
        ("markdown", "```\na\nb\n```\n", 1),
        ("yaml", "a: |\n  b\n  c\n", 1),
        ("shellscript", "cat <<E\na\nb\nE\n", 1),
    ],
)
def test_where_no_comment_can_stand_none_is_written(language: str, text: str, line: int) -> None:
    assert on_line(language, text, line) is None


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("python", "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"),
        ("shellscript", "#!/bin/sh\n"),
        ("php", "<?php\n"),
        ("html", "<!DOCTYPE html>\n"),
        ("css", '@charset "utf-8";\n'),
        ("markdown", "---\ntitle: a\n---\n"),
    ],
)
def test_what_has_to_be_first_stays_first(language: str, first: str) -> None:
    text = f"{first}\n{PIECES[language].removeprefix('<?php ')}\n"
    found = in_file(language, text)

    assert found is not None and found.startswith(first)
    assert "devmentor: ignore-file[one]" in found.removeprefix(first).splitlines()[0]


def test_one_of_several_rules_is_taken_back() -> None:
    text = "# devmentor: ignore-file[one, two, three]\nx = 1\n"
    for rule, left in (("one", "two, three"), ("two", "one, three"), ("three", "one, two")):
        found = heed_in_file(Parsed("python", text), rule)

        assert found is not None
        assert found.of(text) == text.replace("one, two, three", left)
    assert heed_in_file(Parsed("python", text), "four") is None
