"""What `devmentor search` has to go on in this folder."""

import sqlite3
from contextlib import closing
from pathlib import Path

from devmentor_analyzers.index.place import database_path
from devmentor_analyzers.index.store import open_for_reading
from devmentor_analyzers.index.updating import is_complete
from devmentor_cli.counted import counted
from devmentor_cli.doctor.check_up import CheckUp, Health

_PART = "index"
_FIX = "devmentor index"


def look_at_index(folder: Path) -> CheckUp:
    """How much is indexed, and where it lies; editors keep it up to date."""
    path = database_path(folder)
    try:
        store = open_for_reading(path)
        if store is None:
            return CheckUp(
                _PART, Health.NOTE, "none yet; an editor makes it in the background", _FIX
            )
        with closing(store):
            if not is_complete(store.connection):
                return CheckUp(_PART, Health.NOTE, "unfinished; an editor goes on with it", _FIX)
            query = "SELECT count(*) FROM files WHERE content IS NOT NULL"
            files = store.connection.execute(query).fetchone()[0]
        size = path.stat().st_size / 1e6
        return CheckUp(_PART, Health.OK, f"{counted(files, 'file')}, {size:.0f} MB in {path}")
    except (OSError, sqlite3.Error) as error:
        return CheckUp(_PART, Health.PROBLEM, f"{path} cannot be read ({error})", f"Delete {path}.")
