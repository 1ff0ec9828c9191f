"""Every table in one place."""

from devmentor_cloud.stores.tables import METADATA


def test_every_table_but_the_people_names_its_organization() -> None:
    shared = {"organizations", "users"}

    assert not [
        name
        for name, table in METADATA.tables.items()
        if name not in shared and "organization_id" not in table.c
    ]
