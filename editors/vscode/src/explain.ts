/** Explain and Ask: put the question, stream the answer into the panel, keep what arrived. */

import {
  CancellationTokenSource,
  commands,
  type Disposable,
  env,
  Position,
  Range,
  Selection,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";

import type { AnswerPanel } from "./answerPanel.ts";
import type { FromPanel } from "./answerView.ts";
import type { Server } from "./client.ts";
import { type Chunk, ErrorCode, type Target } from "./contract.ts";
import { answering, type Conversation, messages, type Turn } from "./conversation.ts";

/** What a code lens or code action hands over; the palette hands over nothing. */
export type ExplainArgument = Pick<Target, "uri" | "position"> | undefined;

export class Mentor implements Disposable {
  private readonly server: Server;
  private readonly panel: AnswerPanel;
  private readonly subscriptions: Disposable[];
  private conversation: Conversation | undefined;
  private running: CancellationTokenSource | undefined;

  constructor(server: Server, panel: AnswerPanel) {
    this.server = server;
    this.panel = panel;
    this.subscriptions = [panel.onSaid((said) => void this.hear(said)), panel.onClosed(() => this.stop())];
  }

  dispose(): void {
    this.stop();
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  async explain(argument: ExplainArgument): Promise<void> {
    const target = argument ?? targetAtCursor();
    if (target === undefined) {
      void window.showInformationMessage("Put the cursor on some code first, then explain it.");
      return;
    }
    await this.begin(target, { kind: "explain", question: "Explain this code", text: "", state: "waiting" });
  }

  async ask(): Promise<void> {
    const target = targetAtCursor();
    if (target === undefined) {
      void window.showInformationMessage("Open a file and put the cursor on the code to ask about first.");
      return;
    }
    const question = await window.showInputBox({
      title: "Ask DevMentor about the selected code",
      placeHolder: "What happens when the list is empty?",
    });
    if (question?.trim()) {
      await this.begin(target, { kind: "chat", question: question.trim(), text: "", state: "waiting" });
    }
  }

  /** Stops the answer on its way; what had arrived is kept. */
  stop(): void {
    this.running?.cancel();
  }

  private async begin(target: Target, turn: Turn): Promise<void> {
    this.stop();
    const document = await workspace.openTextDocument(Uri.parse(target.uri));
    const { line } = target.position;
    const conversation: Conversation = {
      target,
      place: `${workspace.asRelativePath(document.uri)}:${line + 1}`,
      code: line < document.lineCount ? document.lineAt(line).text.trim() : "",
      turns: [turn],
    };
    this.conversation = conversation;
    this.panel.show(conversation);
    await this.answer(conversation, turn);
  }

  private async answer(conversation: Conversation, turn: Turn): Promise<void> {
    const running = new CancellationTokenSource();
    this.running = running;
    await commands.executeCommand("setContext", "devmentor.answering", true);
    try {
      const { target, turns } = conversation;
      const grow = (chunk: Chunk): void => {
        turn.text += chunk.text;
        turn.state = "streaming";
        this.panel.changed();
      };
      const answer =
        turn.kind === "explain"
          ? await this.server.stream("devmentor/explain", { target }, grow, running.token)
          : await this.server.stream("devmentor/chat", { target, messages: messages(turns.slice(0, -1), turn.question) }, grow, running.token);
      turn.text = answer.text || turn.text;
      turn.receipt = answer.receipt;
      turn.state = running.token.isCancellationRequested ? "stopped" : "done";
    } catch (error) {
      const stopped = running.token.isCancellationRequested || (error as { code?: number }).code === ErrorCode.REQUEST_CANCELLED;
      turn.state = stopped ? "stopped" : "failed";
      if (!stopped) {
        turn.error = error instanceof Error ? error.message : String(error);
      }
    } finally {
      running.dispose();
      if (this.running === running) {
        this.running = undefined;
        await commands.executeCommand("setContext", "devmentor.answering", false);
      }
      this.panel.changed();
    }
  }

  private async hear(said: FromPanel): Promise<void> {
    const conversation = this.conversation;
    if (said.type === "stop") {
      this.stop();
    } else if (conversation !== undefined) {
      await this.act(conversation, said);
    }
  }

  private async act(conversation: Conversation, said: FromPanel): Promise<void> {
    switch (said.type) {
      case "copy":
        await env.clipboard.writeText(conversation.turns[said.turn]?.text ?? "");
        break;
      case "place":
        await reveal(Uri.parse(conversation.target.uri), conversation.target.position.line);
        break;
      case "open": {
        const source = conversation.turns[said.turn]?.receipt?.sources?.[said.source];
        const uri = source && fileAt(source.path, conversation.target.uri);
        if (uri !== undefined) {
          await reveal(uri, source!.startLine - 1, source!.endLine - 1);
        }
        break;
      }
      case "ask":
        await this.follow(conversation, { kind: "chat", question: said.question, text: "", state: "waiting" });
        break;
      case "retry": {
        const failed = conversation.turns.pop();
        if (failed !== undefined) {
          await this.follow(conversation, { kind: failed.kind, question: failed.question, text: "", state: "waiting" });
        }
        break;
      }
    }
  }

  private async follow(conversation: Conversation, turn: Turn): Promise<void> {
    if (!answering(conversation)) {
      conversation.turns.push(turn);
      this.panel.changed();
      await this.answer(conversation, turn);
    }
  }
}

function targetAtCursor(): Target | undefined {
  const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
  if (editor === undefined) {
    return undefined;
  }
  const { document, selection } = editor;
  const plain = ({ line, character }: Position): Target["position"] => ({ line, character });
  // In front of a line's text the line is meant, not what surrounds it.
  const text = document.lineAt(selection.active).firstNonWhitespaceCharacterIndex;
  const place = selection.active.with({ character: Math.max(selection.active.character, text) });
  return {
    uri: document.uri.toString(),
    position: plain(place),
    ...(selection.isEmpty ? {} : { selection: { start: plain(selection.start), end: plain(selection.end) } }),
  };
}

/** A source's path is relative to its workspace folder. */
function fileAt(path: string, near: string): Uri | undefined {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) {
    return Uri.file(path);
  }
  const folder = workspace.getWorkspaceFolder(Uri.parse(near)) ?? workspace.workspaceFolders?.[0];
  return folder && Uri.joinPath(folder.uri, path);
}

async function reveal(uri: Uri, line: number, lastLine = line): Promise<void> {
  const column = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString())?.viewColumn;
  const editor = await window.showTextDocument(uri, { viewColumn: column ?? ViewColumn.One });
  const range = new Range(line, 0, lastLine, Number.MAX_SAFE_INTEGER);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range);
}
