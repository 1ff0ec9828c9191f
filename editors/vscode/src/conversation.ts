/** A conversation about one place in the code: plain state, no window. */

import type { ChatMessage, Receipt, Target } from "./contract.ts";

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

/** What was said so far, as the model is told; turns without an answer are left out. */
export function messages(turns: readonly Turn[]): ChatMessage[] {
  return turns.flatMap((turn, index): ChatMessage[] => {
    const last = index === turns.length - 1;
    if (turn.text === "" && !last) {
      return [];
    }
    const asked: ChatMessage = { role: "user", content: turn.question };
    return turn.text === "" || last ? [asked] : [asked, { role: "assistant", content: turn.text }];
  });
}

/** Whether an answer is on its way. */
export function answering(conversation: Conversation | undefined): boolean {
  const state = conversation?.turns.at(-1)?.state;
  return state === "waiting" || state === "streaming";
}
