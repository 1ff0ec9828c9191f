"""Pasts for the tests about what follows from them."""

from collections.abc import Sequence

from devmentor_analyzers.history.past import Commit, Past


def past(*commits: tuple[int, Sequence[str]]) -> Past:
    """A past of commits: who (0 or 1) changed which files; a second apart, newest first."""
    made = [
        Commit(len(commits) - number, author, tuple(files), len(files))
        for number, (author, files) in enumerate(commits)
    ]
    files = frozenset(name for _, names in commits for name in names)
    return Past(made, ["Ada", "Bob"], files)
