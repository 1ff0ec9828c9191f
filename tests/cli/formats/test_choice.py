import pytest
from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.choice import FORMATS, format_named


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_the_rule(name: str) -> None:
    assert "F821" in format_named(name)(outcome(finding()))
