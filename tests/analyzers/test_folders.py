from pathlib import Path

from devmentor_analyzers.folders import FolderSettings, innermost
from devmentor_analyzers.settings import Settings

OUTER, INNER = Path("/code"), Path("/code/lib")


def test_the_innermost_folder_counts() -> None:
    assert innermost(Path("/code/lib/a.py"), [OUTER, INNER]) == INNER
    assert innermost(Path("/code/a.py"), [INNER, OUTER]) == OUTER
    assert innermost(Path("/elsewhere/a.py"), [OUTER]) is None


def test_what_is_in_no_folder_has_the_settings_for_the_rest() -> None:
    settings = FolderSettings(Settings(), {INNER: Settings(lint=False)})

    assert settings.of(INNER / "a.py").lint is False
    assert settings.of(OUTER / "a.py").lint is True
    assert [each.lint for each in settings.all()] == [False]
    assert FolderSettings(Settings(), {}).all() == [Settings()]
