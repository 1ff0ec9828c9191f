"""Where the stores are."""

from pydantic import SecretStr

from devmentor_cloud.stores.addresses import StoreAddresses


def test_the_key_is_not_shown() -> None:
    stores = StoreAddresses("unix:///tmp/redis", "http://127.0.0.1:1", SecretStr("hunter2"))

    assert "hunter2" not in repr(stores)
