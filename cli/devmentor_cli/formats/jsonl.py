"""One JSON object a line, one line a finding."""

import json

from devmentor_cli.formats.outcome import Outcome


def render(outcome: Outcome) -> str:
    """Write each finding as in `json`."""
    return "".join(
        json.dumps(finding.model_dump(mode="json"), ensure_ascii=False) + "\n"
        for finding in outcome.findings
    )
