"""Cuts of real code, as they stand while somebody types, in every language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analyzers.syntax.samples import SAMPLES

from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.syntax.faults import faults
from devmentor_analyzers.syntax.folding import folds
from devmentor_analyzers.syntax.occurrences import occurrences
from devmentor_analyzers.syntax.outline import flat, outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


@pytest.mark.parametrize("language", sorted(SAMPLES))
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_cut_of_a_text_is_read_without_an_error(language: str, data: st.DataObject) -> None:
    text = SAMPLES[language]
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    before = Parsed(language, text)

    parsed = Parsed(language, text[:start] + text[end:], before)
    lines = parsed.text.count("\n")

    for symbol, _ in flat(outline(parsed)):
        assert symbol.range.start <= symbol.selection.start <= symbol.range.end
    assert all(0 <= fold.start_line < fold.end_line <= lines for fold in folds(parsed))
    assert all(fault.range.start < fault.range.end for fault in faults(parsed, "here"))
    occurrences(parsed, Position(line=data.draw(st.integers(0, lines)), character=3))
    assert all(each.cognitive_complexity >= 0 for each in measure(parsed))
