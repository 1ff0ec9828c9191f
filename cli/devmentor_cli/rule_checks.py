"""Names of rules that nothing has: a check that keeps to them, or mutes them, does nothing."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from devmentor_analyzers.advice.layers import packages
from devmentor_analyzers.checking.project_config import ProjectConfig
from devmentor_analyzers.engines.ty import NAME as TY
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.silence.rule_names import unknown, unmatched
from devmentor_cli.refusal import Refusal


async def require_known(selected: Collection[str], settings: Settings) -> None:
    """Raise `Refusal` for the first that no rule begins with; other engines' rules are not known."""
    if not selected or settings.checker != TY:
        return
    for name, nearest in (await unmatched(selected, ("ruff", TY))).items():
        meant = f" Did you mean {nearest}?" if nearest else ""
        raise Refusal(f"--select: no rule is called {name}, or begins with it.{meant}")


def say_unknown_layers(config: ProjectConfig, files: Sequence[Path]) -> None:
    """Say which layers no file is in. Only of a check of the whole project this is known."""
    names = packages(config.get("layers"))
    if not names or config.file is None:
        return
    # In a folder of that name, or the module itself.
    known = [f"/{path.with_suffix('').as_posix()}/" for path in files]
    for name in sorted(names):
        if not any(f"/{name.replace('.', '/')}/" in path for path in known):
            said = f"{config.file.name} has the layer {name}, in which no file is."
            click.secho(said, err=True, fg="yellow")


async def say_unknown(muted: Collection[str], file: Path | None) -> None:
    """Say which rules a project mutes that do not exist."""
    for name, nearest in (await unknown(sorted(muted))).items():
        meant = f" Did you mean {nearest}?" if nearest else ""
        place = file.name if file else "The configuration"
        click.secho(f"{place} mutes {name}, which no rule is called.{meant}", err=True, fg="yellow")
