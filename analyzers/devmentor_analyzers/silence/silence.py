"""What is shown of what was found: the part that is new, not muted, and not one hint too many."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.checking.changes import EVERYTHING, Lines
from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.silence.budget import SOURCE, is_counted
from devmentor_analyzers.silence.commenting import Replacement, ignore_in_file, ignore_on_line
from devmentor_analyzers.silence.hints import Hints
from devmentor_analyzers.silence.ignores import NOTHING, Ignores, ignores
from devmentor_analyzers.silence.memory import Memory, memory_path
from devmentor_analyzers.silence.new_code import NewCode, NewLines
from devmentor_analyzers.silence.pieces import Pieces, is_new, pieces
from devmentor_analyzers.silence.project_rules import RulesOfPlaces
from devmentor_analyzers.silence.rule_names import unknown
from devmentor_analyzers.silence.scope import is_on
from devmentor_analyzers.silence.volume import Volume
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit, Fix
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

_MANY = 200
"""Findings; to look at more takes longer than may be on the event loop."""


class Silence:
    """One per workspace. What it holds back can be had: by a setting, or by asking `check`."""

    def __init__(self, folders: Sequence[Path], volume: Volume, syntax: Syntax) -> None:
        self.volume = volume
        self.memory = Memory(memory_path())
        self._folders = folders
        self._syntax = syntax
        self._new_code = NewCode()
        self._places = RulesOfPlaces()
        self._hints = Hints(self.memory)
        self._shown: dict[str, list[Finding]] = {}

    def opened(self, snapshot: Snapshot) -> None:
        """Find out ahead of its findings what is new in a document."""
        if self.volume.scope == "changed":
            self._new_code.start(snapshot)

    def closed(self, uri: str) -> None:
        """Forget a document."""
        self._shown.pop(uri, None)
        self._hints.forget(uri)
        self._new_code.forget(uri)

    def close(self) -> None:
        """Stop all work."""
        self._new_code.close()

    def shown(self, uri: str) -> Sequence[Finding]:
        """What is shown of a document."""
        return self._shown.get(uri, ())

    def moment(self, path: Path) -> object:
        """Equal as long as the same is new in a file that does not change. Blocks."""
        return self._new_code.moment(path.parent) if self.volume.scope == "changed" else None

    async def ignored(self, snapshot: Snapshot, rule: str, line: int | None) -> list[Edit]:
        """Edits that have a rule ignored on a line, or in the whole file. Raises `Refused`."""

        def work(parsed: Parsed) -> Replacement | None:
            if line is None:
                return ignore_in_file(parsed, rule)
            return ignore_on_line(parsed, line, rule)

        found = await self._syntax.read(snapshot, work)
        if found is None:
            raise Refused(f"No comment can be written here that would mute {rule}.")
        start, end = (snapshot.lines.position(each) for each in (found.start, found.end))
        return [Edit(snapshot.path, Range(start=start, end=end), found.new)]

    async def left(
        self, snapshot: Snapshot, findings: Sequence[Finding], *, whole: bool
    ) -> list[Finding]:
        """What is shown of an open document; of a part that was quick to find, only what is sure."""
        asked = await self._ignores(snapshot)
        extra = await _unknown_rules(snapshot, asked) if whole else []
        found = await asyncio.to_thread(self._wanted, snapshot, [*findings, *extra], asked)
        new = await self._new_lines(snapshot, found, wait=whole)
        found = await self._new_only(snapshot, found, new)
        edited = new.edited if new else None
        per_hour = self.volume.hints_per_hour if whole else None
        found = await self._hints.left(snapshot, found, edited, per_hour)
        if whole or snapshot.uri not in self._shown:
            self._shown[snapshot.uri] = found
        return found

    async def wanted(self, snapshot: Snapshot, findings: Sequence[Finding]) -> list[Finding]:
        """Those that nobody asked to ignore, on old lines too."""
        asked = await self._ignores(snapshot)
        return await asyncio.to_thread(self._wanted, snapshot, findings, asked)

    async def fixes_left(self, snapshot: Snapshot, fixes: Sequence[Fix]) -> list[Fix]:
        """Fixes of what nobody asked to ignore."""
        about = [finding for fix in fixes for finding in fix.findings]
        kept = {id(finding) for finding in await self.wanted(snapshot, about)}
        return [fix for fix in fixes if any(id(finding) in kept for finding in fix.findings)]

    async def left_on_disk(self, snapshot: Snapshot, findings: Sequence[Finding]) -> list[Finding]:
        """The same of a file that is not open; hints wait until it is."""
        asked = NOTHING
        if _may_ignore(snapshot):
            asked = await asyncio.to_thread(
                lambda: ignores(Parsed(snapshot.language, snapshot.text))
            )
        told = [each for each in findings if not is_counted(each)]
        found = await asyncio.to_thread(self._wanted, snapshot, told, asked)
        if self.volume.scope == "all" or not any(map(_is_minor, found)):
            return found
        lines = await self._new_code.lines_on_disk(snapshot.path)
        return [each for each in found if not _is_minor(each) or is_on(each, lines)]

    async def _ignores(self, snapshot: Snapshot) -> Ignores:
        if not _may_ignore(snapshot):
            return NOTHING
        return await self._syntax.read(snapshot, ignores) or NOTHING

    def _wanted(
        self, snapshot: Snapshot, findings: Sequence[Finding], asked: Ignores
    ) -> list[Finding]:
        """The findings that neither a comment nor the project nor the user mutes. Blocks."""
        path = snapshot.path
        root = next((each for each in self._folders if each in path.parents), None)
        muted = self.memory.muted()
        found = self._places.of(path, root).left(
            asked.left(findings), Texts({str(path): snapshot.text})
        )
        return [each for each in found if each.code not in muted]

    async def _new_lines(
        self, snapshot: Snapshot, findings: Sequence[Finding], *, wait: bool
    ) -> NewLines | None:
        """The lines that count as new; None when that is not known yet."""
        if self.volume.scope == "all" and not any(map(is_counted, findings)):
            return NewLines(EVERYTHING)
        return await self._new_code.lines(snapshot, wait=wait)

    async def _new_only(
        self, snapshot: Snapshot, findings: list[Finding], new: NewLines | None
    ) -> list[Finding]:
        lines: Lines = new.lines if new else ()
        if lines == EVERYTHING:
            return findings
        among = await self._pieces(snapshot, findings)

        def work() -> list[Finding]:
            return [
                each for each in findings if not self._is_bound(each) or is_new(each, lines, among)
            ]

        return work() if len(findings) < _MANY else await asyncio.to_thread(work)

    def _is_bound(self, finding: Finding) -> bool:
        """Tell whether a finding is shown on new lines only; our own hints always are."""
        if finding.source == SOURCE and finding.severity is Severity.HINT:
            return True
        return self.volume.scope == "changed" and _is_minor(finding)

    async def _pieces(self, snapshot: Snapshot, findings: Sequence[Finding]) -> Pieces:
        if not any(map(is_counted, findings)):
            return {}
        return pieces(await self._syntax.outline(snapshot))


def _is_minor(finding: Finding) -> bool:
    return finding.severity is not Severity.ERROR


def _may_ignore(snapshot: Snapshot) -> bool:
    return "devmentor:" in snapshot.text


async def _unknown_rules(snapshot: Snapshot, asked: Ignores) -> list[Finding]:
    """A hint for each name in a comment that no rule has, where it stands first."""
    places = {name: at for each in reversed(asked.comments) for name, at in reversed(each.rules)}
    return [
        _unknown_rule(snapshot, name, places[name], nearest)
        for name, nearest in (await unknown(places)).items()
    ]


def _unknown_rule(snapshot: Snapshot, name: str, at: int, nearest: str | None) -> Finding:
    start = snapshot.lines.position(at)
    end = start.model_copy(update={"character": start.character + len(name)})
    meant = f" Did you mean `{nearest}`?" if nearest else ""
    return Finding(
        path=str(snapshot.path),
        range=Range(start=start, end=end),
        code="unknown-rule",
        message=f"Nothing is ignored here: no rule is called `{name}`.{meant}",
        severity=Severity.HINT,
        source=SOURCE,
    )
