/** A receipt in a line: what an answer was made from, and what it cost. */

import type { Receipt, SourceRef } from "./contract.ts";

/** The facts of the receipt, in the order people ask for them. */
export function receiptLine(receipt: Receipt): string[] {
  const tokens = (receipt.promptTokens ?? 0) + (receipt.completionTokens ?? 0);
  const total = receipt.stagesMs?.["total"];
  return [
    receipt.model ?? "no model",
    receipt.rung,
    ...(tokens > 0 ? [`${tokens.toLocaleString("en")} tokens`] : []),
    ...(total === undefined ? [] : [seconds(total)]),
    ...(receipt.costUsd ? [`$${receipt.costUsd.toFixed(4)}`] : []),
    ...(receipt.redactions ? [counted(receipt.redactions, "secret") + " taken out"] : []),
    ...(receipt.memories?.length ? [counted(receipt.memories.length, "memory", "memories")] : []),
  ];
}

/** A source as people write it: `shop.py:3–9`. */
export function sourceLabel(source: SourceRef): string {
  const lines = source.startLine === source.endLine ? `${source.startLine}` : `${source.startLine}–${source.endLine}`;
  return `${source.path}:${lines}`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)}\u00a0ms` : `${(milliseconds / 1000).toFixed(1)}\u00a0s`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
