"""Where the index of a workspace lies: in the user's data folder, never in the workspace."""

import hashlib
import os
from pathlib import Path

from devmentor_protocol.runtime import data_folder


def database_path(workspace: Path) -> Path:
    """The database of a folder; the folder's own name is in it for people, its path's hash for us."""
    folder = workspace.resolve()
    digest = hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()
    name = "".join(
        letter if letter.isalnum() and letter.isascii() else "-" for letter in folder.name
    )
    return data_folder() / "index" / f"{name[:40]}-{digest}.db"
