from pathlib import Path

from tests.analyzers.history.repositories import commit, repository

from devmentor_analyzers.history.people import named, text
from devmentor_analyzers.history.repository import repository_of


async def test_the_mailmap_says_who_is_who(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / ".mailmap").write_text("Ada Lovelace <ada@example.org> <lady@home.org>\n")
    commit(tmp_path)
    identities = {7: (b"Countess", b"lady@home.org"), 9: (b"Ada Lovelace", b"ada@example.org")}

    people, who = await named(await repository_of(tmp_path), identities)

    assert people == ["Ada Lovelace"]
    assert who == {7: 0, 9: 0}


async def test_one_name_or_one_address_is_one_person(tmp_path: Path) -> None:
    repository(tmp_path)
    commit(tmp_path)
    identities = {
        1: (b"Ada", b"ada@example.org"),
        2: (b"ada", b"ada@home.org"),
        3: (b"A. L.", b"ADA@home.org"),
        4: (b"Bob", b"bob@example.org"),
        5: (b"", b""),
    }

    people, who = await named(await repository_of(tmp_path), identities)

    assert people == ["Ada", "Bob", "nobody"]
    assert who == {1: 0, 2: 0, 3: 0, 4: 1, 5: 2}


async def test_names_that_git_cannot_read_stay_as_they_are(tmp_path: Path) -> None:
    repository(tmp_path)
    commit(tmp_path)

    people, _ = await named(await repository_of(tmp_path), {1: (b"A < b", b"x>y"), 2: (b"B", b"b")})

    assert len(people) == 2


def test_names_that_are_not_utf8_are_read_as_they_were_meant() -> None:
    assert text("Ren\u00e9".encode("latin-1")) == "Ren\u00e9"
    assert text(b"\x1b[31mAda\x00") == "[31mAda"
