import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import started

from devmentor_server.setting_faults import KINDS, faults
from devmentor_server.settings import flattened, read_settings

ROOT = Path(__file__).parents[2]
ONLY_VS_CODES = {"server.python", "trace.server"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"types.engine": "mypy"},
            'devmentor.types.engine has to be "ty", "pyrefly", "basedpyright" or "off", not "mypy".',
        ),
        (
            {"hints": {"perHour": -3}},
            "devmentor.hints.perHour has to be a whole number, 0 or more, not -3.",
        ),
        ({"codeLens.enabled": "yes"}, 'codeLens.enabled has to be true or false, not "yes".'),
        ({"memory": {"engineMegabytes": True}}, "a number of megabytes above 0, not true."),
        ({"tier.url": ["a"]}, "devmentor.tier.url has to be a text, not a list."),
        ({"codelens.enable": True}, "is no setting. Did you mean devmentor.codeLens.enabled?"),
        ({"zzz": 1}, "devmentor.zzz is no setting. See docs/configuration.md."),
        ({"engines": ["mypls"]}, "devmentor.engines: `mypls` is no preset: describe it."),
        ({"engines": [["gopls"]]}, "devmentor.engines: a list holds names of presets, not a list."),
        ({"engines": {"zls": {"command": "zls"}}}, "`zls.command` has to be a list"),
        ({"python": {"interpreter": "/nowhere/python"}}, "is /nowhere/python, and nothing is"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_can(said: dict[str, Any], told: str) -> None:
    [fault] = faults(flattened(said))

    assert told in fault


def test_what_can_be_used_or_is_not_set_is_no_fault() -> None:
    said = {
        "ai": {"enabled": None},
        "types": "off",
        "engines": {"gopls": True, "clangd": False, "zls": {"command": ["z"], "languages": ["z"]}},
        "server.python": "/usr/bin/python3",
        "python.interpreter": "",
        "hints.perHour": 0,
    }

    assert list(faults(flattened(said))) == []


@pytest.mark.parametrize(
    ("sent", "count"),
    [
        ({"python": {"analysis": 1}, "editor": {}}, 0),
        ({"devmentor": {"lintt": 1}, "editor": {"tabSize": 4}}, 1),
        ({"devmentor.lintt": 1, "editor.tabSize": 4}, 1),
    ],
)
def test_settings_of_others_are_theirs(sent: dict[str, Any], count: int) -> None:
    settings = read_settings(sent, everybodys=True)

    assert len(list(faults(settings.said, ours_alone=settings.ours_alone))) == count


def test_every_setting_is_known_to_the_documents_and_to_vs_code() -> None:
    shown = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    manifest = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text())
    offered = manifest["contributes"]["configuration"]["properties"]

    assert set(re.findall(r"^\| `devmentor\.([\w.]+)`", shown, re.MULTILINE)) == set(KINDS)
    assert {name.removeprefix("devmentor.") for name in offered} == set(KINDS) | ONLY_VS_CODES


async def test_the_user_is_told_once(tmp_path: Path) -> None:
    async with started() as editor:
        settings = {"lint": {"enabled": "no"}}
        await editor.initialize(tmp_path, options={"settings": settings})
        first = await editor.wait_for("window/showMessage")
        editor.heard.clear()
        settings |= {"hints": {"perHour": "many"}}
        editor.notify("workspace/didChangeConfiguration", {"settings": {"devmentor": settings}})
        second = await editor.wait_for("window/showMessage")

    assert first["type"] == 2
    assert "devmentor.lint.enabled" in first["message"]
    assert "devmentor.hints.perHour" in second["message"]
