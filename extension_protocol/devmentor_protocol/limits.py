"""The limits a session runs under; the cloud states them in its answer to `session/hello`."""

from pydantic import Field

from devmentor_protocol.wire import Wire


class Limits(Wire):
    """Bounds both ends keep. Sizes are bytes of UTF-8, times are seconds."""

    max_frame_bytes: int = Field(default=1_048_576, gt=0)
    """A larger frame is refused, and the refusal names this number."""

    max_unacknowledged_bytes: int = Field(default=4_194_304, gt=0)
    """Sent but not yet acknowledged; past it the sender waits for the reader."""

    acknowledge_every: int = Field(default=16, gt=0)
    """Frames received after which an acknowledgement is due."""

    heartbeat_seconds: float = Field(default=15.0, gt=0)
    """Silence after which a ping is sent; after three such spans the peer is taken for dead."""

    resume_seconds: float = Field(default=60.0, ge=0)
    """How long the cloud keeps a session whose socket was lost."""

    max_concurrent_calls: int = Field(default=32, gt=0)
    """Requests one peer may have open; a further one is answered with `BUSY`."""
