from html.parser import HTMLParser

from tests.cli.insights.reports import NOW, report

from devmentor_cli.insights.as_html import render
from devmentor_cli.insights.sections import sections


def test_the_page_has_a_heading_and_a_table_a_section() -> None:
    page = render("shop", "Two commits.", sections(report(), 10, NOW))
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)

    Reader().feed(page)

    assert seen.count("h1") == 1
    assert seen.count("table") == seen.count("h2") == 5
    assert "script" not in seen


def test_names_are_text_not_markup() -> None:
    page = render("<b>", "", sections(report("<script>.py"), 10, NOW))

    assert "<script>" not in page
    assert "&lt;script&gt;.py" in page
    assert "Ada &lt;&amp;&gt;" in page
