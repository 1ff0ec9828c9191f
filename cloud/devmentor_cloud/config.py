"""What a tier is told: every `DEVMENTOR_*` variable, read and validated once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from devmentor_protocol.runtime import data_folder

Service = Literal["gateway", "auth", "memory", "project"]
PORT_OFFSETS: Final[Mapping[Service, int]] = {"gateway": 1, "auth": 2, "memory": 3, "project": 5}
_PREFIX: Final = "DEVMENTOR_"
VARIABLES: Final = {
    "database_url": "DATABASE_URL",
    "redis_url": "REDIS_URL",
    "qdrant_url": "QDRANT_URL",
    "qdrant_key": "QDRANT_KEY",
    "host": "HOST",
    "port_base": "PORT_BASE",
    "provider_url": "PROVIDER_URL",
    "provider_key": "PROVIDER_KEY",
    "model": "MODEL",
    "embeddings_url": "EMBEDDINGS_URL",
    "embeddings_key": "EMBEDDINGS_KEY",
    "embeddings_model": "EMBEDDINGS_MODEL",
    "weights": "WEIGHTS",
    "local_model": "LOCAL_MODEL",
    "detect_models": "DETECT_MODELS",
    "log_level": "LOG_LEVEL",
}


_WEB: Final = ("http://", "https://")
_SCHEMES: Final[Mapping[str, tuple[str, ...]]] = {
    "database_url": ("sqlite+aiosqlite://", "postgresql+asyncpg://"),
    "redis_url": ("redis://", "rediss://", "unix://"),
    "qdrant_url": _WEB,
    "provider_url": _WEB,
    "embeddings_url": _WEB,
}
_LOOPBACK_OF: Final[Mapping[str, str]] = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Where a server that listens everywhere is called from its own machine."""


class ConfigError(Exception):
    """A setting that cannot be used; the message names the variable and what it takes."""


class Settings(BaseModel):
    """How one tier runs. A store without a URL is embedded: a child process of the tier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default_factory=data_folder)
    host: str = "127.0.0.1"
    port_base: int = Field(default=3000, ge=1, le=65_530)
    database_url: str | None = Field(default=None, repr=False)  # URLs may hold passwords
    redis_url: str | None = Field(default=None, repr=False)
    qdrant_url: str | None = Field(default=None, repr=False)
    qdrant_key: SecretStr | None = None
    provider_url: str | None = Field(default=None, repr=False)
    """Base URL of an OpenAI-compatible endpoint, `/v1` included."""

    provider_key: SecretStr | None = None
    model: str | None = None
    embeddings_url: str | None = Field(default=None, repr=False)
    """Base URL of an endpoint with OpenAI's `/embeddings`; None: the model on this machine."""

    embeddings_key: SecretStr | None = None
    embeddings_model: str = "text-embedding-3-small"
    weights: Path | None = None
    """A GGUF file for the local model; None: the newest in the data folder, or the package's."""

    local_model: bool = True
    detect_models: bool = True
    """Look for a running Ollama, LM Studio or llama.cpp on this machine."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator(*_SCHEMES)
    @classmethod
    def _begins_as_it_must(cls, url: str | None, info: ValidationInfo) -> str | None:
        schemes = _SCHEMES[info.field_name or ""]
        if url is not None and not url.startswith(schemes):
            raise ValueError(f"must begin with {' or '.join(schemes)}")
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_any_case(cls, level: object) -> object:
        return level.lower() if isinstance(level, str) else level

    @property
    def database(self) -> str:
        """The database's URL, the embedded one included."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'devmentor.db'}"

    def port(self, service: Service) -> int:
        """The port a service listens at."""
        return self.port_base + PORT_OFFSETS[service]

    def url(self, service: Service) -> str:
        """The address of a service, for programs on this machine."""
        host = _LOOPBACK_OF.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port(service)}"


def load_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the environment; `overrides` (command-line options) win. Raises `ConfigError`."""
    variables = os.environ if environment is None else environment
    values: dict[str, Any] = {
        name: value
        for name, variable in VARIABLES.items()
        if (value := variables.get(_PREFIX + variable))
    }
    try:
        return Settings.model_validate({**values, **overrides})
    except ValidationError as error:
        raise ConfigError(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    """Name each variable and what is wrong, never its value: it may hold a password."""
    lines: list[str] = []
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        name = str(problem["loc"][0]) if problem["loc"] else "settings"
        variable = _PREFIX + VARIABLES.get(name, name.upper())
        lines.append(f"{variable}: {problem['msg'].removeprefix('Value error, ')}.")
    return "\n".join(lines)
