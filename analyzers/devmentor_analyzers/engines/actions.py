"""What an engine offers to do to a text."""

from pathlib import Path
from typing import Final

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import finding_of, is_object, workspace_edits_of
from devmentor_analyzers.values import Fix

MOST: Final = 20
"""Of one place: each of them may have to be asked for its edit."""


def is_action(json: Json) -> bool:
    """Tell what is done by an edit from commands of the engine's own, and from what cannot be done."""
    return is_object(json) and bool(json.get("title")) and not json.keys() & {"command", "disabled"}


def action_of(json: Json, path: Path, source: str) -> Fix:
    """An action that has its edit; it says whose it is."""
    return Fix(
        title=f"{json['title']} ({source})",
        edits=tuple(workspace_edits_of(json["edit"])),
        findings=tuple(finding_of(each, path, source) for each in json.get("diagnostics") or ()),
        kind=str(json.get("kind") or "quickfix"),
        preferred=bool(json.get("isPreferred")),
    )
