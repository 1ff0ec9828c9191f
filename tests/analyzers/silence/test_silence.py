"""What is shown of findings that were made up for the test, in a real repository."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.checking.test_changes import git, repository
from tests.analyzers.documents import document, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.silence.silence import Silence
from devmentor_analyzers.silence.volume import Volume
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

__all__ = ["repository"]
TEXT = "one = 1\ntwo = 2\n\n\ndef three():\n    return 3\n"


@pytest.fixture
async def silence(repository: Path) -> AsyncGenerator[Silence]:
    saved(repository / "b.py", TEXT)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    made = Silence([repository], Volume(), Syntax(Settings()))
    yield made
    made.close()


def found(path: Path, line: int, severity: Severity, code: str = "c", source: str = "s") -> Finding:
    return Finding(
        path=str(path),
        range=Range.of(line, 0, line, 3),
        code=code,
        message="…",
        severity=severity,
        source=source,
    )


def everywhere(snapshot: Snapshot, severity: Severity, source: str = "s") -> list[Finding]:
    lines = range(snapshot.text.count("\n"))
    return [found(snapshot.path, line, severity, source=source) for line in lines]


async def lines(
    silence: Silence, snapshot: Snapshot, findings: list[Finding], *, whole: bool = True
) -> list[int]:
    left = await silence.left(snapshot, findings, whole=whole)
    assert silence.shown(snapshot.uri) == left or not whole
    return [each.range.start.line for each in left]


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.INFORMATION, Severity.HINT])
async def test_what_is_less_than_an_error_is_shown_on_new_lines(
    silence: Silence, repository: Path, severity: Severity
) -> None:
    here = saved(repository / "b.py", TEXT.replace("two = 2", "two = 22"))

    assert await lines(silence, here, everywhere(here, severity)) == [1]
    assert await lines(silence, here, everywhere(here, Severity.ERROR)) == list(range(6))


async def test_errors_come_first_and_the_rest_when_git_has_looked(
    silence: Silence, repository: Path
) -> None:
    here = saved(repository / "b.py", TEXT.replace("two = 2", "two = 22"))
    both = [found(here.path, 0, Severity.ERROR), found(here.path, 1, Severity.WARNING)]

    assert await lines(silence, here, both, whole=False) == [0]
    assert await lines(silence, here, both) == [0, 1]


async def test_who_wants_everything_gets_it_but_for_our_own_hints(
    silence: Silence, repository: Path
) -> None:
    silence.volume = Volume(scope="all")
    here = document(repository / "b.py", TEXT)

    assert len(await lines(silence, here, everywhere(here, Severity.HINT))) == 6
    assert await lines(silence, here, everywhere(here, Severity.HINT, "devmentor")) == []


async def test_a_hint_about_a_function_is_new_when_any_of_it_is(
    silence: Silence, repository: Path
) -> None:
    here = saved(repository / "b.py", TEXT.replace("return 3", "return 33"))
    about_three = found(here.path, 4, Severity.HINT, "too-complex", "devmentor")

    assert await lines(silence, here, [about_three]) == [4]
    assert await lines(silence, document(here.path, TEXT, 2), [about_three]) == [4]


async def test_comments_and_muted_rules_are_heeded_whatever_the_severity(
    silence: Silence, repository: Path
) -> None:
    here = saved(repository / "new.py", "a\nb  # devmentor: ignore[F401]\nc\n")
    (repository / "devmentor.toml").write_text('mute = ["of-project"]\n')
    silence.memory.mute("of-user")
    codes = ("F401", "of-project", "of-user", "other")
    findings = [found(here.path, 1, Severity.ERROR, code) for code in codes]
    left = await silence.left(here, findings, whole=True)

    assert [each.code for each in left] == ["other"]


async def test_a_name_that_no_rule_has_is_told_once(silence: Silence, repository: Path) -> None:
    text = "a  # devmentor: ignore[F4011]\nb  # devmentor: ignore[F4011, F401]\n"
    here = saved(repository / "new.py", text)
    (hint,) = await silence.left(here, [], whole=True)

    assert (hint.code, hint.severity, hint.source) == ("unknown-rule", Severity.HINT, "devmentor")
    assert hint.range == Range.of(0, 23, 0, 28)
    assert "`F4011`" in hint.message and "Did you mean `F401`?" in hint.message


async def test_only_so_many_hints_come_up(silence: Silence, repository: Path) -> None:
    silence.volume = Volume(hints_per_hour=2)
    here = saved(repository / "new.py", TEXT)

    assert len(await lines(silence, here, everywhere(here, Severity.HINT, "devmentor"))) == 2
    assert len(await lines(silence, here, everywhere(here, Severity.HINT))) == 6


async def test_of_a_file_that_is_not_open_the_same_is_shown(
    silence: Silence, repository: Path
) -> None:
    text = TEXT.replace("two = 2", "two = 22") + "four  # devmentor: ignore\n"
    here = saved(repository / "b.py", text)
    minor = await silence.left_on_disk(here, everywhere(here, Severity.WARNING))
    errors = await silence.left_on_disk(here, everywhere(here, Severity.ERROR))

    assert [each.range.start.line for each in minor] == [1]
    assert [each.range.start.line for each in errors] == list(range(6))
    assert await silence.left_on_disk(here, everywhere(here, Severity.HINT, "devmentor")) == []


async def test_a_document_that_was_closed_is_forgotten(silence: Silence, repository: Path) -> None:
    here = saved(repository / "new.py", TEXT)
    await silence.left(here, everywhere(here, Severity.ERROR), whole=True)
    silence.closed(here.uri)

    assert silence.shown(here.uri) == ()
