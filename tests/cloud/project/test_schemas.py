"""What projects look like."""

import pytest
from pydantic import ValidationError

from devmentor_cloud.project.schemas import NewProject


def test_a_name_has_a_length() -> None:
    with pytest.raises(ValidationError):
        NewProject(name="x" * 201)
