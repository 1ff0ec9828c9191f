from pathlib import Path

import pytest
from tests.server.editor import Editor

from devmentor_analyzers.values import Symbol
from devmentor_protocol.position import Range
from devmentor_server.features.document_symbol import flat

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_outline_is_a_tree(editor: Editor, shop: str) -> None:
    outline = await editor.of("documentSymbol", shop)

    fruit = next(each for each in outline if each["name"] == "Fruit")
    assert fruit["kind"] == 5
    assert {"__init__", "total"} <= {child["name"] for child in fruit["children"]}
    assert fruit["selectionRange"]["start"] == {"line": 6, "character": 6}
    assert any(each["name"] == "cheapest" and each["kind"] == 12 for each in outline)


async def test_an_older_client_gets_a_flat_list() -> None:
    place = Range.of(0, 0, 1, 0)
    inner = Symbol("inner", "method", place, place)
    outer = Symbol("outer", "class", place, place, children=(inner,))

    assert list(flat([outer], None)) == [(outer, None), (inner, "outer")]


@pytest.mark.parametrize(
    ("name", "language", "text", "symbol"),
    [
        ("a.ts", "typescript", "export function greet(name: string) { return name }", "greet"),
        ("a.js", "javascript", "class Greeter { hello() {} }", "Greeter"),
        ("a.go", "go", "package a\nfunc Greet() {}\n", "Greet"),
        ("a.rs", "rust", "fn greet() {}\n", "greet"),
        ("A.java", "java", "class Greeter {}\n", "Greeter"),
        ("a.c", "c", "int greet(void) { return 0; }\n", "greet"),
        ("a.cpp", "cpp", "namespace greeting {}\n", "greeting"),
        ("a.cs", "cs", "class Greeter {}\n", "Greeter"),
        ("a.rb", "ruby", "module Greeter\nend\n", "Greeter"),
        ("a.php", "php", "<?php function greet() {}\n", "greet"),
        ("a.sh", "sh", "greet() { echo hi; }\n", "greet"),
        ("a.json", "json", '{"greet": 1}\n', "greet"),
        ("a.yaml", "yaml", "greet: 1\n", "greet"),
        ("a.toml", "toml", "[greet]\n", "greet"),
        ("a.html", "html", "<h1>Greet</h1>\n", "Greet"),
        ("a.css", "css", ".greet {}\n", ".greet"),
        ("a.md", "markdown", "# Greet\n", "Greet"),
        ("a.sql", "sql", "CREATE TABLE greet (id INT);\n", "greet"),
    ],
)
async def test_other_languages_have_outlines(
    editor: Editor, project: Path, name: str, language: str, text: str, symbol: str
) -> None:
    uri = editor.open(project / name, text, language)

    assert symbol in {each["name"] for each in await editor.of("documentSymbol", uri)}
