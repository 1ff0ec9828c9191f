"""A condition that is not understood is refused: skipping it would show too much."""

from typing import Any

import pytest
from pydantic import ValidationError

from devmentor_cloud.qdrant_edge.requests import CreateCollection, Delete, Filter, Query, Upsert

UNKNOWN: list[dict[str, Any]] = [
    {"must": [{"key": "tenant", "match": {"text": "blue"}}]},
    {"must": [{"key": "tenant"}]},
    {"must": [{"key": "tenant", "geo_radius": {}}]},
    {"min_should": {"conditions": [], "min_count": 1}},
    {"must": [{"nested": {"key": "a", "filter": {}}}]},
    {"must": [{}, {"unknown": 1}]},
]


@pytest.mark.parametrize("filter_", UNKNOWN)
def test_an_unknown_condition_is_refused(filter_: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Filter.model_validate(filter_)


@pytest.mark.parametrize(
    "query",
    [
        {"prefetch": [{"query": [1.0]}]},
        {"query": {"fusion": "rrf"}},
        {"query": {"recommend": {"positive": [1]}}},
        {"limit": 0},
        {"limit": 10_001},
    ],
)
def test_a_query_beyond_this_server_is_refused(query: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Query.model_validate(query)


def test_nothing_is_deleted_without_saying_what() -> None:
    with pytest.raises(ValidationError):
        Delete.model_validate({})


def test_sparse_vectors_are_refused() -> None:
    with pytest.raises(ValidationError):
        CreateCollection.model_validate({"vectors": {}, "sparse_vectors": {"words": {}}})


@pytest.mark.parametrize("id_", ["not-a-uuid", -1, 1.5, None])
def test_an_id_is_a_number_or_a_uuid(id_: object) -> None:
    with pytest.raises(ValidationError):
        Upsert.model_validate({"points": [{"id": id_, "vector": [1.0]}]})


def test_a_single_unnamed_vector_has_the_empty_name() -> None:
    request = CreateCollection.model_validate({"vectors": {"size": 3, "distance": "Dot"}})

    assert list(request.named) == [""]
