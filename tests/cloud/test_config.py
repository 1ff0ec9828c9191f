"""What a tier is told."""

from pathlib import Path

import pytest

from devmentor_cloud.config import ConfigError, Settings, load_settings


def test_nothing_needs_to_be_set(devmentor_home: Path) -> None:
    settings = load_settings({})

    assert settings.data_dir == devmentor_home
    assert settings.database == f"sqlite+aiosqlite:///{devmentor_home / 'devmentor.db'}"
    assert settings.url("gateway") == "http://127.0.0.1:3001"
    assert settings.url("project") == "http://127.0.0.1:3005"


def test_options_win_over_the_environment() -> None:
    settings = load_settings({"DEVMENTOR_PORT_BASE": "4000"}, port_base=5000)

    assert settings.port("auth") == 5002


def test_what_cannot_be_used_is_named_without_its_value() -> None:
    with pytest.raises(ConfigError) as refusal:
        load_settings({"DEVMENTOR_DATABASE_URL": "postgres://me:hunter2@host/db"})

    assert "DEVMENTOR_DATABASE_URL" in str(refusal.value)
    assert "postgresql+asyncpg://" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


def test_every_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigError) as refusal:
        load_settings({"DEVMENTOR_PORT_BASE": "high", "DEVMENTOR_LOG_LEVEL": "loud"})

    assert "DEVMENTOR_PORT_BASE" in str(refusal.value)
    assert "DEVMENTOR_LOG_LEVEL" in str(refusal.value)


def test_secrets_are_not_shown() -> None:
    settings = load_settings({"DEVMENTOR_PROVIDER_KEY": "sk-secret"})

    assert "sk-secret" not in repr(settings)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port_base = 1  # pyright: ignore[reportAttributeAccessIssue] - that is the point


@pytest.mark.parametrize("variable", ["DATABASE_URL", "REDIS_URL", "QDRANT_URL", "PROVIDER_URL"])
def test_a_password_in_a_url_is_not_shown_and_neither_in_an_error(variable: str) -> None:
    schemes = {"DATABASE_URL": "postgresql+asyncpg", "REDIS_URL": "redis"}
    url = f"{schemes.get(variable, 'https')}://me:hunter2@host/1"

    settings = load_settings({f"DEVMENTOR_{variable}": url})
    with pytest.raises(ConfigError, match=f"DEVMENTOR_{variable}: must begin with") as refusal:
        load_settings({f"DEVMENTOR_{variable}": f"ftp{url}"})

    assert "hunter2" not in repr(settings) + str(refusal.value)


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert load_settings({"DEVMENTOR_DATABASE_URL": ""}).database_url is None


def test_a_level_may_be_written_in_any_case() -> None:
    assert load_settings({"DEVMENTOR_LOG_LEVEL": "WARNING"}).log_level == "warning"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:3002"),
        ("::", "http://[::1]:3002"),
        ("::1", "http://[::1]:3002"),
        ("tier.example", "http://tier.example:3002"),
    ],
)
def test_addresses_can_be_called_from_this_machine(host: str, url: str) -> None:
    assert load_settings({"DEVMENTOR_HOST": host}).url("auth") == url


def test_an_option_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConfigError):
        load_settings({}, prot_base=4000)
