"""The configurations inside of what a check looks at."""

import click

from devmentor_analyzers.checking.inner_configs import InnerConfigs
from devmentor_analyzers.checking.project_config import ProjectConfig
from devmentor_analyzers.settings import CHECKERS
from devmentor_cli.check_beginning import folder_of
from devmentor_cli.check_options import CheckOptions


def inner_configs(options: CheckOptions, around: ProjectConfig) -> InnerConfigs:
    """Those inside of the one around everything; what is wrong with one goes to standard error."""

    def say(message: str) -> None:
        click.secho(message, err=True, fg="yellow")

    checker = around.checker or CHECKERS[0]
    return InnerConfigs(folder_of(options), around, say, checker)
