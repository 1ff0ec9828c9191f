import pytest
from pydantic import ValidationError

from devmentor_protocol.tools import ReadParams


def test_a_read_starts_at_the_first_line_and_goes_to_the_end_unless_told() -> None:
    params = ReadParams(path="a.py")

    assert (params.start_line, params.end_line) == (1, None)


def test_lines_are_counted_from_one() -> None:
    with pytest.raises(ValidationError):
        ReadParams(path="a.py", start_line=0)
