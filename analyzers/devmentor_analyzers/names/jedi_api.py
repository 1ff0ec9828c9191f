"""The part of jedi and parso that is used here, with types: jedi carries none."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol


class Leaf(Protocol):
    """A token in parso's tree. Lines count from one, columns from zero."""

    type: str
    value: str
    start_pos: tuple[int, int]
    end_pos: tuple[int, int]


class Parameter(Protocol):
    """A parameter of a signature."""

    name: str

    def to_string(self) -> str:
        """As it is written in the label."""
        ...


class Signature(Protocol):
    """A way to call."""

    params: Sequence[Parameter]
    index: int | None

    def to_string(self) -> str:
        """The label."""
        ...

    def docstring(self, raw: bool = False, fast: bool = True) -> str:
        """What the author says of it."""
        ...


class Name(Protocol):
    """A definition or a use."""

    name: str
    type: str
    line: int | None
    column: int | None
    description: str
    full_name: str | None
    module_path: Path | None

    def docstring(self, raw: bool = False, fast: bool = True) -> str:
        """What the author says of it."""
        ...

    def get_signatures(self) -> Sequence[Signature]:
        """Ways to call it."""
        ...

    def get_type_hint(self) -> str:
        """The type as an annotation would say it; empty when unknown."""
        ...

    def is_definition(self) -> bool:
        """Whether the name is bound here."""
        ...

    def in_builtin_module(self) -> bool:
        """Whether it comes from a compiled module."""
        ...


class Completion(Name, Protocol):
    """A name that may be typed."""

    complete: str | None
    name_with_symbols: str

    def get_completion_prefix_length(self) -> int:
        """How much of it has been typed."""
        ...


class ChangedFile(Protocol):
    """A file as a refactoring leaves it."""

    def get_new_code(self) -> str:
        """Its whole text."""
        ...


class Refactoring(Protocol):
    """What is to be done."""

    def get_changed_files(self) -> Mapping[Path | None, ChangedFile]:
        """By path."""
        ...


class Script(Protocol):
    """A text jedi looks at. Lines count from one, columns from zero."""

    def complete(self, line: int | None = None, column: int | None = None) -> list[Completion]:
        """Names that may be typed; at the end when no place is given."""
        ...

    def infer(self, line: int, column: int) -> list[Name]:
        """What the name under the cursor is."""
        ...

    def help(self, line: int, column: int) -> list[Name]:
        """The same, with keywords and operators."""
        ...

    def goto(
        self,
        line: int,
        column: int,
        *,
        follow_imports: bool = False,
        follow_builtin_imports: bool = False,
        prefer_stubs: bool = False,
    ) -> list[Name]:
        """Where the name is bound."""
        ...

    def get_signatures(self, line: int, column: int) -> list[Signature]:
        """Ways to call the function around the place."""
        ...

    def get_references(
        self, line: int, column: int, *, include_builtins: bool = True, scope: str = "project"
    ) -> list[Name]:
        """Where the name is used."""
        ...

    def extract_variable(
        self, line: int, column: int, *, new_name: str, until_line: int, until_column: int
    ) -> Refactoring:
        """Give an expression a name. Raises `RefactoringError`."""
        ...

    def inline(self, line: int, column: int) -> Refactoring:
        """Put what a variable stands for in its place. Raises `RefactoringError`."""
        ...


jedi: Any = import_module("jedi")
parso: Any = import_module("parso")
parso_cache: Any = import_module("parso.cache")
parso_files: Any = import_module("parso.file_io")
jedi_references: Any = import_module("jedi.inference.references")
jedi_dynamic_params: Any = import_module("jedi.inference.dynamic_params")
jedi_completion: Any = import_module("jedi.api.completion")
jedi_filters: Any = import_module("jedi.inference.filters")
jedi_extract: Any = import_module("jedi.api.refactoring.extract")

RefactoringError: type[Exception] = import_module("jedi.api.exceptions").RefactoringError


def code_before(file: ChangedFile) -> str:
    """The text a refactoring started from."""
    changed: Any = file
    return changed._module_node.get_code()  # jedi shows it only as a part of a diff


def leaf_at(script: Script, line: int, column: int) -> Leaf | None:
    """The token that touches a place: the name that ends there before what begins there."""
    opened: Any = script
    module = opened._module_node  # jedi offers no other way to the tree
    name = module.get_name_of_position((line, column))
    return name if name is not None else module.get_leaf_for_position((line, column))


def loaded_files(script: Script) -> set[str]:
    """Files a script has taken other modules from so far."""
    opened: Any = script
    state = opened._inference_state
    found: set[str] = set()
    for values in list(state.module_cache._name_cache.values()):
        found.update(str(value.py__file__()) for value in values if not value.is_compiled())
    for value in list(state.stub_module_cache.values()):
        if value is not None:
            found.add(str(value.py__file__()))
    return found - {"None"}


def search_parameters(script: Script, *, wanted: bool) -> None:
    """Whether jedi looks for calls of a function to learn what its parameters are."""
    opened: Any = script
    opened._inference_state.do_dynamic_params_search = wanted  # its setting is global


def unknown_parameter(state: Any) -> None:
    """Take note that an inference came to a parameter it was not to look for calls of."""
    state.devmentor_has_unknown_parameter = True


def has_unknown_parameter(script: Script) -> bool:
    """Whether a script that looks for calls may know more than this one, which does not."""
    opened: Any = script
    return getattr(opened._inference_state, "devmentor_has_unknown_parameter", False)
