/** How each rung, and the time before the first one is known, looks to people. */

import type { Status } from "./contract.ts";

export type ServerState = "installing" | "starting" | "running" | "crashed" | "failed";

export interface Look {
  readonly text: string;
  /** Read aloud instead of the text. */
  readonly label: string;
  readonly detail: string;
  readonly alarm: boolean;
}

const ICONS: Record<Status["rung"], string> = {
  connected: "$(cloud)",
  local: "$(vm-active)",
  offline: "$(debug-disconnect)",
};

const WAITING: Record<Exclude<ServerState, "running">, Look> = {
  installing: look("$(sync~spin)", "installing", "The language server is being installed."),
  starting: look("$(sync~spin)", "starting", "The language server is starting."),
  crashed: look("$(sync~spin)", "restarting", "The language server ended unexpectedly and is started again."),
  failed: look("$(error)", "stopped", "The language server does not run. Click to restart it or to see the log.", true),
};

/** The look of the status bar item. */
export function describe(state: ServerState, status: Status | undefined): Look {
  if (state !== "running") {
    return WAITING[state];
  }
  if (status === undefined) {
    return WAITING.starting;
  }
  return look(ICONS[status.rung], status.rung, status.detail);
}

/** Facts under the detail, one a line. */
export function facts(status: Status): string[] {
  return [
    ...(status.model ? [`Model: ${status.model}`] : []),
    ...(status.tier ? [`Tier: ${status.tier}`] : []),
    ...(status.queuedEvents ? [`${status.queuedEvents} events wait for the tier`] : []),
  ];
}

function look(icon: string, word: string, detail: string, alarm = false): Look {
  return { text: `${icon} DevMentor: ${word}`, label: `DevMentor: ${word}. ${detail}`, detail, alarm };
}
