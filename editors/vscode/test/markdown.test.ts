import assert from "node:assert/strict";
import { test } from "node:test";

import { renderBlocks } from "../src/markdown.ts";

test("each top-level block is rendered by itself", () => {
  assert.deepEqual(renderBlocks("# One\n\ntwo\n\n- three\n- four"), [
    "<h1>One</h1>\n",
    "<p>two</p>\n",
    "<ul>\n<li>three</li>\n<li>four</li>\n</ul>\n",
  ]);
});

test("a fence that is still open is shown as code", () => {
  assert.deepEqual(renderBlocks("```python\nx = 1"), ['<pre><code class="language-python">x = 1</code></pre>\n']);
});

test("growth leaves the blocks before it as they were", () => {
  const before = renderBlocks("one\n\ntw");
  const after = renderBlocks("one\n\ntwo\n\nthree");

  assert.equal(after[0], before[0]);
});

for (const [name, text] of [
  ["HTML", "<img src=x onerror=alert(1)>"],
  ["a script address", "[run](javascript:alert(1))"],
  ["a command address", "[run](command:workbench.action.quit)"],
  ["an image", "![seen](https://example.com/pixel.png)"],
] as const) {
  test(`${name} from a model loads and runs nothing`, () => {
    assert.doesNotMatch(renderBlocks(text).join(""), /<(img|script)|href="(?!https:)/);
  });
}
