/** The settings of the `devmentor` section, as the server and this extension read them. */

import { workspace } from "vscode";

/** What the server is told at start; afterwards it hears of changes by itself. */
export function serverSettings(): Record<string, Record<string, unknown>> {
  const section = workspace.getConfiguration("devmentor");
  return {
    tier: { url: section.get<string>("tier.url", "") || null },
    ai: { enabled: section.get("ai.enabled", true) },
    python: { interpreter: section.get<string>("python.interpreter", "") || null },
    diagnostics: {
      workspace: section.get("diagnostics.workspace", false),
      scope: section.get("diagnostics.scope", "changed"),
    },
    hints: { perHour: section.get("hints.perHour", 10) },
    codeLens: {
      enabled: section.get("codeLens.enabled", true),
      history: section.get("codeLens.history", false),
    },
    hover: { history: section.get("hover.history", true) },
    history: { hints: section.get("history.hints", true) },
    lint: { enabled: section.get("lint.enabled", true) },
    types: { enabled: section.get("types.enabled", true) },
    advice: { enabled: section.get("advice.enabled", true) },
  };
}

/** The interpreter the user wants for the server, or undefined for the extension's own environment. */
export function serverPython(): string | undefined {
  return workspace.getConfiguration("devmentor").get<string>("server.python", "").trim() || undefined;
}
