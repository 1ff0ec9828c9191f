from dataclasses import replace
from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.engines.connection import EngineError, Unanswered
from devmentor_analyzers.engines.suspects import Suspects
from devmentor_analyzers.snapshot import Snapshot


def end(suspects: Suspects, snapshot: Snapshot, *, ended: bool = True) -> None:
    """Let the engine end while it is asked: a fault."""
    with pytest.raises(Unanswered), suspects.asking(snapshot):
        raise Unanswered("It went away.", ended=ended)


def test_what_it_ended_over_twice_is_not_asked_about_until_it_changes(tmp_path: Path) -> None:
    suspects, snapshot = Suspects("ruff"), document(tmp_path / "a.py", "x")
    for _ in range(2):
        end(suspects, snapshot)

    with pytest.raises(EngineError, match=r"ruff crashes over a.py"), suspects.asking(snapshot):
        pass
    with suspects.asking(replace(snapshot, version=2)):
        pass
    with suspects.asking(document(tmp_path / "b.py", "x")):
        pass


def test_an_answer_clears_of_suspicion(tmp_path: Path) -> None:
    suspects, snapshot = Suspects("ruff"), document(tmp_path / "a.py", "x")
    end(suspects, snapshot)
    with suspects.asking(snapshot):
        pass
    end(suspects, snapshot)

    with suspects.asking(snapshot):
        pass


def test_an_engine_that_was_not_there_suspects_nobody(tmp_path: Path) -> None:
    suspects, snapshot = Suspects("ruff"), document(tmp_path / "a.py", "x")
    for _ in range(3):
        end(suspects, snapshot, ended=False)

    with suspects.asking(snapshot):
        pass
