"""The tour that `make up` gives."""

import pytest
from pydantic import SecretStr

from devmentor_cli.tour.guide import show_tour
from devmentor_protocol.runtime import TierRuntime

RUNTIME = TierRuntime(
    pid=1,
    gateway_url="http://127.0.0.1:4001",
    auth_url="http://127.0.0.1:4002",
    memory_url="http://127.0.0.1:4003",
    project_url="http://127.0.0.1:4005",
    token=SecretStr("hunter2"),
    version="0",
)


async def test_it_analyses_explains_and_says_how_to_go_on(
    capfd: pytest.CaptureFixture[str],
) -> None:
    await show_tour(RUNTIME)

    shown = capfd.readouterr().out
    assert "shop.py:19:12" in shown
    assert "F821" in shown
    assert "take the discount off" in shown
    assert "vim.lsp.enable('devmentor')" in shown
    assert "http://127.0.0.1:4003" in shown
    assert shown.rstrip().endswith("Ctrl-C stops everything.")
    assert "hunter2" not in shown
