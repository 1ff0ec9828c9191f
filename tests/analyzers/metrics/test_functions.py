import argparse
import ast
import inspect
import json
import re
import subprocess
import tarfile
import typing
from pathlib import Path
from types import ModuleType

import pytest

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.syntax.parsed import Parsed

_NOT_MCCABE = {"`and`", "`or`", "conditional expression"}
"""What ruff's rule leaves out, as McCabe's own program for Python did."""


def ruffs(path: Path) -> dict[int, int]:
    """Complexity by ruff's C901 of the function whose name stands in a line."""
    program = binary("ruff")
    assert program is not None
    command = [str(program), "check", "--isolated", "--select=C901", "--output-format=json"]
    command += ["--config=lint.mccabe.max-complexity=0", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    pattern = re.compile(r"\((\d+) >")
    return {
        each["location"]["row"] - 1: int(found[1])
        for each in json.loads(said)
        if (found := pattern.search(each["message"]))
    }


def more_in_ruff(tree: ast.Module) -> dict[int, int]:
    """What ruff counts beyond us, by line: the `else` of a `try`, and each function inside."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        function.lineno - 1: sum(
            isinstance(node, functions) or (isinstance(node, ast.Try) and bool(node.orelse))
            for statement in function.body
            for node in ast.walk(statement)
        )
        for function in ast.walk(tree)
        if isinstance(function, functions)
    }


@pytest.mark.parametrize("module", [argparse, inspect, tarfile, typing])
def test_cyclomatic_numbers_of_real_code_agree_with_ruffs(module: ModuleType) -> None:
    path = Path(module.__file__ or "")
    text = path.read_text(encoding="utf-8")
    theirs, more = ruffs(path), more_in_ruff(ast.parse(text))

    ours = {
        each.selection.start.line: 1 + sum(d.reason not in _NOT_MCCABE for d in each.decisions)
        for each in measure(Parsed("python", text))
    }

    assert len(ours) > 100
    assert ours == {line: number - more[line] for line, number in theirs.items()}


def only(language: str, text: str) -> FunctionMetrics:
    (found,) = measure(Parsed(language, text))
    return found


@pytest.mark.parametrize(
    ("language", "text", "parameters"),
    [
        ("python", "class A:\n    def f(self, a, *, b=1, **c): pass\n", 3),
        ("python", "def f(): pass\n", 0),
        ("go", "package m\nfunc (t T) f(a, b int, c string) {}\n", 3),
        ("rust", "impl A { fn f(&self, a: i32) {} }\n", 1),
        ("c", "int *f(void) { return 0; }\n", 0),
        ("c", "int **f(int a, char *b) { return 0; }\n", 2),
        ("javascript", "const f = a => a;\n", 1),
    ],
)
def test_parameters_are_counted_without_the_object(
    language: str, text: str, parameters: int
) -> None:
    assert only(language, text).parameters == parameters


def test_a_function_has_its_name_and_its_lines() -> None:
    found = only("javascript", "\nconst go = () => {\n  x();\n};\n")

    assert (found.name, found.selection.start.line, found.lines) == ("go", 1, 3)


def test_functions_inside_count_for_both() -> None:
    outer, inner = measure(Parsed("javascript", "function f() { function g() { if (a) {} } }"))

    assert (outer.cognitive_complexity, inner.cognitive_complexity) == (2, 1)


def test_declarations_and_languages_without_functions_have_no_numbers() -> None:
    assert measure(Parsed("java", "interface A { int f(int a); }")) == ()
    assert measure(Parsed("css", "a { color: red }")) == ()
