import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document
from tests.analyzers.history.repositories import commit
from tests.analyzers.history.worn import HOT, worn

from devmentor_analyzers.history import surveys
from devmentor_analyzers.history.line_history import LineHistory
from devmentor_analyzers.history.remarks import Remarks
from devmentor_protocol.finding import Severity

TEXT = HOT.format(11)
EDITED = TEXT.replace("return 11", "return 99")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return worn(tmp_path / "shop")


@pytest.fixture
async def remarks(shop: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Remarks]:
    """Remarks about a repository that has been surveyed."""
    monkeypatch.setattr(surveys, "_CALM_SECONDS", 0)
    made, news = Remarks([shop], LineHistory(), wanted=True), asyncio.Event()
    made.surveys.on_news = news.set
    assert await made.findings(document(shop / "hot.py", TEXT)) == []
    await news.wait()
    yield made
    await made.close()


async def test_a_hotspot_is_hinted_at_once_a_file(remarks: Remarks, shop: Path) -> None:
    (found,) = await remarks.findings(document(shop / "hot.py", TEXT))

    assert (found.code, found.source, found.severity) == ("hotspot", "devmentor", Severity.HINT)
    assert "12 commits by 1 people, cognitive complexity 6" in found.message
    assert found.line == 1


async def test_who_edits_a_file_is_reminded_of_its_partner(remarks: Remarks, shop: Path) -> None:
    hot, together = await remarks.findings(document(shop / "hot.py", EDITED))

    assert together.code == "changes-together"
    assert "notes.md changes with this file (12 of 12 commits)" in together.message
    assert (hot.line, together.line) == (5, 5)
    assert remarks.concern(shop / "notes.md")


async def test_a_partner_that_is_changed_or_gone_is_not_mentioned(
    remarks: Remarks, shop: Path
) -> None:
    (shop / "notes.md").write_text("changed")
    changed = await remarks.findings(document(shop / "hot.py", EDITED))
    (shop / "notes.md").unlink()
    gone = await remarks.findings(document(shop / "hot.py", EDITED))

    assert [each.code for each in changed] == [each.code for each in gone] == ["hotspot"]
    assert not remarks.concern(shop / "notes.md")


async def test_a_file_that_is_committed_again_is_at_rest(remarks: Remarks, shop: Path) -> None:
    (shop / "f1.py").write_text("two = 2\n")
    commit(shop)

    assert len(await remarks.findings(document(shop / "hot.py", TEXT))) == 1


async def test_other_files_have_no_hints(remarks: Remarks, shop: Path, tmp_path: Path) -> None:
    assert await remarks.findings(document(shop / "f1.py", "one = 1\n")) == []
    assert await remarks.findings(document(shop / "new.py", "one = 1\n")) == []
    assert await remarks.findings(document(tmp_path / "outside.py", "one = 1\n")) == []


async def test_hints_that_are_not_wanted_are_not_made(shop: Path) -> None:
    silent = Remarks([shop], LineHistory(), wanted=False)

    assert await silent.findings(document(shop / "hot.py", EDITED)) == []
    await silent.close()
