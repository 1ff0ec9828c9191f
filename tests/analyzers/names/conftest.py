"""What the tests about names share: cache folders of their own, and a text with a cursor in it."""

from pathlib import Path

import pytest

from devmentor_analyzers.names.jedi_api import (
    jedi,
    jedi_completion,
    jedi_dynamic_params,
    jedi_extract,
    jedi_filters,
    jedi_references,
    parso_cache,
    parso_files,
)

_CHANGED = [
    (jedi_references, "_find_names"),
    (jedi_references, "get_module_contexts_containing_name"),
    (jedi_dynamic_params, "get_module_contexts_containing_name"),
    (jedi_dynamic_params, "_check_name_for_execution"),
    (jedi_dynamic_params, "dynamic_param_lookup"),
    (jedi_extract, "indent_block"),
    (jedi_completion.Completion, "complete"),
    (jedi_completion, "get_global_filters"),
    (jedi_completion, "complete_trailer"),
    (jedi_filters._AbstractUsedNamesFilter, "values"),
    (parso_cache, "_CACHED_SIZE_TRIGGER"),
    (parso_cache, "_save_to_file_system"),
    (parso_cache, "_load_from_file_system"),
    (parso_cache, "_remove_cache_and_update_lock"),
    (parso_files.FileIO, "read"),
    (parso_files.KnownContentFileIO, "read"),
    (parso_files.FileIO, "get_last_modified"),
]


@pytest.fixture(scope="session")
def jedi_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jedi-cache")


@pytest.fixture(autouse=True)
def parsed_files(jedi_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """jedi in this process and in workers writes its cache to a scratch folder, shared for speed."""
    monkeypatch.setattr(jedi.settings, "cache_directory", str(jedi_cache / "jedi"))
    monkeypatch.setattr(parso_cache, "_default_cache_path", jedi_cache / "parso")
    monkeypatch.setenv("XDG_CACHE_HOME", str(jedi_cache))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)


@pytest.fixture
def jedi_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker changes in jedi is changed in this process for one test only."""
    for module, name in _CHANGED:
        monkeypatch.setattr(module, name, getattr(module, name))
