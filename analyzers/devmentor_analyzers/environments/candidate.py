"""One Python environment a project may run on."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SETTING: Final = "devmentor.python.interpreter"
_PROGRAMS: Final = ("bin/python", "bin/python3", "Scripts/python.exe", "python.exe")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An environment's folder, or its interpreter; it need not work, nor exist any more."""

    home: Path
    why: str
    """Where we know it from: “the folder's .venv”, “conda's environment `shop`”, …"""

    advice: str = f"Set {SETTING}."
    """What to do when it does not work."""

    @property
    def program(self) -> Path | None:
        """The interpreter; None in a folder without one."""
        if not self.home.is_dir():
            return self.home
        return next((p for name in _PROGRAMS if os.path.lexists(p := self.home / name)), None)

    @property
    def runs(self) -> bool:
        """Whether there is something that can be run, as far as its file tells."""
        program = self.program
        return program is not None and program.is_file() and os.access(program, os.X_OK)
