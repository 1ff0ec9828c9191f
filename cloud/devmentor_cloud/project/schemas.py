"""What projects look like to callers."""

import unicodedata
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


def _without_controls(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError("must not have control characters")
    return text


NoControls = AfterValidator(_without_controls)
"""Makes a field one line of text that every store can keep."""


class NewProject(BaseModel):
    """A project to make."""

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NoControls
    ]


class ProjectView(BaseModel):
    """A project."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    created_at: datetime


class Projects(BaseModel):
    """The organization's projects, by name."""

    projects: list[ProjectView]
