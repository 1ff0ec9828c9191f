from devmentor_cloud.gateway.models import EventRow


def test_an_event_is_known_by_its_organization_and_its_own_id() -> None:
    assert [column.name for column in EventRow.__table__.primary_key] == ["organization_id", "id"]
