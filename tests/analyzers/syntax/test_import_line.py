import pytest

from devmentor_analyzers.syntax.import_line import import_line
from devmentor_analyzers.syntax.parsed import Parsed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("x = 1\n", 0),
        ("# note\nx = 1\n", 0),
        ("#!/usr/bin/env python3\nx = 1\n", 1),
        ("#!/usr/bin/env python3\r\n# -*- coding: utf-8 -*-\r\nx = 1\r\n", 2),
        ("# coding: utf-8\n# note\nx = 1\n", 1),
        ("# Copyright\n# License\n\nx = 1\n", 2),
        ("#!/bin/python\n# Copyright\n\n# note\nx = 1\n", 2),
        ("# Copyright\n", 1),
        ("# Copyright\n\nimport a\n", 3),
        ('"""Doc\nument."""\n\nx = 1\n', 2),
        ('"""Doc."""\nimport a\n\nfrom b import (\n    c,\n)\n\nx = 1\nimport d\n', 6),
        ("from __future__ import annotations\nx = 1\n", 1),
    ],
)
def test_an_import_belongs_behind_the_imports_else_behind_the_docstring(
    text: str, line: int
) -> None:
    assert import_line(Parsed("python", text)) == line
