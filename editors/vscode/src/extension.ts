/** Puts the parts together when VS Code starts the extension. */

import { commands, type ExtensionContext, window, workspace } from "vscode";

import { AnswerPanel } from "./answerPanel.ts";
import { Server, supported } from "./client.ts";
import { type ExplainArgument, Mentor } from "./explain.ts";
import { Interpreters } from "./interpreter.ts";
import { StatusBar } from "./statusBar.ts";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("DevMentor", { log: true });
  const bar = new StatusBar();
  const interpreters = new Interpreters(context, log, () => bar.serverIs("installing"));
  const running = new Server(() => interpreters.find(), context.globalStorageUri.fsPath, log);
  server = running;
  const panel = new AnswerPanel(context.extensionUri);
  const mentor = new Mentor(running, panel);

  context.subscriptions.push(
    log,
    bar,
    running,
    panel,
    mentor,
    running.onState((state) => bar.serverIs(state)),
    running.onStatus((status) => bar.rungIs(status)),
    commands.registerCommand("devmentor.explain", (argument: ExplainArgument) => mentor.explain(placed(argument))),
    commands.registerCommand("devmentor.ask", () => mentor.ask()),
    commands.registerCommand("devmentor.stop", () => mentor.stop()),
    commands.registerCommand("devmentor.restart", () => running.restart()),
    commands.registerCommand("devmentor.showStatus", () => bar.menu()),
    commands.registerCommand("devmentor.showLog", () => log.show()),
    commands.registerCommand("devmentor.chooseInterpreter", async () => {
      if (await interpreters.choose()) {
        await running.restart();
      }
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("devmentor.server.python")) {
        void running.restart();
      }
    }),
    window.onDidChangeActiveTextEditor(follow),
  );
  follow();
  void running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** The context menu hands over the file's address alone: then the cursor says where. */
function placed(argument: unknown): ExplainArgument {
  return typeof argument === "object" && argument !== null && "position" in argument
    ? (argument as ExplainArgument)
    : undefined;
}

/** Commands are offered where DevMentor has something to say. */
function follow(): void {
  const language = window.activeTextEditor?.document.languageId;
  void commands.executeCommand("setContext", "devmentor.supported", supported(language));
}
