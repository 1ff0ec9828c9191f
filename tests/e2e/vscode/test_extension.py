"""The extension without a window: its types, its plain parts, its package, its environment."""

import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import EXTENSION, HERE, required, run_node


@pytest.fixture(scope="module")
def unpacked(vsix: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as VS Code unpacks it."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(vsix) as package:
        package.extractall(folder)
    return folder / "extension"


def test_types_are_right() -> None:
    compiler = required(
        EXTENSION / "node_modules" / "typescript" / "bin" / "tsc", "the TypeScript compiler"
    )

    run_node(compiler, timeout=100)


def test_the_plain_parts_pass_their_own_tests() -> None:
    quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
    tests = sorted((EXTENSION / "test").glob("*.test.ts"))

    printed = run_node(quiet, "--test", "--test-reporter=tap", *tests, timeout=100)

    assert re.search(r"^# pass [1-9]", printed, re.MULTILINE)
    assert "# skipped 0" in printed


def test_the_package_brings_the_server_and_hashes_of_all_it_needs(unpacked: Path) -> None:
    requirements = (unpacked / "wheels" / "requirements.txt").read_text()

    assert [path.name for path in (unpacked / "wheels").glob("devmentor-*.whl")]
    assert requirements.count("==") <= requirements.count("--hash=sha256:")
    assert "://" not in requirements


def test_the_package_brings_only_what_it_runs(unpacked: Path) -> None:
    brought = {path.name for path in unpacked.iterdir()}

    assert brought == {"LICENSE.txt", "package.json", "readme.md", "dist", "media", "wheels"}


def test_no_package_registry_is_named_in_the_lock_file() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text())

    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]


def test_two_windows_build_one_environment_from_the_package(unpacked: Path, tmp_path: Path) -> None:
    script = HERE / "build_environment.mjs"
    storage, wheels = tmp_path / "storage", unpacked / "wheels"
    base = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"

    built = json.loads(run_node(quiet, script, EXTENSION, storage, wheels, base, timeout=110))

    assert built["first"] == built["second"] == built["found"]
    assert Path(built["first"]).is_relative_to(storage)
    assert re.fullmatch(r"devmentor \d+\.\d+\.\d+\S*", built["version"])
    assert len([line for line in built["reported"] if line.startswith("Creating")]) == 1
