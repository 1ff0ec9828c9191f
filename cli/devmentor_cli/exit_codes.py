"""What every command's exit code means, for scripts."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Never reused for anything else."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    """The command was called wrongly, or configured so."""

    INTERNAL = 3
    """DevMentor or one of its engines failed."""

    SIGN_IN_NEEDED = 4
    TIER_AWAY = 5
    """The command needs a tier, and there is none to be reached."""
