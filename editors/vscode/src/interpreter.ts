/** Gets the server an interpreter: the user's, the environment built before, or a new one; asks when stuck. */

import { homedir } from "node:os";
import { commands, type ExtensionContext, type LogOutputChannel, ProgressLocation, Uri, window, workspace } from "vscode";

import { build, EnvironmentError, existing, type Place, serverVersion } from "./environment.ts";
import { candidates, findPython, inspect, type Interpreter } from "./python.ts";
import { run } from "./run.ts";
import { serverPython } from "./settings.ts";

const BASE_KEY = "devmentor.basePython";
const NO_PYTHON = "DevMentor needs Python 3.11 or newer for its language server and found none.";

export class Interpreters {
  private readonly context: ExtensionContext;
  private readonly log: LogOutputChannel;
  private readonly place: Place;
  private readonly installing: () => void;

  constructor(context: ExtensionContext, log: LogOutputChannel, installing: () => void) {
    this.context = context;
    this.log = log;
    this.installing = installing;
    this.place = {
      storage: context.globalStorageUri.fsPath,
      wheels: Uri.joinPath(context.extensionUri, "wheels").fsPath,
    };
  }

  /** The interpreter to start the server with; without one the user is told, and undefined returned. */
  async find(): Promise<string | undefined> {
    try {
      return await this.attempt();
    } catch (error) {
      const message = error instanceof EnvironmentError ? error.message : `The environment could not be made: ${String(error)}`;
      this.log.error(message);
      void this.offer(message); // the answer may take hours; nothing waits for it
      return undefined;
    }
  }

  /** Lets the user point at an interpreter; true when one was chosen. */
  async choose(): Promise<boolean> {
    const chosen = await window.showOpenDialog({
      title: "Python 3.11 or newer for DevMentor's language server",
      openLabel: "Use this Python",
      canSelectMany: false,
      defaultUri: Uri.file(process.platform === "win32" ? homedir() : "/usr/bin"),
    });
    const command = chosen?.[0]?.fsPath;
    if (command === undefined) {
      return false;
    }
    const section = workspace.getConfiguration("devmentor");
    if ((await serverVersion(command, run, this.place.storage)) !== undefined) {
      await section.update("server.python", command, true); // it has the server already
      return true;
    }
    const found = await inspect(command, run, this.place.storage);
    if (typeof found === "string") {
      void window.showErrorMessage(found);
      return false;
    }
    await section.update("server.python", undefined, true);
    await this.context.globalState.update(BASE_KEY, command);
    return true;
  }

  private async attempt(): Promise<string> {
    await workspace.fs.createDirectory(this.context.globalStorageUri);
    const wanted = serverPython();
    if (wanted !== undefined) {
      return await this.verified(wanted);
    }
    return (await existing(this.place, run)) ?? (await this.buildWithProgress());
  }

  private async verified(python: string): Promise<string> {
    const version = await serverVersion(python, run, this.place.storage);
    if (version === undefined) {
      throw new EnvironmentError(
        `“devmentor.server.python” is ${python}, but “${python} -I -m devmentor_server --version” fails. Correct or clear the setting.`,
      );
    }
    this.log.info(`Server ${version} of ${python}`);
    return python;
  }

  private async buildWithProgress(): Promise<string> {
    const python = await this.base();
    this.installing();
    return await window.withProgress(
      { location: ProgressLocation.Notification, title: "DevMentor", cancellable: true },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        return await build({
          place: this.place,
          python,
          run,
          report: (message) => progress.report({ message }),
          log: (line) => this.log.info(line),
          signal: stop.signal,
        });
      },
    );
  }

  private async base(): Promise<Interpreter> {
    const chosen = this.context.globalState.get<string>(BASE_KEY);
    const commands = [...(chosen ? [chosen] : []), ...candidates(process.platform, homedir())];
    const found = await findPython(commands, run, this.place.storage);
    if (found === undefined) {
      throw new EnvironmentError(NO_PYTHON);
    }
    return found;
  }

  private async offer(message: string): Promise<void> {
    const chosen = await window.showErrorMessage(message, "Retry", "Choose Interpreter…", "Show Log");
    if (chosen === "Show Log") {
      this.log.show();
      await this.offer(message);
    } else if (chosen === "Retry" || (chosen === "Choose Interpreter…" && (await this.choose()))) {
      await commands.executeCommand("devmentor.restart");
    }
  }
}
