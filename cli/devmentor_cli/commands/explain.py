"""`devmentor explain FILE:LINE`: what the code there does, and why it is marked."""

import asyncio
import re
from pathlib import Path

import click
from rich_click import RichCommand

from devmentor_protocol.errors import RpcError

ERROR = 2
_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[1-9]\d*)(?::\d+)?")


class Place(click.ParamType["tuple[Path, int]"]):
    """FILE:LINE, as compilers print it; a column may follow."""

    name = "FILE:LINE"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, int]:
        """Return the file and the line, both checked."""
        found = _PLACE.fullmatch(value)
        if found is None:
            self.fail(f"{value!r} is not FILE:LINE, for example src/app.py:42.", param, ctx)
        path, line = Path(found["file"]), int(found["line"])
        if not path.is_file():
            self.fail(f"There is no file {path}.", param, ctx)
        lines = _lines(path.read_text(encoding="utf-8", errors="replace"))
        if line > lines:
            self.fail(f"{path} has {lines} lines; there is no line {line}.", param, ctx)
        return path.resolve(), line


def _lines(text: str) -> int:
    """How many there are as editors count them: `str.splitlines` ends one at a form feed too."""
    from devmentor_analyzers.lines import LineIndex

    return len(LineIndex(text).starts) - (text == "" or text.endswith(("\n", "\r")))


@click.command(cls=RichCommand)
@click.argument("place", metavar="FILE:LINE", type=Place())
@click.option(
    "--tier", envvar="DEVMENTOR_TIER_URL", help="The tier to ask; default: this machine's."
)
def command(place: tuple[Path, int], *, tier: str | None) -> None:
    """Explain the code at FILE:LINE: the function or class around it, and its findings.

    The answer comes from the tier's model; with no tier, from rule documentation, docstrings and
    git history on this machine.
    """
    from devmentor_cli.explaining import explain_place

    path, line = place
    folder = Path.cwd() if path.is_relative_to(Path.cwd()) else path.parent
    try:
        asyncio.run(explain_place(path, line, tier_url=tier, folder=folder))
    except RpcError as error:
        click.echo(error.message, err=True)
        raise SystemExit(ERROR) from None
