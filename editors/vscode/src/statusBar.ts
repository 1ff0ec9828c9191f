/** The status bar item: which rung, why, and what can be done about it. */

import { commands, type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";

import type { Status } from "./contract.ts";
import { describe, facts, type ServerState } from "./rung.ts";

export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem("devmentor.rung", StatusBarAlignment.Right, 90);
  private state: ServerState = "starting";
  private status: Status | undefined;

  constructor() {
    this.item.name = "DevMentor";
    this.item.command = "devmentor.showStatus";
    this.draw();
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }

  serverIs(state: ServerState): void {
    this.state = state;
    if (state !== "running") {
      this.status = undefined;
    }
    this.draw();
  }

  rungIs(status: Status): void {
    this.status = status;
    this.draw();
  }

  /** Shows the detail and offers what can be done. */
  async menu(): Promise<void> {
    const look = describe(this.state, this.status);
    const actions = [
      { label: "$(mortar-board) Explain the code at the cursor", command: "devmentor.explain" },
      { label: "$(comment-discussion) Ask about the code…", command: "devmentor.ask" },
      { label: "$(refresh) Restart the server", command: "devmentor.restart" },
      { label: "$(output) Show the log", command: "devmentor.showLog" },
      { label: "$(snake) Choose the server's interpreter…", command: "devmentor.chooseInterpreter" },
      { label: "$(gear) Settings", command: "workbench.action.openSettings", argument: "@ext:devmentor.devmentor" },
    ];
    const details = [look.detail, ...(this.status ? facts(this.status) : [])];
    const chosen = await window.showQuickPick(actions, { title: look.text.replace(/^\$\([^)]*\) /, ""), placeHolder: details.join(" · ") });
    if (chosen !== undefined) {
      await commands.executeCommand(chosen.command, ...("argument" in chosen ? [chosen.argument] : []));
    }
  }

  private draw(): void {
    const look = describe(this.state, this.status);
    const tooltip = new MarkdownString();
    tooltip.appendText([look.detail, ...(this.status ? facts(this.status) : [])].join("\n"));
    this.item.text = look.text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: look.label, role: "button" };
    this.item.backgroundColor = look.alarm ? new ThemeColor("statusBarItem.errorBackground") : undefined;
  }
}
