"""The house rules that a reader relies on, held by tests."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "extension_protocol": "devmentor_protocol",
    "analyzers": "devmentor_analyzers",
    "bridge": "devmentor_bridge",
    "server": "devmentor_server",
    "cloud": "devmentor_cloud",
    "cli": "devmentor_cli",
}
MAX_LINES = 400
LONGER_FILES: dict[str, str] = {}
"""Files over the cap, each with its reason."""

MODULES_WITHOUT_TESTS = {
    "__init__.py": "states what a package gives",
    "__main__.py": "hands over to a tested module",
}


def tracked(*patterns: str) -> list[Path]:
    """Files in the repository, new ones included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in names.stdout.split() if (path := ROOT / name).exists()]


def modules() -> list[tuple[str, Path, Path]]:
    """Every module of every room: the room, its path inside the package, the path itself."""
    found: list[tuple[str, Path, Path]] = []
    for room, package in ROOMS.items():
        base = ROOT / room / package
        found += [
            (room, path.relative_to(base), path) for path in tracked(f"{room}/{package}/**.py")
        ]
    return found


def test_every_room_has_modules() -> None:
    assert set(ROOMS) == {room for room, _, _ in modules()}


def test_every_module_has_its_test_module() -> None:
    missing = [
        f"{room}/…/{inside} → tests/{room}/{inside.with_name('test_' + inside.name)}"
        for room, inside, _ in modules()
        if inside.name not in MODULES_WITHOUT_TESTS
        and "migrations" not in inside.parts  # tested as one history, with `stores.migrate`
        and not (ROOT / "tests" / room / inside.with_name("test_" + inside.name)).exists()
    ]

    assert not missing, "\n".join(missing)


def test_no_file_is_longer_than_the_cap() -> None:
    sources = tracked("*.py", "*.ts", "*.tsx", "*.mjs", "*.js", "*.lua", "*.sh")
    long = {
        name: lines
        for path in sources
        if (name := str(path.relative_to(ROOT))) not in LONGER_FILES
        and "generated" not in path.parts
        and "data" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }

    assert not long


def test_every_module_says_what_it_gives() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for _, _, path in modules()
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""', "# type-free"))
    ]

    assert not silent


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}

    assert not [path for _, _, path in modules() if path.stem in empty_names]


def documented_commands() -> set[str]:
    """Every `devmentor …` subcommand and `make …` target that the public documents mention."""
    documents = [*tracked("*.md", "docs/*.md"), *tracked("editors/**.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    fenced = "\n".join(re.findall(r"`{1,3}[^`]+`{1,3}", text))
    commands = re.findall(r"(?<![\w./-])devmentor +([a-z][a-z-]+)", fenced)
    return {f"devmentor {name}" for name in commands} | {
        f"make {name}" for name in re.findall(r"(?<![\w./-])make +([a-z]+)", fenced)
    }


def test_documents_mention_only_commands_that_exist() -> None:
    from devmentor_cli.main import COMMANDS

    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    known = {f"devmentor {name}" for name in COMMANDS} | {f"make {name}" for name in targets}

    assert documented_commands() <= known


def test_every_lsp_feature_is_in_the_table_of_the_documents() -> None:
    table = (ROOT / "docs" / "lsp.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\|.*\| `(\w+)` \|[^|]*\|$", table, re.MULTILINE))
    features = (ROOT / "server" / "devmentor_server" / "features").glob("[a-z]*.py")

    assert listed == {path.stem for path in features}


def test_every_setting_of_the_tier_is_documented() -> None:
    from devmentor_cloud.config import VARIABLES

    documented = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")

    assert not [name for name in VARIABLES.values() if f"`DEVMENTOR_{name}`" not in documented]


@pytest.mark.parametrize("folder", ["work", "root"])
def test_no_path_of_one_machine_is_in_the_repository(folder: str) -> None:
    texts = tracked("*.py", "*.md", "*.ts", "*.toml", "*.json", "*.lua", "*.sh", "Makefile")

    assert not [path for path in texts if f"/{folder}/" in path.read_text(encoding="utf-8")]
