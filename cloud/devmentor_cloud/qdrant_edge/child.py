"""Starting the embedded vector store as a child of the tier."""

import asyncio
import secrets
import sys
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from devmentor_cloud.supervisor import CannotStart, Child

KEY_VARIABLE: Final = "DEVMENTOR_QDRANT_EDGE_KEY"
_READY_SECONDS: Final = 30.0


async def start_qdrant(
    folder: Path, log: Path, *, port: int = 0, key: SecretStr | None = None
) -> tuple[Child, str, SecretStr]:
    """Start a server that keeps its data in `folder`; return it, its URL and its key.

    Raises `CannotStart`. One that is started again gets the port and key that its clients know.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = folder / ".address"
    address.unlink(missing_ok=True)
    key = key or SecretStr(secrets.token_urlsafe(24))
    arguments = [
        *(sys.executable, "-I", "-m", "devmentor_cloud.qdrant_edge"),
        *("--path", str(folder), "--port", str(port), "--address-file", str(address)),
    ]
    child = await Child.start(
        "qdrant", arguments, log=log, environment={KEY_VARIABLE: key.get_secret_value()}
    )
    try:
        async with asyncio.timeout(_READY_SECONDS):
            while not address.exists():
                child.check()
                await asyncio.sleep(0.02)
    except TimeoutError:
        await child.stop()
        raise CannotStart(f"The vector store did not start; see {log}.") from None
    except BaseException:
        await child.stop()
        raise
    return child, address.read_text(encoding="utf-8"), key
