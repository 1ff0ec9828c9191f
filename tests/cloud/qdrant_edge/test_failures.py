import json

import pytest

from devmentor_cloud.qdrant_edge import failures


def test_a_failure_has_qdrants_shape() -> None:
    response = failures.no_collection("memories").response()

    assert response.status_code == 404
    error = json.loads(bytes(response.body))["status"]["error"]
    assert error == "Not found: Collection `memories` doesn't exist!"


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("Vector dimension error: expected dim: 384, got 3", 400),
        ("Service runtime error: Shard is not initialized", 500),
    ],
)
def test_the_engines_refusals_are_told_from_its_failures(message: str, status: int) -> None:
    assert failures.engine_failed(Exception(message)).status == status


def test_our_own_failures_stay_what_they_are() -> None:
    ours = failures.bad_request("no")

    assert failures.engine_failed(ours) is ours
