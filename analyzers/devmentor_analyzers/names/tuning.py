"""How jedi and parso are changed for a resident worker."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from devmentor_analyzers.names.jedi_api import (
    jedi_dynamic_params,
    jedi_extract,
    jedi_references,
    parso_cache,
    unknown_parameter,
)
from devmentor_analyzers.names.patience import Patience
from devmentor_analyzers.names.prefixing import list_by_prefix
from devmentor_analyzers.names.unsaved import Unsaved

Candidates = Callable[[str], Iterable[Path]]
"""Files that contain a name as a whole word."""


def tune(candidates: Candidates, patience: Patience, unsaved: Unsaved) -> None:
    """Change this process's jedi; call once."""
    # parso drops modules in the middle of an inference and then misses them (KeyError): memory is
    # watched from outside instead.
    parso_cache._CACHED_SIZE_TRIGGER = 10**9
    parso_cache._save_to_file_system = _saving(parso_cache._get_hashed_path, unsaved)
    parso_cache._load_from_file_system = _loading(parso_cache._load_from_file_system)
    parso_cache._remove_cache_and_update_lock = _tidying(parso_cache._remove_cache_and_update_lock)
    jedi_extract.indent_block = _placed
    unsaved.replace_files()
    _search_everywhere(candidates, patience)
    list_by_prefix()
    _note_unknown_parameters()


def _placed(code: str, indention: str) -> str:
    """An assignment in its place: jedi moves every line, and what is in its strings."""
    return indention + code


def _search_everywhere(candidates: Candidates, patience: Patience) -> None:
    """Let jedi look into every file that contains the name: by itself it stops after 30."""

    def contexts(state: Any, known: Iterable[Any], name: str, limit_reduction: int = 1) -> Any:
        seen: set[str] = set()
        for context in known:
            if not context.is_compiled():
                seen.add(str(context.py__file__()))
                yield context
        for path in candidates(name):
            if not patience.may_search():
                return
            if str(path) not in seen:
                yield from _context(state, path)

    find_names = jedi_references._find_names

    def find_names_while_wanted(*arguments: Any) -> Any:
        patience.check()  # nothing of jedi's is half done here
        return find_names(*arguments) if patience.may_search() else set[Any]()

    calls_of = jedi_dynamic_params._check_name_for_execution

    def calls_while_there_is_time(*arguments: Any) -> Iterable[Any]:
        return calls_of(*arguments) if patience.may_search() else ()

    jedi_dynamic_params._check_name_for_execution = calls_while_there_is_time
    jedi_references._find_names = find_names_while_wanted
    jedi_references.get_module_contexts_containing_name = contexts
    jedi_dynamic_params.get_module_contexts_containing_name = contexts


def _note_unknown_parameters() -> None:
    """Let `has_unknown_parameter` know: what was found without a parameter needs no second look."""
    look_up = jedi_dynamic_params.dynamic_param_lookup

    def look_up_or_note(function: Any, index: int) -> Any:
        if not function.inference_state.do_dynamic_params_search:
            unknown_parameter(function.inference_state)
        return look_up(function, index)

    jedi_dynamic_params.dynamic_param_lookup = look_up_or_note


def _context(state: Any, path: Path) -> Iterator[Any]:
    """jedi's context of a module; none when the file cannot be read."""
    with contextlib.suppress(OSError, UnicodeError):
        text = _text(jedi_references.FolderIO(str(path.parent)).get_file_io(path.name))
        file = jedi_references.KnownContentFileIO(path, text)
        module = jedi_references.load_module_from_path(state, file)
        if not module.is_compiled():
            yield module.as_context()


def _text(file: Any) -> str:
    return jedi_references.python_bytes_to_unicode(file.read(), errors="replace")


def _saving(hashed_path: Callable[..., str], unsaved: Unsaved) -> Callable[..., None]:
    """Write cache files at once: a killed worker must not leave half of one behind."""

    def save(grammar: str, path: Any, item: Any, cache_path: Any = None) -> None:
        if path in unsaved:
            return
        with contextlib.suppress(OSError):  # a full or read-only disk: the cache stays in memory
            target = hashed_path(grammar, path, cache_path=cache_path)
            descriptor, draft = tempfile.mkstemp(dir=os.path.dirname(target))
            try:
                with os.fdopen(descriptor, "wb") as file:
                    parso_cache.pickle.dump(item, file, parso_cache.pickle.HIGHEST_PROTOCOL)
                os.replace(draft, target)
            except BaseException:
                os.unlink(draft)
                raise

    return save


def _loading(load: Callable[..., Any]) -> Callable[..., Any]:
    """Pass over cache files that cannot be read: parso would fail on them for ever."""

    def load_if_whole(*arguments: Any, **options: Any) -> Any:
        try:
            return load(*arguments, **options)
        except Exception:  # noqa: BLE001 - unpickling half a file raises nearly anything
            return None

    return load_if_whole


def _tidying(tidy: Callable[..., Any]) -> Callable[..., None]:
    """Leave a cache folder alone that cannot be tidied up."""

    def tidy_if_possible(cache_path: Any = None) -> None:
        with contextlib.suppress(OSError):
            tidy(cache_path=cache_path)

    return tidy_if_possible
