"""`devmentor/status`: which rung an editor is on, for its status bar."""

from devmentor_protocol.receipt import Rung
from devmentor_protocol.wire import Wire


class Status(Wire):
    """Sent to the editor whenever it changes."""

    rung: Rung
    detail: str
    """One sentence for people: what is connected, or why not and what to do."""

    tier: str | None = None
    """The tier's URL, without credentials."""

    model: str | None = None
    queued_events: int = 0
    """Durable events that wait for the tier."""
