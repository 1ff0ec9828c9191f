"""What the doctor says of the engines."""

import sys
import venv
from pathlib import Path

from devmentor_cli.doctor.check_up import Health
from devmentor_cli.doctor.engines import look_at_engines


async def test_every_engine_is_started_and_well(tmp_path: Path) -> None:
    check_ups = {check_up.part: check_up for check_up in await look_at_engines(tmp_path)}

    interpreter = check_ups.pop("interpreter")

    assert sys.executable in interpreter.detail or "VIRTUAL_ENV" in interpreter.detail
    assert {"ruff", "ty", "jedi"} <= check_ups.keys()
    assert {check_up.health for check_up in check_ups.values()} == {Health.OK}


async def test_the_environment_that_was_chosen_is_named_with_the_reason(tmp_path: Path) -> None:
    venv.create(tmp_path / ".venv", with_pip=False, symlinks=True)

    (interpreter,) = [
        each for each in await look_at_engines(tmp_path) if each.part == "interpreter"
    ]

    assert str(tmp_path / ".venv") in interpreter.detail
    assert "the folder's .venv" in interpreter.detail


async def test_an_engine_that_needs_consent_says_so(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("[engines.gopls]\n")

    (gopls,) = [each for each in await look_at_engines(tmp_path) if each.part == "gopls"]

    assert gopls.health is Health.NOTE
    assert "devmentor trust" in gopls.detail
