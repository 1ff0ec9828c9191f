"""`initialized`, `shutdown` and cancelled progress."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_server.features.configuration import fetch_settings, watch
from devmentor_server.muted_elsewhere import follow_mutes

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.INITIALIZED)(initialized)
    server.feature(types.SHUTDOWN)(shutdown)
    server.feature(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)(progress_cancelled)


async def initialized(ls: "DevMentorServer", _: types.InitializedParams) -> None:
    """Ask for what initialize did not bring, then look for a tier."""
    await fetch_settings(ls)
    await watch(ls)
    ls.keep_index()
    ls.asking.begin()
    ls.setting_faults.tell()
    ls.spawn(follow_mutes(ls))
    await ls.connection.start()


async def shutdown(ls: "DevMentorServer", _: object) -> None:
    """Stop all work, then answer."""
    await ls.close()


def progress_cancelled(ls: "DevMentorServer", params: types.WorkDoneProgressCancelParams) -> None:
    """Stop the work the user no longer waits for."""
    ls.bars.cancel(params.token)
