import assert from "node:assert/strict";
import { test } from "node:test";

import { answering, type Conversation, messages, type Turn } from "../src/conversation.ts";

const turn = (question: string, text: string, state: Turn["state"] = "done"): Turn => ({ kind: "chat", question, text, state });

test("a follow-up carries what was said before", () => {
  assert.deepEqual(messages([turn("Explain this code", "It adds.")], "Why?"), [
    { role: "user", content: "Explain this code" },
    { role: "assistant", content: "It adds." },
    { role: "user", content: "Why?" },
  ]);
});

test("a question that got no answer is not repeated to the model", () => {
  assert.deepEqual(messages([turn("Lost?", "", "failed")], "Again?"), [{ role: "user", content: "Again?" }]);
});

test("of a long conversation the end is carried", () => {
  const sent = messages(Array.from({ length: 300 }, (_, index) => turn(`Q${index}`, "A")), "Now?");

  assert.equal(sent.length, 41);
  assert.deepEqual(sent[0], { role: "user", content: "Q280" });
});

test("a conversation is answering until its last turn ends", () => {
  const target = { uri: "file:///a.py", position: { line: 0, character: 0 } };
  const conversation: Conversation = { target, place: "a.py:1", code: "", turns: [turn("Why?", "Bec", "streaming")] };

  assert.equal(answering(conversation), true);
  conversation.turns[0]!.state = "stopped";
  assert.equal(answering(conversation), false);
  assert.equal(answering(undefined), false);
});
