from pathlib import Path

from tests.server.editor import started

from devmentor_analyzers.silence.memory import Memory
from devmentor_protocol.runtime import HOME_VARIABLE


async def test_a_rule_muted_in_a_terminal_goes_away_and_comes_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    memory = Memory(home / "silence.sqlite3")
    async with started(environment={HOME_VARIABLE: str(home)}) as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "a.py", "import os\n")

        async def told(*codes: str) -> None:
            await editor.wait_for(
                "textDocument/publishDiagnostics",
                lambda given: (
                    given["uri"] == uri
                    and {each["code"] for each in given["diagnostics"]} == {*codes}
                ),
            )
            editor.heard.clear()

        await told("F401")
        memory.mute("F401")
        await told()
        memory.unmute("F401")
        await told("F401")
