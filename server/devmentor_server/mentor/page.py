"""An answer as a page the editor can open: Markdown under the cache folder."""

import re
import tempfile
from pathlib import Path

import platformdirs

from devmentor_protocol.mentor import Answer
from devmentor_protocol.receipt import Receipt

_KEPT_PAGES = 50


def write_page(title: str, answer: Answer) -> Path | None:
    """Write an answer; None when no folder can be written to. Blocks."""
    name = re.sub(r"\W+", "-", title).strip("-").lower()[:60] or "answer"
    cache = Path(platformdirs.user_cache_dir("devmentor", appauthor=False))
    for folder in (cache / "answers", Path(tempfile.gettempdir(), "devmentor-answers")):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / f"{name}.md"
            path.write_text(markdown(title, answer), encoding="utf-8")
            _prune(folder)
        except OSError:
            continue
        return path
    return None


def markdown(title: str, answer: Answer) -> str:
    """The answer with its receipt below."""
    return f"# {title}\n\n{answer.text.strip()}\n\n---\n\n{receipt_line(answer.receipt)}\n"


def receipt_line(receipt: Receipt) -> str:
    """What the answer was made from, in one line of small print."""
    maker = f"{receipt.model} ({receipt.rung})" if receipt.model else f"no model ({receipt.rung})"
    sources = [f"{source.path}:{source.start_line}" for source in receipt.sources]
    facts = [maker, f"from {', '.join(sources)}" if sources else ""]
    if total := receipt.stages_ms.get("total"):
        facts.append(f"{total / 1000:.1f} s")
    if receipt.redactions:
        facts.append(f"{receipt.redactions} secrets left out")
    return "*" + " · ".join(fact for fact in (*facts, *receipt.notes) if fact) + "*"


def _prune(folder: Path) -> None:
    pages = sorted(folder.glob("*.md"), key=lambda page: page.stat().st_mtime, reverse=True)
    for page in pages[_KEPT_PAGES:]:
        page.unlink(missing_ok=True)
