from devmentor_analyzers.syntax.headings import extents
from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed


def test_a_heading_reaches_to_the_next_of_its_level_without_the_empty_lines() -> None:
    text = "A\n=\n\n## B\n\ntext\n\n\nC\n-\n\n# D\n"
    parsed = Parsed("markdown", text)
    headings = [node for _, node in parsed.captures(query("markdown", "folds"))]

    ends = extents(parsed, headings)

    assert [
        text[node.start_byte : end].split("\n")[-1]
        for node, end in zip(headings, ends, strict=True)
    ] == [
        "-",
        "text",
        "-",
        "# D",
    ]
