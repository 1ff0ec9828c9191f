"""`devmentor search "…" [PATH]`: the code that answers a question best."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich_click import RichCommand

from devmentor_cli.shown import shown

if TYPE_CHECKING:
    from devmentor_analyzers.index.running import Ready
    from devmentor_analyzers.index.searching import Hit

FOUND, NOTHING, ERROR = 0, 1, 2


@click.command(cls=RichCommand)
@click.argument("question")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: path, start, end, score, why.")
@click.option(
    "-n",
    "limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="At most so many hits.",
)
def command(question: str, path: Path, *, as_json: bool, limit: int) -> None:
    """Search the folder PATH (default: this one) for QUESTION: words, names, or both.

    The index is made or brought up to date first. Nothing in QUESTION is an operator. The exit
    code is 0 when something was found, 1 when nothing was, 2 when the search could not be made.
    """
    from devmentor_analyzers.index.searching import asks_anything
    from devmentor_analyzers.politeness import be_nice
    from devmentor_cli import indexing

    if not asks_anything(question):
        click.echo(
            "There is nothing to look for: say a name of two letters or more, or a few words, "
            'for example `devmentor search "read the configuration"`.',
            err=True,
        )
        raise SystemExit(ERROR)
    be_nice()
    hits = indexing.run(path, lambda ready: _search(ready, path, question, limit), patient=False)
    click.echo(_as_json(question, hits) if as_json else _as_text(hits), nl=False)
    if not hits:
        click.echo("Nothing found.", err=True)
    raise SystemExit(FOUND if hits else NOTHING)


def _search(ready: "Ready", folder: Path, question: str, limit: int) -> "list[Hit]":
    from devmentor_analyzers.index.searching import search
    from devmentor_cli.indexing import summary

    if ready.report is not None and (ready.report.read or ready.report.removed):
        click.echo(f"Index updated: {summary(ready.report)}", err=True)
    return search(ready.store, folder, question, limit)


def _as_json(question: str, hits: "list[Hit]") -> str:
    # ASCII: a file name that is not UTF-8 survives as escapes, as `os.fsencode` reads them.
    return json.dumps({"query": question, "hits": [_item(hit) for hit in hits]}, indent=2) + "\n"


def _item(hit: "Hit") -> dict[str, Any]:
    usage = hit.why.usage
    return {
        "path": str(hit.path),
        "start": hit.start,
        "end": hit.end,
        "score": round(hit.score, 3),
        "symbol": hit.symbol,
        "kind": hit.kind,
        "line": hit.line,
        "text": hit.text,
        "why": {
            "terms": hit.why.terms,
            "symbol": hit.symbol,
            "graph": {
                "used_in": usage.users,
                "imported_in": usage.importers,
                "used_by_hits": usage.hits,
                "same_name": usage.owners,
                "factor": round(hit.why.graph, 3),
            },
        },
    }


def _as_text(hits: "list[Hit]") -> str:
    return "".join(
        f"{click.style(f'{shown(str(hit.path))}:{hit.line}', bold=True)}"
        f"{click.style(f'  {hit.symbol}', fg='cyan') if hit.symbol else ''}"
        f"{click.style(f'  {_reasons(hit)}', dim=True)}\n"
        f"    {shown(hit.text)}\n"
        for hit in hits
    )


def _reasons(hit: "Hit") -> str:
    words = dict.fromkeys(word for found in hit.why.terms.values() for word in found)
    used = f"; used in {hit.why.usage.users} files" if hit.why.usage.users > 1 else ""
    return f"lines {hit.start}-{hit.end}: {', '.join(words)}{used}"
