import json

import click
from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.statistics import render, render_json


def test_each_rule_is_counted() -> None:
    shown = click.unstyle(render(outcome(finding(), finding(1))))

    assert shown == "2  ruff F821  no such name\n"


def test_the_same_as_json() -> None:
    assert json.loads(render_json(outcome(finding()))) == [
        {"count": 1, "source": "ruff", "code": "F821", "example": "no such name"}
    ]


def test_nothing_found_is_nothing_counted() -> None:
    assert render(outcome()) == ""
