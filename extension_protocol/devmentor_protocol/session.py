"""`session/hello`: the first message on a socket, and its answer."""

from pydantic import Field

from devmentor_protocol.limits import Limits
from devmentor_protocol.version import PROTOCOL_VERSION
from devmentor_protocol.wire import Wire


class Resume(Wire):
    """Asks to go on with a session whose socket was lost."""

    token: str
    received: int = Field(ge=0)
    """How many counted frames this end has received in the session so far."""


class HelloParams(Wire):
    """Who is calling. The access token travels in the handshake's `Authorization` header."""

    protocol_version: int = PROTOCOL_VERSION
    client: str = Field(max_length=200)
    """Name and version of the program, for example `devmentor-server/0.1.0`."""

    editor: str | None = Field(default=None, max_length=200)
    tools: tuple[str, ...] = ()
    """The `tool/*` methods this end is willing to run; the cloud calls no other."""

    resume: Resume | None = None


class HelloResult(Wire):
    """What the cloud offers in this session."""

    protocol_version: int
    server: str
    user: str
    methods: tuple[str, ...]
    """The methods the cloud answers; one that is missing here is not called."""

    limits: Limits
    resume_token: str
    resumed: bool = False
    received: int = Field(default=0, ge=0)
    """How many counted frames the cloud has received; the rest are sent again."""

    model: str | None = None
    """The model that answers by default, as a label for people."""
