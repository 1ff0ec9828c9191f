"""What a developer sees in a real VS Code with the packaged extension, a real tier and its model."""

from typing import Any

import pytest

from .conftest import ARTIFACTS, Editor, drive

pytestmark = pytest.mark.timeout(240)  # one window serves the module; the first test waits for it


@pytest.fixture(scope="module")
def seen(editor: Editor) -> dict[str, Any]:
    """What one session saw."""
    return drive("tour.mjs", editor)


def test_an_undefined_name_and_an_unused_import_are_underlined(seen: dict[str, Any]) -> None:
    assert seen["errors"] + seen["warnings"] >= 2
    assert seen["faded"] >= 1


def test_hover_shows_signature_and_documentation(seen: dict[str, Any]) -> None:
    assert "discount" in seen["hover"]
    assert "Sum the prices" in seen["hover"]


def test_completion_offers_the_members_of_an_object(seen: dict[str, Any]) -> None:
    assert {"total", "prices"} <= set(seen["completions"])


def test_the_light_bulb_offers_to_explain(seen: dict[str, Any]) -> None:
    assert any("Explain with DevMentor" in title for title in seen["actions"])


def test_a_code_lens_stands_above_each_definition(seen: dict[str, Any]) -> None:
    assert seen["lenses"] >= 3


def test_the_code_lens_brings_an_answer_into_the_panel(seen: dict[str, Any]) -> None:
    explained = seen["explained"]

    assert explained["state"] == "done", explained
    assert explained["answer"]


def test_the_answer_ends_with_a_receipt(seen: dict[str, Any]) -> None:
    receipt = seen["explained"]["receipt"]

    assert "local" in receipt
    assert "tokens" in receipt
    assert "shop.py:" in receipt


def test_the_status_bar_names_the_rung_and_says_why(seen: dict[str, Any]) -> None:
    assert seen["status"].startswith("DevMentor: local. ")


def test_stop_keeps_what_had_arrived(seen: dict[str, Any]) -> None:
    stopped = seen["stopped"]

    assert stopped["state"] == "stopped"
    assert stopped["answer"]
    assert "Stopped" in stopped["says"]


def test_copy_takes_the_answer_as_markdown(seen: dict[str, Any]) -> None:
    assert seen["copied"].split()[0] in seen["explained"]["answer"]


def test_a_follow_up_streams_in(seen: dict[str, Any]) -> None:
    assert seen["streamed"] == sorted(set(seen["streamed"]))
    assert len(seen["streamed"]) > 3


def test_the_keyboard_alone_asks_for_an_explanation(seen: dict[str, Any]) -> None:
    assert seen["keyed"]


def test_the_server_can_be_restarted(seen: dict[str, Any]) -> None:
    assert seen["restarted"].startswith("DevMentor: local. ")


@pytest.mark.parametrize("name", ["light", "dark", "streaming"])
def test_a_picture_is_kept(seen: dict[str, Any], name: str) -> None:
    assert seen
    assert (ARTIFACTS / f"{name}.png").stat().st_size > 20_000
