from pathlib import Path

import pytest
from tests.cli.conftest import Run

from devmentor_analyzers.settings import Settings
from devmentor_cli.refusal import Refusal
from devmentor_cli.rule_checks import require_known


@pytest.mark.parametrize("name", ["F", "F401", "E5", "secret", "invalid-", "import-cycle"])
async def test_beginnings_of_rules_may_be_selected(name: str) -> None:
    await require_known([name], Settings())


async def test_what_no_rule_begins_with_is_refused() -> None:
    with pytest.raises(Refusal, match=r"F40l.*Did you mean F40"):
        await require_known(["F401", "F40l"], Settings())


async def test_rules_of_other_engines_are_not_known() -> None:
    await require_known(["reportAnything"], Settings(checker="basedpyright"))


def test_a_check_says_what_does_not_exist(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n")
    refused = devmentor("check", "--select", "F40l")
    (tmp_path / "devmentor.toml").write_text('mute = ["F999", "F841"]\n')
    told = devmentor("check")

    assert refused.returncode == 2
    assert "no rule is called F40l" in refused.stderr
    assert told.returncode == 1
    assert "devmentor.toml mutes F999, which no rule is called." in told.stderr
    assert "F841" not in told.stderr


def test_what_does_not_exist_cannot_be_taken_back(devmentor: Run) -> None:
    wrong, right = devmentor("unmute", "F999"), devmentor("unmute", "F401")

    assert (wrong.returncode, right.returncode) == (2, 0)
    assert "is called F999" in wrong.stderr
    assert "F401 is not muted" in right.stdout


def test_a_layer_that_nothing_is_in_is_said(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "shop" / "web").mkdir(parents=True)
    (tmp_path / "shop" / "web" / "a.py").touch()
    (tmp_path / "shop" / "data.py").touch()
    (tmp_path / "devmentor.toml").write_text('layers = ["shop.web", "shop.wbe | shop.data"]\n')

    said = devmentor("check").stderr

    assert "devmentor.toml has the layer shop.wbe, in which no file is." in said
    assert "shop.data" not in said
