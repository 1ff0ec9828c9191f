"""The contract as JSON Schema: every model, and the method table with its limits and errors."""

from typing import Any

from pydantic.json_schema import models_json_schema

from devmentor_protocol.errors import ErrorCode
from devmentor_protocol.limits import Limits
from devmentor_protocol.methods import METHODS
from devmentor_protocol.version import OLDEST_SUPPORTED_VERSION, PROTOCOL_VERSION
from devmentor_protocol.wire import Wire


def contract_schema() -> dict[str, Any]:
    """One schema with a definition for each model; `x-methods` is the method table."""
    models: list[type[Wire]] = []
    for method in METHODS.values():
        for model in (method.params, method.result, method.item):
            if model not in models:
                models.append(model)
    _, schema = models_json_schema(
        [(model, "serialization") for model in models], title="DevMentorProtocol"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "x-version": PROTOCOL_VERSION,
        "x-oldest-supported-version": OLDEST_SUPPORTED_VERSION,
        "x-limits": Limits().model_dump(mode="json"),
        "x-errors": {code.name: int(code) for code in ErrorCode},
        "x-methods": {
            method.name: {
                "lspName": method.lsp_name if method.in_editor else None,
                "params": method.params.__name__,
                "result": method.result.__name__,
                "item": method.item.__name__,
                "direction": method.direction.value,
                "since": method.since,
            }
            for method in METHODS.values()
        },
    }
