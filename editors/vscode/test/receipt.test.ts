import assert from "node:assert/strict";
import { test } from "node:test";

import { receiptLine, sourceLabel } from "../src/receipt.ts";

test("a receipt says model, rung, tokens and time", () => {
  const line = receiptLine({
    rung: "local",
    model: "smollm2",
    provider: "embedded",
    sources: [],
    memories: ["m1"],
    promptTokens: 1200,
    completionTokens: 34,
    costUsd: 0,
    stagesMs: { total: 1940 },
    redactions: 1,
    notes: [],
  });

  assert.deepEqual(line, ["smollm2", "local", "1,234 tokens", "1.9\u00a0s", "1 secret taken out", "1 memory"]);
});

test("an offline receipt says that no model was asked", () => {
  assert.deepEqual(receiptLine({ rung: "offline", stagesMs: { total: 12.4 } }), ["no model", "offline", "12\u00a0ms"]);
});

test("a source names its lines", () => {
  assert.equal(sourceLabel({ path: "shop.py", startLine: 3, endLine: 9 }), "shop.py:3–9");
  assert.equal(sourceLabel({ path: "shop.py", startLine: 3, endLine: 3 }), "shop.py:3");
});
