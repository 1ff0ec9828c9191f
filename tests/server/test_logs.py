import logging

import pytest

from devmentor_server.logs import ClientLog, log_to_stderr


def test_the_client_is_told_warnings_of_our_rooms_only() -> None:
    told: list[tuple[int, str]] = []
    handler = ClientLog(lambda level, line: told.append((level, line)))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        logging.getLogger("devmentor_server.x").warning("mind %s", "this")
        logging.getLogger("devmentor_server.x").info("not this")
        logging.getLogger("other").error("nor this")
    finally:
        root.removeHandler(handler)

    assert told == [(logging.WARNING, "warning: mind this")]


def test_the_log_never_goes_to_stdout(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log_to_stderr()
    logging.getLogger("devmentor_server").info("started")

    out, err = capfd.readouterr()
    assert out == ""
    assert "started" in err
