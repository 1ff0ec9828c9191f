"""Everything as one JSON object; its keys are kept."""

import json

from pydantic_core import PydanticSerializationError, to_json

from devmentor_cli.formats.outcome import Outcome


def render(outcome: Outcome) -> str:
    """Write findings, the number of files, and what was skipped."""
    body = {
        "findings": outcome.findings,
        "files": outcome.files,
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in outcome.skipped],
    }
    try:
        return to_json(body, indent=2).decode() + "\n"
    except PydanticSerializationError:  # the name of a file that was skipped may be any bytes
        findings = [each.model_dump(mode="json") for each in outcome.findings]
        return json.dumps(body | {"findings": findings}, indent=2, ensure_ascii=False) + "\n"
