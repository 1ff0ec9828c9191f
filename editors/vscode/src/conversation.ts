/** A conversation about one place in the code: plain state, no window. */

import type { ChatMessage, ChatParams, Receipt, Target } from "./contract.ts";

/** Pairs of question and answer; the contract takes 200 messages. */
const MOST_MESSAGES = 40;

export type TurnState = "waiting" | "streaming" | "done" | "stopped" | "failed";

/** A question and as much of its answer as there is. */
export interface Turn {
  readonly kind: "explain" | "chat";
  readonly question: string;
  text: string;
  state: TurnState;
  receipt?: Receipt;
  error?: string;
}

/** Turns about one target, oldest first. */
export interface Conversation {
  readonly target: Target;
  /** Where it is, for people: `shop.py:18`. */
  readonly place: string;
  /** The line of code there. */
  readonly code: string;
  readonly turns: Turn[];
}

/** What was said so far and the question to answer now, as the model is told. */
export function messages(earlier: readonly Turn[], question: string): ChatParams["messages"] {
  const asked: ChatMessage = { role: "user", content: question };
  const [first, ...rest] = earlier
    .filter((turn) => turn.text !== "")
    .flatMap((turn): ChatMessage[] => [
      { role: "user", content: turn.question },
      { role: "assistant", content: turn.text },
    ])
    .slice(-MOST_MESSAGES);
  return first === undefined ? [asked] : [first, ...rest, asked];
}

/** Whether an answer is on its way. */
export function answering(conversation: Conversation | undefined): boolean {
  const state = conversation?.turns.at(-1)?.state;
  return state === "waiting" || state === "streaming";
}
