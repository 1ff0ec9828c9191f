/** The panel beside the code in which answers arrive. */

import { type Disposable, EventEmitter, Uri, ViewColumn, type WebviewPanel, window } from "vscode";

import { answerHtml } from "./answerHtml.ts";
import { type FromPanel, view } from "./answerView.ts";
import type { Conversation } from "./conversation.ts";

const REDRAW_MS = 40;

export class AnswerPanel implements Disposable {
  private readonly said = new EventEmitter<FromPanel>();
  /** What the user does in the panel. */
  readonly onSaid = this.said.event;
  private readonly gone = new EventEmitter<void>();
  readonly onClosed = this.gone.event;
  private panel: WebviewPanel | undefined;
  private conversation: Conversation | undefined;
  private redraw: NodeJS.Timeout | undefined;

  private readonly extensionUri: Uri;

  constructor(extensionUri: Uri) {
    this.extensionUri = extensionUri;
  }

  dispose(): void {
    this.panel?.dispose();
    this.said.dispose();
    this.gone.dispose();
  }

  /** Shows a conversation, without taking the focus from the code. */
  show(conversation: Conversation): void {
    this.conversation = conversation;
    if (this.panel === undefined) {
      this.panel = this.open();
    } else {
      this.panel.reveal(undefined, true);
    }
    this.draw();
  }

  /** Says that the conversation grew; many such calls make few redraws. */
  changed(): void {
    this.redraw ??= setTimeout(() => this.draw(), REDRAW_MS);
  }

  private draw(): void {
    clearTimeout(this.redraw);
    this.redraw = undefined;
    if (this.conversation !== undefined) {
      void this.panel?.webview.postMessage(view(this.conversation));
    }
  }

  private open(): WebviewPanel {
    const media = Uri.joinPath(this.extensionUri, "media");
    const panel = window.createWebviewPanel(
      "devmentor.answer",
      "DevMentor",
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media] },
    );
    const asset = (name: string): string => panel.webview.asWebviewUri(Uri.joinPath(media, name)).toString();
    panel.iconPath = Uri.joinPath(media, "icon.png");
    panel.webview.onDidReceiveMessage((message: FromPanel) => {
      if (message.type === "ready") {
        this.draw(); // also after the panel was hidden: its page starts anew
      } else {
        this.said.fire(message);
      }
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.gone.fire();
    });
    panel.webview.html = answerHtml({
      style: asset("answer.css"),
      script: asset("answer.js"),
      cspSource: panel.webview.cspSource,
    });
    return panel;
  }
}
