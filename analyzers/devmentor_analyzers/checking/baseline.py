"""A file that lists findings which are known, so that only new ones are reported."""

import json
from collections.abc import Iterable, Sequence
from os.path import relpath
from pathlib import Path
from typing import Any

from devmentor_analyzers.checking.fingerprints import Texts, fingerprints
from devmentor_analyzers.checking.replacing import replace_file
from devmentor_protocol.finding import Finding

VERSION = 1
Known = frozenset[tuple[str, str]]
_AGAIN = "write it again with `devmentor check --write-baseline`"


class BaselineError(Exception):
    """The baseline cannot be used; the message says why and what to do."""


def write_baseline(file: Path, findings: Sequence[Finding], texts: Texts) -> None:
    """Write findings down, sorted so that a change of one is a change of one line."""
    known = sorted(
        {"path": _inside(file, each.path), "code": each.code, "fingerprint": fingerprint}.items()
        for each, fingerprint in zip(findings, fingerprints(findings, texts), strict=True)
    )
    lines = ",\n".join("    " + json.dumps(dict(each), ensure_ascii=False) for each in known)
    body = f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, body.encode())
    except OSError as error:
        raise BaselineError(f"{file} cannot be written: {error.strerror}.") from error


def new_findings(file: Path, findings: Sequence[Finding], texts: Texts) -> list[Finding]:
    """The findings that are not in the baseline. Raises `BaselineError`."""
    return not_known(read_baseline(file), file, findings, texts)


def not_known(known: Known, file: Path, findings: Sequence[Finding], texts: Texts) -> list[Finding]:
    """The findings that are not among those known to a baseline."""
    marked = zip(findings, fingerprints(findings, texts), strict=True)
    return [each for each, mark in marked if (_inside(file, each.path), mark) not in known]


def read_baseline(file: Path) -> Known:
    """The findings a baseline knows, by file and fingerprint. Raises `BaselineError`."""
    try:
        body: Any = json.loads(file.read_text(encoding="utf-8"))
        version = body["version"]
        if version == VERSION:
            return frozenset(_known(body["findings"]))
    except FileNotFoundError as error:
        raise BaselineError(f"There is no baseline at {file}: {_AGAIN}.") from error
    except OSError as error:
        raise BaselineError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BaselineError(f"{file} is not a baseline: {_AGAIN}.") from error
    raise BaselineError(
        f"{file} has version {version}, this DevMentor reads version {VERSION}: {_AGAIN}."
    )


def _known(items: Iterable[Any]) -> Iterable[tuple[str, str]]:
    return ((str(item["path"]), str(item["fingerprint"])) for item in items)


def _inside(file: Path, path: str) -> str:
    """A path as the baseline says it: from its own folder, the same on every system."""
    return Path(relpath(path, file.absolute().parent)).as_posix()
