"""The report for scripts."""

import json
from typing import Any

from devmentor_analyzers.history.insights import Insights
from devmentor_analyzers.history.ownership import Ownership


def render(found: Insights, limit: int) -> str:
    """Write everything as JSON; paths relative to `root`, times in seconds since 1970."""
    past = found.past
    report: dict[str, Any] = {
        "root": str(found.repository.root),
        "head": found.repository.head,
        "commits": len(past.commits),
        "cut": past.cut or None,
        "hotspots": [
            {
                "path": each.path,
                "commits": each.commits,
                "complexity": each.complexity,
                "authors": each.authors,
                "score": each.score,
            }
            for each in found.hotspots[:limit]
        ],
        "folders": [_owned(found, each) for each in found.folders[: limit + 1]],
        "files": [_owned(found, each) for each in found.files[:limit]],
        "together": [
            {
                "path": each.path,
                "partner": each.partner,
                "commits": each.support,
                "confidence": round(each.confidence, 3),
            }
            for each in found.pairs[:limit]
        ],
        "oldest": [
            {"path": each.path, "first": each.first, "last": each.last}
            for each in found.ages[:limit]
        ],
    }
    # ASCII: a file name that is not UTF-8 survives as escapes, as `os.fsencode` reads them.
    return json.dumps(report, indent=2) + "\n"


def _owned(found: Insights, each: Ownership) -> dict[str, Any]:
    return {
        "path": each.path or ".",
        "commits": each.commits,
        "owner": found.past.people[each.owner],
        "share": round(each.share, 3),
        "authors": each.authors,
        "bus_factor": each.bus_factor,
    }
