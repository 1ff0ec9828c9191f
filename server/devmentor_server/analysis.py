"""The analyzers as a client's settings want them."""

from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_server.settings import ServerSettings


def new_workspace(folders: Sequence[Path], chosen: ServerSettings) -> Workspace:
    """Build the analyzers of some folders; they do not run yet."""
    settings = Settings(interpreter=chosen.interpreter, ty=chosen.types, lint=chosen.lint)
    return Workspace(folders, settings)
