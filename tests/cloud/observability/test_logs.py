"""Logs: structured, bounded, without secrets."""

import io
import json
import logging
from collections.abc import Generator
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from devmentor_cloud.observability.logs import configure_logs, logging_to
from devmentor_cloud.supervisor import CannotStart


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


@pytest.mark.parametrize(
    "text",
    [
        "> Authorization: Bearer hunter2.hunter2",
        "token eyJhbGciOiJub25lIn0.eyJodW50ZXIyIjoxfQ.hunter2 refused",
        "postgresql+asyncpg://me:hunter2@host/db is away",
        "the provider refused sk-proj-hunter2hunter2hunter2",
    ],
)
def test_secrets_inside_texts_are_blanked(logged: io.StringIO, text: str) -> None:
    logging.getLogger("websockets").warning(text)
    structlog.get_logger().error("failed", exc_info=RuntimeError(text), about={"url": text})

    assert "hunter2" not in logged.getvalue()
    assert all(json.loads(line) for line in logged.getvalue().splitlines())


def test_secrets_deep_inside_are_blanked(logged: io.StringIO) -> None:
    headers = {"Authorization": "Basic hunter2", "accept": "*/*"}
    structlog.get_logger().info("request", headers=headers, key=SecretStr("hunter2"))

    assert "hunter2" not in logged.getvalue()
    assert json.loads(logged.getvalue())["headers"]["accept"] == "*/*"


def test_a_count_of_tokens_is_no_secret(logged: io.StringIO) -> None:
    structlog.get_logger().info("answered", input_tokens=163)

    assert json.loads(logged.getvalue())["input_tokens"] == 163


def test_libraries_do_not_tell_details_of_what_they_send() -> None:
    """They would print statements with their values, and headers."""
    root, handlers, level = logging.getLogger(), logging.getLogger().handlers[:], logging.root.level
    stream = io.StringIO()
    configure_logs("debug", logging.StreamHandler(stream))

    logging.getLogger("aiosqlite").debug("INSERT … hunter2")
    structlog.get_logger("devmentor_cloud.tier").debug("detail")

    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    assert "hunter2" not in stream.getvalue()
    assert "detail" in stream.getvalue()


def test_a_log_file_makes_its_folder_and_is_closed_again(tmp_path: Path) -> None:
    before = logging.root.level

    with logging_to(tmp_path / "logs" / "tier.log", "info"):
        structlog.get_logger().info("tier_ready")
    logging.getLogger().setLevel(before)
    structlog.reset_defaults()

    assert "tier_ready" in (tmp_path / "logs" / "tier.log").read_text()


def test_a_log_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("no folder")

    with (
        pytest.raises(CannotStart, match=r"tier\.log"),
        logging_to(tmp_path / "logs" / "tier.log", "info"),
    ):
        pass
