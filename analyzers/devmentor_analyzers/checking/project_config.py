"""What a project decides for everyone who works on it: `[tool.devmentor]` or `devmentor.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.engines.attachment import Attachment, AttachmentError, attachment
from devmentor_analyzers.files import Rules, patterns, plain
from devmentor_analyzers.settings import CHECKERS, Settings

OWN_FILE = "devmentor.toml"
SHARED_FILE = "pyproject.toml"
USUAL_BASELINE = Path(".devmentor", "baseline.json")
LEVELS = ("error", "warning", "information")

_ADVICE = {name.replace("_", "-"): value for name, value in Choices().as_json().items()}
DEFAULTS: dict[str, Any] = {
    "types": True,
    "lint": True,
    "exclude": [],
    "mute": [],
    "fail-on": "information",
    "baseline": None,
    "interpreter": None,
    "max-file-bytes": Settings().max_file_bytes,
    **_ADVICE,
    "engines": {},
}
"""Key → what holds when nobody says anything."""

_NAME = r"\s*[^\W\d]\w*(?:\.[^\W\d]\w*)*\s*"
_LAYER = re.compile(rf"{_NAME}(?:(?:\|{_NAME})*|(?::{_NAME})*)")
"""Packages of one layer, all of them apart (`|`) or none (`:`)."""

_KINDS = {
    "types": f"true, false, or one of {', '.join(CHECKERS)}",
    "lint": "true or false",
    "exclude": "a list of patterns as in .gitignore",
    "mute": "a list of names of rules",
    "fail-on": 'one of "error", "warning", "information"',
    "baseline": "the path of a file",
    "interpreter": "the path of a Python interpreter",
    "max-file-bytes": "a number of bytes above 0",
    "too-complex": "a number above 0, or false",
    "secret": "true or false",
    "duplicate": "a number above 0, or false",
    "unused": "true or false",
    "unreachable": "true or false",
    "untested-change": "true or false",
    "import-cycle": "true or false",
    "layers": 'a list of packages, the highest first, as ["shop.web", "shop.data | shop.mail"]',
    "engines": "a table of engines by name",
}


class ConfigError(Exception):
    """The configuration cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class ProjectConfig:
    """What is set, and where; paths inside are relative to the file's folder."""

    file: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def get(self, key: str) -> Any:
        """The value of a key, or its default."""
        return self.values.get(key, DEFAULTS[key])

    def path(self, key: str) -> Path | None:
        """The value of a key that is a path, made absolute."""
        value = self.get(key)
        return self._folder / Path(value).expanduser() if value else None

    @property
    def muted(self) -> frozenset[str]:
        """The rules of `mute`."""
        return frozenset(self.get("mute"))

    def baseline(self, folder: Path) -> Path | None:
        """The file of known findings: the one that is set, else the usual one, if it is there.

        Without a configuration the nearest one up to the repository's folder counts.
        """
        if said := self.path("baseline"):
            return said
        around = [self.file.parent] if self.file else _within_repository(plain(folder))
        usual = (each / USUAL_BASELINE for each in around)
        return next((each for each in usual if each.is_file()), None)

    @property
    def excluding(self) -> Rules:
        """The rules of `exclude`."""
        return patterns(self._folder, self.get("exclude")) if self.get("exclude") else ()

    def over(self, settings: Settings) -> Settings:
        """Settings where this configuration has a say, over others where it has none."""
        given = self.values
        return replace(
            settings,
            ty=bool(given.get("types", settings.ty)),
            lint=given.get("lint", settings.lint),
            interpreter=self.path("interpreter") or settings.interpreter,
            max_file_bytes=given.get("max-file-bytes", settings.max_file_bytes),
            advice=self._over(settings.advice),
        )

    def _over(self, advice: Choices) -> Choices:
        """`false` turns a rule off that has a number."""
        given = {key: value for key, value in self.values.items() if key in _ADVICE}
        return Choices.from_json(
            advice.as_json()
            | {key.replace("-", "_"): type(_ADVICE[key])(value) for key, value in given.items()}
        )

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The engines it wants attached."""
        return tuple(attachment(name, given) for name, given in self.get("engines").items())

    @property
    def checker(self) -> str | None:
        """The engine it wants types checked by, when it is another than ours."""
        said = self.get("types")
        return said if isinstance(said, str) and said != CHECKERS[0] else None

    @property
    def starts(self) -> dict[str, Any]:
        """What it would have started, for which the user's consent is needed; empty for nothing."""
        checker = {"types": self.checker} if self.checker else {}
        return {**self.get("engines"), **checker}

    @property
    def _folder(self) -> Path:
        return self.file.parent if self.file else Path()


def _within_repository(folder: Path) -> list[Path]:
    """The folder and those around it, the last of which holds the repository; else it alone."""
    around = [folder, *folder.parents]
    last = next((n for n, each in enumerate(around) if (each / ".git").exists()), 0)
    return around[: last + 1]


def project_config(folder: Path) -> ProjectConfig:
    """The nearest configuration around a folder. Raises `ConfigError`."""
    absolute = plain(folder)
    found = map(config_in, (absolute, *absolute.parents))
    return next((config for config in found if config is not None), ProjectConfig())


def config_in(folder: Path) -> ProjectConfig | None:
    """The configuration that lies in a folder. Raises `ConfigError`."""
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    if (values := _read(own)) is not None:
        return _checked(own, values, "")
    tool = (_read(shared) or {}).get("tool")
    if isinstance(tool, dict) and "devmentor" in tool:
        return _checked(shared, cast(dict[str, Any], tool)["devmentor"], "tool.devmentor.")
    return None


def _read(file: Path) -> dict[str, Any] | None:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.") from error


def _checked(file: Path, values: Any, prefix: str) -> ProjectConfig:
    if not isinstance(values, dict):
        raise ConfigError(f"{file}: `{prefix.rstrip('.')}` has to be a table.")
    given = cast(dict[str, Any], values)
    for key, value in given.items():
        if key not in DEFAULTS:
            raise ConfigError(f"{file}: there is no key `{prefix}{key}`. {_nearest(key)}")
        if not _fits(key, value):
            raise ConfigError(f"{file}: `{prefix}{key}` has to be {_KINDS[key]}, not {value!r}.")
    config = ProjectConfig(file, given)
    try:
        _ = config.attachments
    except AttachmentError as error:
        raise ConfigError(f"{file}: in `{prefix}engines`: {error}") from error
    return config


def _nearest(key: str) -> str:
    near = get_close_matches(key.replace("_", "-").lower(), DEFAULTS, n=1, cutoff=0.4)
    return f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(DEFAULTS)}."


def _fits(key: str, value: Any) -> bool:
    if key == "types" and value in CHECKERS:
        return True
    if key == "engines":
        return isinstance(value, dict)
    if isinstance(DEFAULTS[key], bool):
        return isinstance(value, bool)
    if key in _ADVICE and value is False and not isinstance(DEFAULTS[key], list):
        return True
    if isinstance(DEFAULTS[key], list):
        items = cast(list[Any], value) if isinstance(value, list) else [None]
        texts = [item for item in items if isinstance(item, str)]
        return texts == items and (key != "layers" or all(map(_LAYER.fullmatch, texts)))
    if key == "fail-on":
        return value in LEVELS
    if isinstance(DEFAULTS[key], int):
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, str) and bool(value)
