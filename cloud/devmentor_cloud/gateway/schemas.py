"""What the OpenAI-compatible API takes; fields we do not know pass through to the provider."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Message(BaseModel):
    """One message; `content` may be text, a list of parts, or absent beside tool calls."""

    model_config = ConfigDict(extra="allow")

    role: str = Field(min_length=1)
    content: str | list[dict[str, Any]] | None = None


class ChatRequest(BaseModel):
    """`POST /v1/chat/completions`."""

    model_config = ConfigDict(extra="allow")

    messages: list[Message] = Field(min_length=1)
    model: str | None = None
    stream: bool = False


class ModelView(BaseModel):
    """A model that may be asked for."""

    model_config = ConfigDict(extra="allow")

    id: str
    object: str = "model"
    created: int = 0
    owned_by: str
    name: str
    """For people."""

    demonstration: bool = False


class Models(BaseModel):
    """`GET /v1/models`; the first is the default."""

    object: str = "list"
    data: list[ModelView]
