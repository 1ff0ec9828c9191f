"""A report for the tests about how it is shown."""

from pathlib import Path

from devmentor_analyzers.history.age import Age
from devmentor_analyzers.history.cochange import Pair
from devmentor_analyzers.history.hotspots import Hotspot
from devmentor_analyzers.history.insights import Insights
from devmentor_analyzers.history.ownership import Ownership
from devmentor_analyzers.history.past import Commit, Past
from devmentor_analyzers.history.repository import Repository

DAY = 86_400
NOW = 100 * DAY


def report(path: str = "a.py", cut: str = "") -> Insights:
    """Two hotspots, one owner, one pair, one age."""
    commits = [Commit(50 * DAY, 0, (path,), 1), Commit(0, 1, (path,), 1)]
    return Insights(
        repository=Repository(Path("/shop"), "11" * 20, shallow=False, partial=False),
        past=Past(commits, ["Ada <&>", "Bob"], frozenset({path}), cut),
        hotspots=[Hotspot(path, 1234, 20, 2), Hotspot("b.py", 3, 4, 1)],
        folders=[Ownership("", 4, 0, 0.75, 2, 1)],
        files=[Ownership(path, 4, 0, 0.75, 2, 1)],
        pairs=[Pair(path, "b.py", 5, 10)],
        ages=[Age(path, 0, 50 * DAY)],
    )
