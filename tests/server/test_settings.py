from pathlib import Path
from typing import Any

import pytest

from devmentor_analyzers.silence.volume import Volume
from devmentor_server.settings import ServerSettings, read_python, read_settings


@pytest.mark.parametrize(
    "value",
    [
        {"tier": {"url": "https://t"}, "ai": {"enabled": False}, "lint": {"enabled": True}},
        {"tier.url": "https://t", "ai.enabled": False},
        {"devmentor": {"tier": {"url": " https://t "}, "ai": {"enabled": False}}},
        {"devmentor.tier.url": "https://t", "devmentor.ai.enabled": False},
    ],
)
def test_every_spelling_editors_use_is_understood(value: dict[str, Any]) -> None:
    assert read_settings(value) == ServerSettings(tier_url="https://t", ai=False)


@pytest.mark.parametrize("value", [None, [], 3, {}, {"tier": 3, "ai": {"enabled": "x"}}])
def test_a_value_of_the_wrong_type_counts_as_not_set(value: object) -> None:
    assert read_settings(value) == ServerSettings()


def test_an_interpreter_is_a_path_and_an_empty_one_is_none() -> None:
    assert read_settings({"python": {"interpreter": "/p"}}).interpreter == Path("/p")
    assert read_settings({"python": {"interpreter": ""}}).interpreter is None


def test_how_much_is_shown_can_be_chosen_and_nonsense_counts_as_not_set() -> None:
    chosen = read_settings({"diagnostics": {"scope": "all"}, "hints.perHour": 0}).silence
    nonsense = read_settings({"diagnostics": {"scope": "some"}, "hints": {"perHour": True}}).silence

    assert chosen == Volume(scope="all", hints_per_hour=0)
    assert nonsense == Volume()
    assert read_settings({"hints": {"perHour": -1}}).silence == Volume()


def test_the_index_is_kept_unless_it_is_turned_off() -> None:
    assert ServerSettings().index
    assert not read_settings({"index": {"enabled": False}}).index


def test_history_is_told_in_hovers_and_not_above_code_unless_asked_for() -> None:
    chosen = read_settings({"hover": {"history": False}, "codeLens.history": True})

    assert (ServerSettings().hover_history, ServerSettings().code_lens_history) == (True, False)
    assert (chosen.hover_history, chosen.code_lens_history) == (False, True)


@pytest.mark.parametrize(
    ("given", "checker", "types"),
    [
        ({"types": {"engine": "pyrefly"}}, "pyrefly", True),
        ({"types.engine": "basedpyright"}, "basedpyright", True),
        ({"types": "ty"}, "ty", True),
        ({"types": "off"}, None, False),
        ({"types": {"engine": "mypy"}}, None, True),
        ({"types": {"enabled": False, "engine": "ty"}}, "ty", False),
    ],
)
def test_who_checks_types_is_chosen_by_name(
    given: dict[str, Any], checker: str | None, types: bool
) -> None:
    settings = read_settings(given)

    assert (settings.checker, settings.types) == (checker, types)


def test_engines_are_a_list_of_presets_or_a_table() -> None:
    assert read_settings({"engines": ["gopls", 1]}).engines == {"gopls": True}
    assert read_settings({"engines": {"gopls": False}}).engines == {"gopls": False}
    assert read_settings({"engines": "gopls"}).engines == {}


@pytest.mark.parametrize(
    ("given", "limit"), [(100, 100_000_000), (0, 3e9), ("1", 3e9), (True, 3e9)]
)
def test_a_limit_of_memory_is_a_number_of_megabytes(given: object, limit: float) -> None:
    assert read_settings({"memory": {"engineMegabytes": given}}).max_engine_bytes == limit


def test_the_server_has_a_limit_of_its_own() -> None:
    assert read_settings({"memory": {"serverMegabytes": 300}}).max_server_bytes == 300_000_000
    assert read_settings({}).max_server_bytes == 1_000_000_000


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"defaultInterpreterPath": "/venv/bin/python"}, Path("/venv/bin/python")),
        ({"interpreter": "/a/python", "pythonPath": "/b/python"}, Path("/a/python")),
        ({"defaultInterpreterPath": "python"}, None),
        ({"defaultInterpreterPath": "${workspaceFolder}/x"}, None),
        (None, None),
    ],
)
def test_the_editors_own_interpreter_is_taken_when_it_is_a_path(
    given: object, path: Path | None
) -> None:
    assert read_python(given) == path
