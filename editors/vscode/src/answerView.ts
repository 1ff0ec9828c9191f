/** What the answer panel is told to show, and what it says back. */

import type { Conversation, Turn, TurnState } from "./conversation.ts";
import { renderBlocks } from "./markdown.ts";
import { receiptLine, sourceLabel } from "./receipt.ts";

export interface TurnView {
  readonly question: string;
  readonly asked: boolean;
  readonly state: TurnState;
  readonly blocks: readonly string[];
  readonly error: string;
  readonly receipt: readonly string[];
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

export interface View {
  readonly place: string;
  readonly code: string;
  readonly turns: readonly TurnView[];
}

export type FromPanel =
  | { readonly type: "ready" | "stop" | "retry" | "place" }
  | { readonly type: "copy"; readonly turn: number }
  | { readonly type: "open"; readonly turn: number; readonly source: number }
  | { readonly type: "ask"; readonly question: string };

export function view(conversation: Conversation): View {
  return { place: conversation.place, code: conversation.code, turns: conversation.turns.map(turnView) };
}

function turnView(turn: Turn): TurnView {
  return {
    question: turn.question,
    asked: turn.kind === "chat",
    state: turn.state,
    blocks: renderBlocks(turn.text),
    error: turn.error ?? "",
    receipt: turn.receipt ? receiptLine(turn.receipt) : [],
    sources: turn.receipt?.sources?.map(sourceLabel) ?? [],
    notes: [...(turn.receipt?.notes ?? [])],
  };
}
