"""The table of projects."""

from devmentor_cloud.project.models import Project


def test_a_project_names_its_organization() -> None:
    assert not Project.__table__.c["organization_id"].nullable
