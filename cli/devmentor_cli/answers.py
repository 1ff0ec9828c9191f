"""Print an answer as it streams, then what it was made from."""

import sys

import click

from devmentor_protocol.mentor import Answer, Chunk
from devmentor_protocol.peer import Stream
from devmentor_protocol.receipt import Receipt


async def print_stream(stream: Stream[Chunk, Answer]) -> Answer:
    """Write each piece to standard output at once and the receipt to standard error."""
    async for chunk in stream:
        sys.stdout.write(chunk.text)
        sys.stdout.flush()
    answer = stream.result
    print_end(answer)
    return answer


def print_end(answer: Answer) -> None:
    """Finish the line and show the receipt."""
    if not answer.text.endswith("\n"):
        sys.stdout.write("\n")
    sys.stdout.flush()
    for line in receipt_lines(answer.receipt):
        click.secho(line, err=True, dim=True)


def receipt_lines(receipt: Receipt) -> list[str]:
    """Say in a few lines where an answer comes from and what it cost."""
    made_by = receipt.model or "no model: documentation and code alone"
    first = f"— {made_by} · {receipt.rung.value}"
    if receipt.completion_tokens:
        first += f" · {receipt.prompt_tokens} + {receipt.completion_tokens} tokens"
    if "total" in receipt.stages_ms:
        first += f" · {receipt.stages_ms['total'] / 1000:.1f} s"
    sources = [
        f"  from {source.path}:{source.start_line}-{source.end_line}" for source in receipt.sources
    ]
    redactions = [f"  {receipt.redactions} secrets redacted"] if receipt.redactions else []
    return [first, *sources, *redactions, *(f"  {note}" for note in receipt.notes)]
