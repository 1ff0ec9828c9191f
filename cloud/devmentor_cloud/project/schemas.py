"""What projects look like to callers."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class NewProject(BaseModel):
    """A project to make."""

    name: str = Field(min_length=1, max_length=200)


class ProjectView(BaseModel):
    """A project."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    created_at: datetime


class Projects(BaseModel):
    """The organization's projects, by name."""

    projects: list[ProjectView]
