"""Everything as one JSON object; its keys are kept."""

import json

from devmentor_cli.formats.outcome import Outcome


def render(outcome: Outcome) -> str:
    """Write findings, the number of files, and what was skipped."""
    body = {
        "findings": [finding.model_dump(mode="json") for finding in outcome.findings],
        "files": outcome.files,
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in outcome.skipped],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"
