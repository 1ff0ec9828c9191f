/** The language server's life: started, watched, started again after a crash, stopped. */

import { setTimeout as sleep } from "node:timers/promises";
import { type CancellationToken, type Disposable, EventEmitter, type LogOutputChannel, window } from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";

import { Backoff } from "./backoff.ts";
import type { Chunk, EditorMethods, Status } from "./contract.ts";
import type { ServerState } from "./rung.ts";
import { serverSettings } from "./settings.ts";

const LANGUAGES = [
  "python", "javascript", "javascriptreact", "typescript", "typescriptreact", "go", "rust", "java", "c", "cpp", "csharp",
  "ruby", "php", "shellscript", "json", "jsonc", "yaml", "toml", "html", "css", "markdown", "sql",
];
/** Commands that this extension carries out itself, so that the server does not offer them. */
const CLIENT_COMMANDS = ["devmentor.explain", "devmentor.ask"];
const STOP_MS = 3_000;
const CHUNK = new ProgressType<Chunk>();

/** Whether DevMentor has anything to say about documents in this language. */
export function supported(languageId: string | undefined): boolean {
  return languageId !== undefined && LANGUAGES.includes(languageId);
}

/** Finds the interpreter for the server; undefined when there is none and the user was told. */
export type FindPython = () => Promise<string | undefined>;

export class Server implements Disposable {
  private readonly changed = new EventEmitter<ServerState>();
  readonly onState = this.changed.event;
  private readonly told = new EventEmitter<Status>();
  readonly onStatus = this.told.event;
  private readonly backoff = new Backoff();
  private readonly python: FindPython;
  private readonly folder: string;
  private readonly log: LogOutputChannel;
  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();
  private tokens = 0;

  /** `folder` is where the server is started: never the workspace, whose files must not be imported. */
  constructor(python: FindPython, folder: string, log: LogOutputChannel) {
    this.python = python;
    this.folder = folder;
    this.log = log;
  }

  dispose(): void {
    this.changed.dispose();
    this.told.dispose();
  }

  /** Starts the server, or starts it anew; calls are carried out one after the other. */
  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow()).then(() => this.startNow());
    return this.turn;
  }

  stop(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow());
    return this.turn;
  }

  /** Calls the server and hands over the pieces of the answer as they come. */
  async stream<M extends "devmentor/explain" | "devmentor/chat">(
    method: M,
    params: EditorMethods[M]["params"],
    onChunk: (chunk: Chunk) => void,
    token: CancellationToken,
  ): Promise<EditorMethods[M]["result"]> {
    await Promise.race([this.turn, cancelled(token)]);
    const client = this.client;
    if (client === undefined || !client.isRunning()) {
      throw new Error("DevMentor's language server does not run. Restart it, or see the log for the reason.");
    }
    const partialResultToken = `devmentor-${(this.tokens += 1)}`;
    const listening = client.onProgress(CHUNK, partialResultToken, onChunk);
    try {
      return await client.sendRequest<EditorMethods[M]["result"]>(method, { ...params, partialResultToken }, token);
    } finally {
      listening.dispose();
    }
  }

  private async startNow(): Promise<void> {
    this.changed.fire("starting");
    const python = await this.python();
    if (python === undefined) {
      this.changed.fire("failed");
      return;
    }
    this.log.info(`Starting ${python} -I -m devmentor_server`);
    const client = this.make(python);
    this.client = client;
    try {
      await client.start();
      this.changed.fire("running");
    } catch (error) {
      this.log.error(`The server did not start: ${String(error)}`);
      this.changed.fire("failed");
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose(STOP_MS);
    } catch (error) {
      this.log.warn(`The server did not stop in order: ${String(error)}`);
    }
  }

  private make(python: string): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      initializationOptions: { clientCommands: CLIENT_COMMANDS, status: true, settings: serverSettings() },
      synchronize: { configurationSection: "devmentor" },
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // The client offers inline completion by default; the server has none to give.
      middleware: { provideInlineCompletionItems: () => null },
      errorHandler: {
        error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
        closed: () => this.closed(client),
      },
    };
    const run = { command: python, args: ["-I", "-m", "devmentor_server"], options: { cwd: this.folder } };
    const client: LanguageClient = new LanguageClient("devmentor", "DevMentor", { run, debug: run }, options);
    client.onNotification("devmentor/status", (status: Status) => this.told.fire(status));
    return client;
  }

  private async closed(client: LanguageClient): Promise<CloseHandlerResult> {
    const wait = this.backoff.crashed(Date.now());
    if (wait !== undefined) {
      this.log.error(`The server ended unexpectedly; it is started again in ${wait / 1000} s.`);
      this.changed.fire("crashed");
      await sleep(wait);
      if (client === this.client) {
        // Its own start announces nothing, so the state follows the client's.
        client.onDidChangeState(() => client.isRunning() && this.changed.fire("running"));
        return { action: CloseAction.Restart, handled: true };
      }
    } else if (client === this.client) {
      this.changed.fire("failed");
      void this.giveUp();
    }
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async giveUp(): Promise<void> {
    const message = "DevMentor's language server crashed five times in three minutes and is left stopped.";
    const chosen = await window.showErrorMessage(message, "Restart Server", "Show Log");
    if (chosen === "Restart Server") {
      await this.restart();
    } else if (chosen === "Show Log") {
      this.log.show();
    }
  }
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => token.onCancellationRequested(() => resolve()));
}
