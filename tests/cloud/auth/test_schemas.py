"""What auth says."""

from devmentor_cloud.auth.schemas import Me


def test_a_caller_is_described_by_plain_values() -> None:
    me = Me(user_id="u", name="n", organization_id="o", organization="O", role="owner", scopes=[])

    assert set(me.model_dump()) == {
        "user_id",
        "name",
        "organization_id",
        "organization",
        "role",
        "scopes",
    }
