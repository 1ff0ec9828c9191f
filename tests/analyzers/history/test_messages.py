import os
from pathlib import Path

from tests.analyzers.history.repositories import BOB, START, commit, git, repository

from devmentor_analyzers.history.messages import Message, messages
from devmentor_analyzers.history.repository import repository_of


async def test_a_message_has_a_subject_and_a_body(tmp_path: Path) -> None:
    repository(tmp_path)
    one = commit(tmp_path, "Count to two\n\nBecause one is not enough.\n\nFixes #12")
    two = commit(tmp_path, "Correct\ntwo", author=BOB, day=1)

    found = await messages(await repository_of(tmp_path), [one, two])

    body = "Because one is not enough.\n\nFixes #12"
    assert found == {
        one: Message(one, "Ada", START, "Count to two", body),
        two: Message(two, "Bob", START + 86_400, "Correct two", ""),
    }


async def test_a_message_in_any_encoding_is_read(tmp_path: Path) -> None:
    repository(tmp_path)
    odd = commit(tmp_path, os.fsdecode(b"Caf\xe9 \x1b[31m"), author=os.fsdecode(b"Ren\xe9 <r@r>"))

    found = (await messages(await repository_of(tmp_path), [odd]))[odd]

    assert (found.author, found.subject) == ("René", "Café [31m")


async def test_a_commit_without_words_has_none(tmp_path: Path) -> None:
    repository(tmp_path)
    git(tmp_path, "commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "")
    silent = git(tmp_path, "rev-parse", "HEAD")

    found = (await messages(await repository_of(tmp_path), [silent]))[silent]

    assert (found.subject, found.body) == ("", "")
