"""What the tests about names share: cache folders of their own, and a text with a cursor in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devmentor_analyzers.names.jedi_api import jedi, parso_cache


@pytest.fixture(scope="session")
def jedi_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jedi-cache")


@pytest.fixture(autouse=True)
def parsed_files(jedi_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """jedi in this process and in workers writes its cache to a scratch folder, shared for speed."""
    monkeypatch.setattr(jedi.settings, "cache_directory", str(jedi_cache / "jedi"))
    monkeypatch.setattr(parso_cache, "_default_cache_path", jedi_cache / "parso")
    monkeypatch.setenv("XDG_CACHE_HOME", str(jedi_cache))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    yield
    parso_cache.parser_cache.clear()
