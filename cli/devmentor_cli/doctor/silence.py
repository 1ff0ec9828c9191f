"""What editors do not show of this folder, for people who miss something."""

import asyncio
from pathlib import Path

from devmentor_analyzers.checking.project_config import ConfigError, project_config
from devmentor_analyzers.silence.memory import Memory, memory_path
from devmentor_analyzers.silence.new_code import NewCode
from devmentor_cli.doctor.check_up import CheckUp, Health


async def look_at_silence(folder: Path) -> CheckUp:
    """Say which lines count as new, and how many rules are muted."""
    new_code = NewCode()
    try:
        base = await new_code.base(folder)
    finally:
        new_code.close()
    scope = (
        f"below errors, editors show what changed since {base.commit[:12]}"
        if base
        else "editors show everything: there is no commit to compare with"
    )
    try:
        config = await asyncio.to_thread(project_config, folder)
    except ConfigError as error:
        return CheckUp("silence", Health.PROBLEM, scope, str(error))
    mine = await asyncio.to_thread(Memory(memory_path()).muted)
    count = len(config.muted | mine)
    muted = f"{count} muted rules (`devmentor mute --list`)" if count else "nothing is muted"
    return CheckUp("silence", Health.OK, f"{scope}; {muted}")
