"""What jedi knows: runs inside a worker process, one question at a time.

jedi is not thread-safe and keeps its caches in the process, which is why it lives in a process.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from devmentor_analyzers.names import describe
from devmentor_analyzers.names.wire import Question
from devmentor_analyzers.values import Completion, Completions, Highlight, Location

_KEPT_SCRIPTS: Final = 8

# jedi has no types and no settings for these limits: `Any` stands for it in this file.
jedi: Any = import_module("jedi")
_search: Any = import_module("jedi.inference.references")
_cache: Any = import_module("parso.cache")

# jedi looks into 30 files and stops: 17 references in 8 files where there are 38 in 18.
_search._PARSED_FILE_LIMIT = 1_000
_search._OPENED_FILE_LIMIT = 20_000
# parso drops modules in the middle of an inference and then misses them; memory is watched outside.
_cache._CACHED_SIZE_TRIGGER = 10**9


class Knowledge:
    """Answers questions about the texts of some folders."""

    def __init__(self, folders: Sequence[Path], interpreter: Path | None) -> None:
        self.detail = ""
        self._environment = self._make_environment(interpreter)
        self._projects = [jedi.Project(folder) for folder in folders]
        self._scripts: OrderedDict[tuple[Path, int, int], Any] = OrderedDict()
        self._completed: dict[str, Any] = {}

    def answer(self, question: Question) -> Any:
        """Answer one question; what jedi raises on odd code is the caller's to catch."""
        jedi.settings.dynamic_params = question.kind != "complete"  # 482 ms or 33 for a long list
        return getattr(self, f"_{question.kind}")(question, self._script(question))

    def warm_up(self) -> None:
        """Read what nearly every question needs, before the first one is asked."""
        script = jedi.Script("import os\nos.path.jo", environment=self._environment)
        script.complete(2, len("os.path.jo"))

    def _make_environment(self, interpreter: Path | None) -> Any:
        if interpreter is None:
            return jedi.InterpreterEnvironment()
        try:
            return jedi.create_environment(str(interpreter), safe=False)
        except (jedi.InvalidPythonEnvironment, OSError) as error:
            self.detail = f"{interpreter} cannot be used ({error}); DevMentor's own Python is."
            return jedi.InterpreterEnvironment()

    def _script(self, question: Question) -> Any:
        key = (question.path, question.version, hash(question.text))
        script = self._scripts.pop(key, None)
        if script is None:
            script = jedi.Script(
                question.text,
                path=question.path,
                environment=self._environment,
                project=self._project(question.path),
            )
        self._scripts[key] = script
        while len(self._scripts) > _KEPT_SCRIPTS:
            self._scripts.popitem(last=False)
        return script

    def _project(self, path: Path) -> Any:
        for project in self._projects:
            if path.is_relative_to(project.path):
                return project
        return jedi.Project(path.parent)

    def _complete(self, question: Question, script: Any) -> Completions:
        found = script.complete(*_place(question))
        self._completed = {each.name: each for each in reversed(found)}
        items = [describe.completion(each) for each in found[: question.limit]]
        return Completions(tuple(items), incomplete=len(found) > question.limit)

    def _resolve(self, question: Question, script: Any) -> Completion | None:
        known = self._completed.get(question.label)
        return describe.completion(known, whole=True) if known else None

    def _hover(self, question: Question, script: Any) -> str | None:
        line, column = _place(question)
        names = script.infer(line, column) or script.goto(line, column, follow_imports=True)
        if not names:
            names = script.help(line, column)
        used = script.goto(line, column)
        return describe.hover(names, used[0] if used else None)

    def _signatures(self, question: Question, script: Any) -> Any:
        return describe.signatures(script.get_signatures(*_place(question)))

    def _definitions(self, question: Question, script: Any) -> list[Location]:
        line, column = _place(question)
        names = script.goto(line, column, follow_imports=True, follow_builtin_imports=True)
        return _locations(names or script.infer(line, column))

    def _references(self, question: Question, script: Any) -> list[Location]:
        names = script.get_references(*_place(question), include_builtins=False)
        if not question.include_declaration:
            names = [name for name in names if not name.is_definition()]
        return _locations(names)

    def _highlights(self, question: Question, script: Any) -> list[Highlight]:
        names = script.get_references(*_place(question), scope="file", include_builtins=False)
        return [
            Highlight(location.range, write=bool(name.is_definition()))
            for name in names
            if (location := describe.location(name)) is not None
        ]


def _place(question: Question) -> tuple[int, int]:
    return question.at.line + 1, question.at.character


def _locations(names: Iterable[Any]) -> list[Location]:
    found = (describe.location(name) for name in names)
    return list(dict.fromkeys(each for each in found if each is not None))
