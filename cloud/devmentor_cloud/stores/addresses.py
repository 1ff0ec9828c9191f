"""Where the stores of a running tier are, embedded or not."""

from dataclasses import dataclass

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class StoreAddresses:
    """The database is not among them: its URL is a setting, embedded or not."""

    redis_url: str
    qdrant_url: str
    qdrant_key: SecretStr | None
