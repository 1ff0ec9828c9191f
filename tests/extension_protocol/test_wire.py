import pytest
from pydantic import ValidationError

from devmentor_protocol.wire import Nothing, Wire


class Pair(Wire):
    first_part: int
    second_part: int = 2


def test_values_are_snake_case_inside_and_camel_case_outside() -> None:
    assert Pair.model_validate({"firstPart": 1}) == Pair(first_part=1)
    assert Pair(first_part=1).model_dump() == {"firstPart": 1, "secondPart": 2}


def test_a_value_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Pair(first_part=1).first_part = 3  # pyright: ignore[reportAttributeAccessIssue] - that is the point


def test_fields_of_a_newer_version_are_ignored() -> None:
    assert Nothing.model_validate({"more": 1}) == Nothing()
