"""The language server of one client: what it knows, and what its features share."""

import asyncio
import contextlib
import logging
import types as python_types
from collections.abc import Awaitable, Coroutine
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from devmentor_analyzers.index.keeping import IndexKeeper
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position
from devmentor_server.analysis import Chosen, Wanted, wanted
from devmentor_server.asking import Asking
from devmentor_server.client import Client
from devmentor_server.closed_files import ClosedFiles
from devmentor_server.collector import Collector
from devmentor_server.dependents import Dependents
from devmentor_server.documents import Documents
from devmentor_server.early_findings import EarlyFindings
from devmentor_server.features import (
    call_hierarchy,
    code_action,
    code_action_resolve,
    code_lens,
    completion,
    configuration,
    declaration,
    definition,
    diagnostics,
    document_highlight,
    document_link,
    document_symbol,
    execute_command,
    explain,
    folding_range,
    formatting,
    hover,
    implementation,
    inlay_hint,
    lifecycle,
    memory,
    notebook,
    references,
    rename,
    selection_range,
    semantic_tokens,
    signature_help,
    synchronisation,
    type_definition,
    type_hierarchy,
    will_rename_files,
    workspace_diagnostic,
    workspace_symbol,
)
from devmentor_server.late_findings import LateFindings
from devmentor_server.memory_limit import MemoryLimit
from devmentor_server.mentor.connection import Connection
from devmentor_server.notebooks import Notebooks
from devmentor_server.places import Places
from devmentor_server.progress import Progress
from devmentor_server.protocol import DevMentorProtocol
from devmentor_server.publisher import Publisher
from devmentor_server.reasons import Reasons
from devmentor_server.registrations import Registrations
from devmentor_server.setting_faults import SettingFaults
from devmentor_server.settings import ServerSettings, read_settings
from devmentor_server.strict_values import be_strict
from devmentor_server.token_reports import TokenReports
from devmentor_server.transports import Transport
from devmentor_server.workspace_edits import changed_meanwhile

_log = logging.getLogger(__name__)
FEATURES: tuple[python_types.ModuleType, ...] = (
    lifecycle,
    configuration,
    synchronisation,
    notebook,
    diagnostics,
    workspace_diagnostic,
    completion,
    hover,
    signature_help,
    definition,
    declaration,
    type_definition,
    implementation,
    references,
    rename,
    will_rename_files,
    call_hierarchy,
    type_hierarchy,
    document_highlight,
    document_symbol,
    workspace_symbol,
    folding_range,
    selection_range,
    document_link,
    inlay_hint,
    semantic_tokens,
    formatting,
    code_action,
    code_action_resolve,
    code_lens,
    execute_command,
    explain,
    memory,
)


