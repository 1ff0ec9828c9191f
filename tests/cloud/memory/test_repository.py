"""The queries that the endpoints' tests do not reach, on both databases."""

import pytest
from tests.cloud.memory.test_models import row

from devmentor_cloud.memory import repository
from devmentor_cloud.memory.repository import Visible
from devmentor_cloud.stores.database import Database

BLUE = Visible.to("blue", "ann", None)


@pytest.fixture
async def database(database_url: str):
    opened = Database(database_url)
    yield opened
    await opened.close()


async def test_the_first_of_two_equals_is_the_one_kept(database: Database) -> None:
    async with database.writing() as session:
        first, is_new = await repository.keep(session, row())
        again, is_new_again = await repository.keep(session, row(text="use utc"))

    assert (is_new, is_new_again) == (True, False)
    assert again.id == first.id
    assert again.text == "Use UTC"


async def test_a_term_is_never_a_pattern(database: Database) -> None:
    async with database.writing() as session:
        await repository.keep(session, row(text="a b", content_hash="1"))
        await repository.keep(session, row(text="100% sure", content_hash="2"))

    async with database.reading() as session:
        found = await repository.find_candidates(session, BLUE, (), ["%"], None)

    assert [one.text for one in found] == ["100% sure"]


async def test_case_does_not_matter_to_candidates(database: Database) -> None:
    async with database.writing() as session:
        await repository.keep(session, row(text="Use UTC"))

    async with database.reading() as session:
        assert await repository.find_candidates(session, BLUE, (), ["utc"], None)
        assert not await repository.find_candidates(session, BLUE, (), [], None)


async def test_rows_say_which_vectors_they_have(database: Database) -> None:
    async with database.writing() as session:
        kept, _ = await repository.keep(session, row())
        assert [one.id for one in await repository.without_vector(session, "m", 9)] == [kept.id]
        await repository.mark_vectors(session, [kept.id], "m")
        assert not await repository.without_vector(session, "m", 9)
        assert await repository.without_vector(session, "another model", 9)
        await repository.forget_vectors(session, "m")
        assert await repository.without_vector(session, "m", 9)


async def test_candidates_with_more_of_the_terms_come_first(database: Database) -> None:
    async with database.writing() as session:
        await repository.keep(session, row(text="retry with jitter", content_hash="1"))
        await repository.keep(session, row(text="retry", content_hash="2"))

    async with database.reading() as session:
        found = await repository.find_candidates(session, BLUE, (), ["retr", "jitter"], None)

    assert [one.text for one in found] == ["retry with jitter", "retry"]
