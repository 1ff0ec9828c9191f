import logging
from pathlib import Path

import pytest
from tests.analyzers.silence.test_ignores import finding

from devmentor_analyzers.checking.baseline import write_baseline
from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.silence.project_rules import ProjectRules, RulesOfPlaces


def rules(folder: Path, places: RulesOfPlaces | None = None) -> ProjectRules:
    return (places or RulesOfPlaces()).of(folder / "a.py", folder)


def test_without_configuration_nothing_is_muted_or_known(tmp_path: Path) -> None:
    assert rules(tmp_path) == ProjectRules()


def test_a_change_of_the_configuration_counts_at_once(tmp_path: Path) -> None:
    places = RulesOfPlaces()
    before = rules(tmp_path, places)
    (tmp_path / "devmentor.toml").write_text('mute = ["one"]\n')
    during = rules(tmp_path, places)
    (tmp_path / "devmentor.toml").unlink()

    assert (before.muted, during.muted) == (set(), {"one"})
    assert rules(tmp_path, places).muted == set()


@pytest.mark.parametrize("configured", ["", 'baseline = "known.json"\n'])
def test_the_usual_baseline_counts_and_the_configured_one(tmp_path: Path, configured: str) -> None:
    places = RulesOfPlaces()
    before = rules(tmp_path, places)
    if configured:
        (tmp_path / "devmentor.toml").write_text(configured)
    file = tmp_path / ("known.json" if configured else ".devmentor/baseline.json")
    file.parent.mkdir(exist_ok=True)
    known = finding(0, "one").model_copy(update={"path": str(tmp_path / "a.py")})
    other = known.model_copy(update={"code": "two"})
    texts = Texts({known.path: "a\n"})
    write_baseline(file, [known], texts)

    assert before.left([known, other], texts) == [known, other]
    assert rules(tmp_path, places).left([known, other], texts) == [other]


@pytest.mark.parametrize("name", ["devmentor.toml", ".devmentor/baseline.json"])
def test_a_broken_file_is_named_in_the_log_and_mutes_nothing(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("{{")
    places = RulesOfPlaces()

    assert rules(tmp_path, places).left([finding(0, "one")], Texts())
    assert rules(tmp_path, places).left([finding(0, "one")], Texts())
    assert [name in each.getMessage() for each in caplog.records] == [True]
    assert caplog.records[0].levelno == logging.WARNING
