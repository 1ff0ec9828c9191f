"""How often each rule fires, instead of where."""

import json
from collections import Counter

import click

from devmentor_cli.formats.outcome import Outcome


def render(outcome: Outcome) -> str:
    """Write a line a rule, the most frequent first."""
    rows = _rows(outcome)
    width = max((len(str(count)) for count, *_ in rows), default=0)
    return "".join(
        f"{click.style(f'{count:>{width}}', bold=True)}  {source} {code}  {message}\n"
        for count, source, code, message in rows
    )


def render_json(outcome: Outcome) -> str:
    """Write the same as a JSON list."""
    names = ("count", "source", "code", "example")
    rows = [dict(zip(names, row, strict=True)) for row in _rows(outcome)]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _rows(outcome: Outcome) -> list[tuple[int, str, str, str]]:
    counts = Counter((each.source, each.code) for each in outcome.findings)
    examples: dict[tuple[str, str], str] = {}
    for each in outcome.findings:
        examples.setdefault((each.source, each.code), " ".join(each.message.split()))
    rows = [(count, *rule, examples[rule]) for rule, count in counts.items()]
    return sorted(rows, key=lambda row: (-row[0], row[1:]))
