import assert from "node:assert/strict";
import { test } from "node:test";

import { Backoff } from "../src/backoff.ts";
import { describe, facts } from "../src/rung.ts";

for (const rung of ["connected", "local", "offline"] as const) {
  test(`the status bar says ${rung}, and why`, () => {
    const look = describe("running", { rung, detail: "Because.", queuedEvents: 0 });

    assert.match(look.text, new RegExp(`^\\$\\([\\w-]+\\) DevMentor: ${rung}$`));
    assert.equal(look.label, `DevMentor: ${rung}. Because.`);
  });
}

test("a server that does not run is an alarm, whatever its last status was", () => {
  assert.equal(describe("failed", { rung: "local", detail: "", queuedEvents: 0 }).alarm, true);
});

test("facts name the model, the tier and what waits", () => {
  const status = { rung: "offline", detail: "", model: "m", tier: "http://t", queuedEvents: 2 } as const;

  assert.deepEqual(facts(status), ["Model: m", "Tier: http://t", "2 events wait for the tier"]);
});

test("each crash waits longer, and the fifth in three minutes gives up", () => {
  const backoff = new Backoff();

  assert.deepEqual([0, 1, 2, 3, 4].map((at) => backoff.crashed(at)), [500, 2_000, 8_000, 32_000, undefined]);
});

test("crashes long ago are forgotten", () => {
  const backoff = new Backoff();
  [0, 1, 2, 3].forEach((at) => backoff.crashed(at));

  assert.equal(backoff.crashed(200_000), 500);
});
