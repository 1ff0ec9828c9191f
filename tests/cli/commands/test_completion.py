"""`devmentor completion`."""

import pytest
from tests.cli.conftest import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(devmentor: Run, shell: str) -> None:
    assert f"{shell}_complete" in devmentor("completion", shell).stdout


def test_commands_and_their_options_are_completed(devmentor: Run) -> None:
    ask = {"_DEVMENTOR_COMPLETE": "bash_complete", "COMP_CWORD": "2"}

    assert "--format" in devmentor(COMP_WORDS="devmentor check --f", **ask).stdout
