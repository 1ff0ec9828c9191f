"""Any sequence of edits leaves the text and the tree that a full synchronisation would."""

import random
from itertools import islice

import pytest
from lsprotocol import types
from tests.analyzers.syntax.samples import SAMPLES
from tests.fire.typing import change_of, range_of, session

from devmentor_analyzers.engines.changes import change, changed
from devmentor_analyzers.lines import Encoding
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_server.documents import Documents

EDITS, NIGHTLY_EDITS = 20_000, 1_000_000
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
LARGE = 60_000
"""Characters: more than what is parsed anew when it is broken."""

Shape = list[tuple[object, ...]]


def shape(parsed: Parsed) -> Shape:
    """Every node of a tree with its place."""
    cursor, found = parsed.tree.walk(), Shape()
    while True:
        if (node := cursor.node) is not None:
            place = (node.start_byte, node.end_byte, node.start_point, node.end_point)
            found.append((cursor.field_name, node.type, node.is_missing, *place))
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return found


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_edits_leave_the_text_and_the_tree_that_a_full_sync_would(
    language: str, nightly: bool
) -> None:
    seed = random.randrange(2**32) if nightly else 0
    dice, sample = random.Random(f"{language} {seed}"), SAMPLES[language]
    wanted, done = (NIGHTLY_EDITS if nightly else EDITS) // len(SAMPLES), 0
    parsed = Parsed(language, sample)
    for before, edits in session(dice, sample):
        encoding, after = dice.choice(ENCODINGS), before
        changes: list[types.TextDocumentContentChangeEvent] = []
        for edit in edits:
            changes.append(change_of(edit, range_of(edit, after, encoding, dice)))
            after = edit.applied(after)
        parsed = Parsed(language, after, parsed)

        here = f"seed {seed}, after {done} edits: {before!r}, {encoding} {changes}"
        assert kept(before, encoding, changes) == after, here
        assert changed(before, change(before, after)) == after, here
        assert shape(parsed) == shape(Parsed(language, after)), here
        done += len(edits)
        if done >= wanted:
            return


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_a_large_text_that_is_mended_has_the_tree_it_had(language: str) -> None:
    dice, sample = random.Random(language), SAMPLES[language]
    right = sample * (LARGE // len(sample))
    whole = Parsed(language, right)
    parsed = whole
    for _, edits in islice(session(dice, sample), 5):
        at = dice.randrange(len(right))
        broken = right[:at] + edits[0].text + right[at + dice.randrange(5) :]
        parsed = Parsed(language, right, Parsed(language, broken, parsed))

    assert shape(parsed) == shape(whole)


def kept(
    before: str, encoding: Encoding, changes: list[types.TextDocumentContentChangeEvent]
) -> str:
    """The text that the server keeps after a `didChange`."""
    documents = Documents(encoding, 1_000_000)
    documents.open("file:///a", "python", 1, before)
    document = documents.change("file:///a", 2, changes)
    assert isinstance(document, Snapshot)
    return document.text