class Placed(Protocol):
    """The parameters of any request about a place in a document."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class DevMentorServer(LanguageServer):
    """One client's session. Features translate; what they share lives here."""

    protocol: DevMentorProtocol  # pyright: ignore[reportIncompatibleVariableOverride] - narrower, set once

    def __init__(
        self, client: Client, transport: Transport, analysis: Workspace, early: EarlyFindings
    ) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] - pygls leaves *args untyped
            "devmentor",
            version("devmentor"),
            protocol_cls=DevMentorProtocol,
            converter_factory=lambda: be_strict(default_converter()),
        )
        self.client = client
        self.transport = transport
        self.exit_code: int | None = None
        self.folders = list(client.folders)
        self.chosen = Chosen(read_settings(client.settings))
        self._wanted = Wanted.of(analysis)
        self._configuring = asyncio.Lock()
        self.documents = Documents(client.encoding, Settings().max_file_bytes)
        self.notebooks = Notebooks(client.encoding)
        self.places = Places(client.encoding, self.documents)
        self.analysis = analysis
        self.collector = Collector()
        self.bars = Progress(self)
        self.publisher = Publisher(self, early)
        self._listen_for_news()
        self.dependents = Dependents(self)
        self.connection = Connection(self)
        self.completions = completion.Offers()
        self.closed_files = ClosedFiles(self.documents)
        self.tokens = TokenReports()
        self.reasons = Reasons()
        self.index = IndexKeeper()
        self.asking = Asking(self)
        self.setting_faults = SettingFaults(self)
        self.memory_limit = MemoryLimit(self)
        self.registrations = Registrations(self)
        self.late_findings = LateFindings(self)
        analysis.on_late_findings(self.late_findings.arrived)
        self._tasks: set[asyncio.Task[None]] = set()
        for feature in FEATURES:
            feature.register(self)

    async def close(self) -> None:
        """Stop everything; nothing that was started stays behind. Harmless when repeated."""
        self.protocol.shut_down()
        for task in list(self._tasks):
            task.cancel()
        self.publisher.close()
        self.dependents.close()
        self.reasons.close()
        closing = (each.close() for each in (self.connection, self.analysis, self.index))
        await asyncio.gather(*closing, return_exceptions=True)

    @property
    def settings(self) -> ServerSettings:
        """What the user has chosen for no folder in particular."""
        return self.chosen.everywhere

    async def configure(
        self, chosen: Chosen, folders: list[Path] | None = None, *, look_again: bool = False
    ) -> None:
        """Take new settings or folders; only what they change starts anew.

        To `look_again`: environments may have changed that no setting names.
        """
        before, self.chosen = self.settings, chosen
        settings = self.settings
        if folders is not None:
            self.folders = folders
        async with self._configuring:
            found = await asyncio.to_thread(wanted, self.folders, chosen)
            if look_again or found != self._wanted:
                self._wanted = found
                await self.analysis.reconfigure(found.folders, found.otherwise, found.own)
                self.closed_files.forget()
                self.refresh()
        self.keep_index()
        self.asking.begin()
        self.setting_faults.tell()
        self.spawn(self.registrations.follow_settings())
        lenses = [(each.code_lens, each.code_lens_history) for each in (before, settings)]
        if lenses[0] != lenses[1] and self.client.refresh_lenses:
            self.spawn(_quietly(self.workspace_code_lens_refresh_async(None)))
        if (before.tier_url, before.ai) != (settings.tier_url, settings.ai):
            await self.connection.restart()

    def let_go(self) -> None:
        """Empty what was kept to be quick; it is made anew when it is asked for."""
        self.analysis.let_go()
        self.closed_files.forget()
        self.completions = completion.Offers()
        self.tokens = TokenReports()

    def keep_index(self) -> None:
        """Keep the indexes of the folders that are open now, if the user wants them kept."""
        self.index.work_in(self.folders if self.settings.index else [])

    def snapshot(self, uri: str) -> Snapshot | None:
        """Return an open document as it was when the request that is being answered arrived.

        None when it is not open, or too large.
        """
        document = self.documents.asked(uri)
        return document if isinstance(document, Snapshot) else None

    def is_current(self, snapshot: Snapshot) -> bool:
        """Tell whether a document is still what it was."""
        return self.documents.get(snapshot.uri) is snapshot

    def require_current(self, snapshot: Snapshot) -> None:
        """Refuse to answer with places or edits in a text that has changed meanwhile."""
        if not self.is_current(snapshot):
            raise changed_meanwhile(snapshot.uri)

    def place(self, params: Placed) -> tuple[Snapshot, Position] | None:
        """Return what a request is about, in code points."""
        snapshot = self.snapshot(params.text_document.uri)
        return (snapshot, self.places.read(snapshot, params.position)) if snapshot else None

    def refresh(self) -> None:
        """Something other than a text changed: all that is shown may have."""
        self.publisher.refresh()
        if self.client.refresh_hints:
            self.spawn(_quietly(self.workspace_inlay_hint_refresh_async(None)))
        if self.client.refresh_tokens:
            self.spawn(_quietly(self.workspace_semantic_tokens_refresh_async(None)))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run work nobody waits for; it ends with the session."""
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # when it was cancelled before it began

    def _listen_for_news(self) -> None:
        """What is found late is shown when it is there."""
        self.analysis.advice.on_news = self.publisher.refresh
        self.analysis.remarks.surveys.on_news = self.publisher.refresh


async def _quietly(asked: Awaitable[None]) -> None:
    with contextlib.suppress(JsonRpcException):  # the client asks again after the next edit
        await asked


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:  # noqa: BLE001 - the door of work nobody waits for: its failure is logged
        _log.exception("background work failed")
