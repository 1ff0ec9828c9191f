"""The memory service from outside: real databases, a real vector store, the real model."""

import asyncio

import pytest
from tests.cloud.memory.running import Service

ANCHOR = {"path": "src/pay.py", "symbol": "charge", "syntaxHash": "abc", "commit": "0a1b2c"}


async def test_a_memory_is_kept_with_its_provenance(service: Service) -> None:
    kept = await service["ann"].remember(
        "Amounts are integers in cents.", kind="convention", scope="organization", anchor=ANCHOR
    )

    memory = kept["memory"]
    shown = await service["bob"].client.get(f"/v1/memories/{memory['id']}")
    assert not kept["merged"]
    assert shown.json() == memory
    assert memory["author"] == "Ann"
    assert memory["anchor"] == ANCHOR
    assert (memory["kind"], memory["scope"]) == ("convention", "organization")


async def test_the_same_text_in_the_same_place_is_kept_once(service: Service) -> None:
    first = await service["ann"].remember("Use UTC everywhere.", scope="project", project="shop")
    again = await service["bob"].remember("use  UTC everywhere", scope="project", project="shop")
    elsewhere = await service["bob"].remember("Use UTC everywhere.", scope="project", project="api")
    private = await service["bob"].remember("Use UTC everywhere.")

    assert again["merged"]
    assert again["memory"] == first["memory"]
    assert not elsewhere["merged"]
    assert not private["merged"]


async def test_the_same_text_ten_times_at_once_is_one_memory(service: Service) -> None:
    kept = await asyncio.gather(
        *(service["ann"].remember("One and only.", scope="organization") for _ in range(10))
    )

    assert len({one["memory"]["id"] for one in kept}) == 1
    assert [one["merged"] for one in kept].count(False) == 1


async def test_an_organization_sees_nothing_of_another(service: Service) -> None:
    kept = await service["ann"].remember("The blue secret handshake.", scope="organization")
    await service.index.idle()

    path = f"/v1/memories/{kept['memory']['id']}"
    assert await service["bob"].texts("secret handshake") == ["The blue secret handshake."]
    assert await service["eve"].recall("The blue secret handshake.") == []
    assert (await service["eve"].list())["memories"] == []
    assert (await service["eve"].client.get(path)).status_code == 404
    assert (await service["eve"].client.delete(path)).status_code == 404


async def test_a_users_own_memory_is_seen_by_nobody_else(service: Service) -> None:
    kept = await service["ann"].remember("I always forget how zip strict works.")
    await service.index.idle()

    path = f"/v1/memories/{kept['memory']['id']}"
    assert await service["ann"].texts("zip strict") == ["I always forget how zip strict works."]
    assert await service["bob"].recall("I always forget how zip strict works.") == []
    assert (await service["bob"].list())["memories"] == []
    assert (await service["bob"].client.get(path)).status_code == 404
    assert (await service["bob"].client.delete(path)).status_code == 404


async def test_a_projects_memory_is_found_in_that_project_only(service: Service) -> None:
    await service["ann"].remember("Retries use jitter.", scope="project", project="shop")
    await service.index.idle()

    assert await service["bob"].texts("retry jitter", project="shop") == ["Retries use jitter."]
    assert await service["bob"].recall("retry jitter", project="api") == []
    assert await service["bob"].recall("retry jitter") == []


async def test_a_retired_memory_is_found_by_nobody(service: Service) -> None:
    kept = await service["ann"].remember("Deploys happen on Fridays.", scope="organization")
    await service.index.idle()
    path = f"/v1/memories/{kept['memory']['id']}"

    assert (await service["bob"].client.delete(path)).status_code == 204

    await service.index.idle()
    assert await service["ann"].recall("Deploys happen on Fridays.") == []
    assert (await service["ann"].client.get(path)).status_code == 404
    assert not (await service["ann"].remember("Deploys happen on Fridays."))["merged"]


async def test_a_memory_takes_the_place_of_the_one_it_supersedes(service: Service) -> None:
    old = await service["ann"].remember("The timeout is 10 seconds.", scope="organization")
    await service["bob"].remember(
        "The timeout is 30 seconds.", scope="organization", supersedes=old["memory"]["id"]
    )
    await service.index.idle()

    assert await service["ann"].texts("timeout seconds") == ["The timeout is 30 seconds."]
    lost = await service["eve"].client.post(
        "/v1/memories", json={"text": "x", "supersedes": old["memory"]["id"]}
    )
    assert lost.status_code == 404


async def test_memories_are_listed_newest_first_in_pages(service: Service) -> None:
    for number in range(5):
        await service["ann"].remember(f"Fact {number}")
    await service["ann"].remember("A decision", kind="decision")

    first = await service["ann"].list(limit=4)
    second = await service["ann"].list(limit=4, after=first["next"])
    decisions = await service["ann"].list(kind="decision")

    texts = [one["text"] for one in [*first["memories"], *second["memories"]]]
    assert texts == ["A decision", *(f"Fact {number}" for number in (4, 3, 2, 1, 0))]
    assert second["next"] is None
    assert [one["text"] for one in decisions["memories"]] == ["A decision"]


async def test_recall_keeps_to_the_kinds_asked_for(service: Service) -> None:
    await service["ann"].remember("Tabs were discussed.", kind="episode")
    await service["ann"].remember("Tabs are forbidden.", kind="convention")
    await service.index.idle()

    assert await service["ann"].texts("tabs", kinds=["convention"]) == ["Tabs are forbidden."]


async def test_a_memory_of_the_code_at_hand_comes_first_and_says_so(service: Service) -> None:
    await service["ann"].remember("Rounding is half-even.", anchor={"path": "src/tax.py"})
    await service["ann"].remember("Rounding is half-up here.", anchor=ANCHOR)
    await service.index.idle()

    found = await service["ann"].recall("rounding", near=ANCHOR)

    assert found[0]["memory"]["text"] == "Rounding is half-up here."
    assert "is about charge" in found[0]["why"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 8_001}, "text"),
        ({"text": "x", "scope": "project"}, "names its project"),
        ({"text": "x", "scope": "galaxy"}, "scope"),
        ({}, "text"),
    ],
)
async def test_what_cannot_be_kept_is_refused_with_the_reason(
    service: Service, body: dict[str, str], says: str
) -> None:
    response = await service["ann"].client.post("/v1/memories", json=body)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"]


async def test_nobody_gets_in_without_a_token(service: Service) -> None:
    answers = [
        await service.anonymous.get("/v1/memories"),
        await service.anonymous.post("/v1/memories", json={"text": "x"}),
        await service.anonymous.post("/v1/memories/recall", json={"query": "x"}),
        await service.anonymous.delete("/v1/memories/1"),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE memories; --", "the of and", "日本語"])
async def test_odd_queries_are_answered(service: Service, query: str) -> None:
    await service["ann"].remember("100% of tests pass")
    await service.index.idle()

    assert isinstance(await service["ann"].recall(query), list)
