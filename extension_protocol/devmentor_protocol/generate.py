"""Write what is generated from the contract: `python -m devmentor_protocol.generate [--check]`."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from devmentor_protocol.schema import contract_schema
from devmentor_protocol.typescript import ROOM, GeneratorMissing, typescript

FOLDER = ROOM / "generated"


def generated() -> Mapping[Path, str]:
    """Every generated file and what it should hold. Raises `GeneratorMissing`."""
    schema = contract_schema()
    return {
        FOLDER / "schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
        FOLDER / "protocol.ts": typescript(schema),
    }


def outdated() -> dict[Path, str]:
    """The generated files that are not as they should be, and how they should be."""
    return {
        path: text
        for path, text in generated().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main(arguments: list[str]) -> int:
    """Write the files, or only say which ones are not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when outdated")
    options = parser.parse_args(arguments)
    try:
        stale = outdated()
        if not options.check:
            FOLDER.mkdir(exist_ok=True)
            for path, text in stale.items():
                path.write_text(text, encoding="utf-8")
    except GeneratorMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    for path in stale:
        print(f"{'outdated' if options.check else 'written'}: {path.relative_to(ROOM.parent)}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
