"""Logs: structured, bounded, without secrets."""

import io
import json
import logging
from collections.abc import Generator
from pathlib import Path

import pytest
import structlog

from devmentor_cloud.observability.logs import configure_logs, log_file


@pytest.fixture
def logged() -> Generator[io.StringIO]:
    root, handlers, level = logging.getLogger(), logging.getLogger().handlers[:], logging.root.level
    stream = io.StringIO()
    configure_logs("info", logging.StreamHandler(stream))
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_each_event_is_one_json_object(logged: io.StringIO) -> None:
    structlog.get_logger().info("tier_ready", port=3001)

    event = json.loads(logged.getvalue())
    assert (event["event"], event["port"], event["level"]) == ("tier_ready", 3001, "info")


def test_libraries_log_the_same_way(logged: io.StringIO) -> None:
    logging.getLogger("uvicorn").warning("slow")

    assert json.loads(logged.getvalue())["event"] == "slow"


@pytest.mark.parametrize("name", ["authorization", "access_token", "password", "provider_api_key"])
def test_fields_that_hold_secrets_are_blanked(logged: io.StringIO, name: str) -> None:
    structlog.get_logger().info("request", **{name: "hunter2"})

    assert "hunter2" not in logged.getvalue()


def test_what_is_below_the_level_is_not_logged(logged: io.StringIO) -> None:
    structlog.get_logger().debug("detail")

    assert not logged.getvalue()


def test_a_log_file_makes_its_folder(tmp_path: Path) -> None:
    handler = log_file(tmp_path / "logs" / "tier.log")
    handler.close()

    assert (tmp_path / "logs" / "tier.log").exists()
