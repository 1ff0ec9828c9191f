"""The process that reads a repository's past for an editor, when the machine has time for it."""

import asyncio
import os
import sys
import threading
from pathlib import Path

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.facts import STRONG, as_json, facts
from devmentor_analyzers.history.insights import insights
from devmentor_analyzers.politeness import be_idle


def main() -> None:
    """Print what is known of the folder that is named; ends with whoever holds its input."""
    be_idle()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        found = asyncio.run(insights(Path(sys.argv[1]), STRONG))
    except GitError as error:
        sys.exit(str(error))
    print(as_json(facts(found)))


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(0)
