"""What changes a text: format, sorted imports, fixes. Python by ruff, other languages by their engines."""

import contextlib
from collections.abc import Generator, Sequence

from devmentor_analyzers.engines.connection import Unanswered
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.semantics.attached import Attached
from devmentor_analyzers.semantics.auto_import import AutoImport
from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.silence.silence import Silence
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit, Fix, Indent
from devmentor_protocol.position import Range


class Editing:
    """Works edits out; makes none."""

    def __init__(
        self,
        settings: FolderSettings,
        ruff: Ruff,
        attached: Attached,
        imports: AutoImport,
        silence: Silence,
        syntax: Syntax,
    ) -> None:
        self.settings = settings
        self._ruff = ruff
        self._attached = attached
        self._imports = imports
        self._silence = silence
        self._syntax = syntax

    def lints(self, snapshot: Snapshot) -> bool:
        """Tell whether a document is ruff's business."""
        return self.settings.of(snapshot.path).lint and self._syntax.takes_python(snapshot)

    async def formatted(
        self, snapshot: Snapshot, indent: Indent, range: Range | None = None
    ) -> list[Edit]:
        """Edits that format a document or a part of it; none when it does not parse. Raises `Refused`.

        Python is indented as its project says, other languages as the editor does where their
        engine has no opinion.
        """
        if self.lints(snapshot):
            with _told():
                return await self._ruff.formatted(snapshot, range)
        return (
            await self._attached.first(
                snapshot, "formatting", lambda s: s.formatted(snapshot, indent, range)
            )
            or []
        )

    async def imports_organized(self, snapshot: Snapshot) -> list[Edit]:
        """Edits that sort the imports of a document. Raises `Refused`."""
        if not self.lints(snapshot):
            return []
        with _told():
            return await self._ruff.organized(snapshot)

    async def fixes(self, snapshot: Snapshot, range: Range) -> list[Fix]:
        """Ways to settle or to silence the findings in a range; safe and unsafe ones apart.

        Raises `Refused`.
        """
        if not self.lints(snapshot):
            return []
        with _told():
            found = await self._ruff.fixes(snapshot, range)
        return await self._silence.fixes_left(snapshot, found)

    async def import_fixes(self, snapshot: Snapshot, name: str) -> list[Fix]:
        """Ways to import a name that nothing in a document defines."""
        if not self._syntax.takes_python(snapshot):
            return []
        return await self._imports.fixes(snapshot, name)

    async def actions(self, snapshot: Snapshot, range: Range, kinds: Sequence[str]) -> list[Fix]:
        """What attached engines offer to do, of some kinds or of all."""
        found = await self._attached.all(
            snapshot, "actions", lambda s: s.actions(snapshot, range, kinds)
        )
        return [fix for answer in found for fix in answer]


@contextlib.contextmanager
def _told() -> Generator[None]:
    """Nothing to do, and nobody to say what, are two answers."""
    try:
        yield
    except Unanswered as error:
        raise Refused(f"{str(error).rstrip('.')}. Try again in a moment.") from None
