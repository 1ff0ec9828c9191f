import uuid

import pytest
import qdrant_edge as engine

from devmentor_cloud.qdrant_edge import requests, translate


def test_an_id_is_written_as_json_has_it() -> None:
    id_ = uuid.UUID(int=1)

    assert translate.from_id(id_) == str(id_)
    assert translate.from_id(7) == 7
    assert translate.from_id(None) is None


@pytest.mark.parametrize("kind", ["keyword", "integer", "float", "bool", "datetime", "uuid"])
def test_an_index_of_a_known_kind_is_made(kind: str) -> None:
    request = requests.CreateIndex(field_name="tenant", field_schema=kind)

    assert isinstance(translate.to_index(request), engine.UpdateOperation)


@pytest.mark.parametrize("kind", ["geo", "text", None])
def test_another_index_is_left_out(kind: str | None) -> None:
    request = requests.CreateIndex(field_name="tenant", field_schema=kind)

    assert translate.to_index(request) is None


def test_no_filter_is_no_filter() -> None:
    assert translate.to_filter(None) is None
    assert isinstance(translate.to_filter(requests.Filter()), engine.Filter)
