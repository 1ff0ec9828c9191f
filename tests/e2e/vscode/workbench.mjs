// VS Code's window as a user meets it: what can be seen, clicked and typed.
import { readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , url, chromium, artifacts, extension, data] = process.argv;
const { chromium: browserType } = createRequire(join(extension, "package.json"))("playwright-core");

const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const PATIENCE = 30_000;

/** Opens the window, lets `use` look at it, prints what `use` returns; a failure leaves a picture. */
export async function withWorkbench(use) {
  const browser = await browserType.launch({ executablePath: chromium, headless: true, args: QUIET });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(url).origin });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.goto(url);
    await page.locator(".monaco-workbench .statusbar").waitFor();
    process.stdout.write(JSON.stringify(await use(new Workbench(page))));
  } catch (error) {
    await page.screenshot({ path: join(artifacts, "failed.png") });
    throw error;
  } finally {
    await browser.close();
  }
}

/** Changes the machine's settings, as an administrator or the settings editor does. */
export async function changeSettings(settings) {
  await writeFile(join(data, "Machine", "settings.json"), JSON.stringify(settings));
}

/** The process of the language server: it runs in the extension's storage folder. */
export async function serverProcess(other = 0) {
  const storage = join(data, "User", "globalStorage", "devmentor.devmentor");
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number)) {
      const folder = await readlink(`/proc/${pid}/cwd`).catch(() => "");
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      if (pid !== other && folder === storage && command.endsWith("-m\0devmentor_server\0")) {
        return pid;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no server runs in ${storage}`);
}

class Workbench {
  constructor(page) {
    this.page = page;
  }

  async picture(name) {
    await this.page.mouse.move(640, 795); // nothing is hovered in a picture
    await this.page.screenshot({ path: join(artifacts, `${name}.png`) });
  }

  async openFile(name) {
    await this.command(name, "Control+p");
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Picks the first entry of the palette. */
  async command(title, key = "F1") {
    await this.page.keyboard.press(key);
    await this.page.locator(".quick-input-widget input").waitFor();
    await this.page.keyboard.type(title);
    await this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title.replace(/^.*: /, "") }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  async goToLine(line, column = 1) {
    await this.page.keyboard.press("Control+g");
    await this.page.locator(".quick-input-widget input").waitFor();
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  async squiggles(kind) {
    const marks = this.page.locator(`.squiggly-${kind}`);
    await marks.first().waitFor({ state: "attached" });
    return await marks.count();
  }

  lens(index = 0) {
    return this.page.locator(".codelens-decoration a", { hasText: "Explain" }).nth(index);
  }

  async hoverText(word) {
    await this.page.locator(".view-line span", { hasText: new RegExp(`^${word}$`) }).last().hover();
    const hover = this.page.locator(".monaco-hover:not(.hidden) .hover-contents").first();
    await hover.waitFor();
    return await this.page.locator(".monaco-hover:not(.hidden)").first().innerText();
  }

  async completions(text) {
    await this.page.keyboard.type(text);
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row .label-name");
    await rows.first().waitFor();
    return await rows.allInnerTexts();
  }

  async codeActions() {
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    const until = Date.now() + PATIENCE;
    do {
      await this.page.keyboard.press("Control+."); // nothing hears it while the editor takes the focus
      await rows.first().waitFor({ timeout: PATIENCE / 6 }).catch(() => {});
    } while (!(await rows.count()) && Date.now() < until);
    const titles = await rows.allInnerTexts();
    await this.page.keyboard.press("Escape");
    return titles;
  }

  statusItem() {
    return this.page.locator('.statusbar-item[id$="devmentor.rung"]');
  }

  /** Waits for the status bar to name a rung. */
  async rung(word) {
    await this.statusItem().filter({ hasText: `DevMentor: ${word}` }).waitFor();
    return await this.statusItem().locator("a").getAttribute("aria-label");
  }

  async notification(text) {
    const toast = this.page.locator(".notification-toast", { hasText: text });
    await toast.waitFor();
    return { text: await toast.locator(".notification-list-item-message").innerText(), buttons: await toast.locator(".notification-list-item-buttons-container .monaco-button").allInnerTexts() };
  }

  /** Waits for text on the clipboard: the host writes it a moment after it was asked to. `waitForFunction` takes any promise for a yes. */
  async clipboard() {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const text = await this.page.evaluate(() => navigator.clipboard.readText());
      if (text) {
        return text;
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error("nothing came to the clipboard");
  }

  /** The page inside the answer panel, once it is there. */
  async answerPage() {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        if ((await frame.locator("main#turns").count().catch(() => 0)) > 0) {
          return frame;
        }
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error("the answer panel did not open");
  }
}

/** Waits until the answer of a turn has grown several times; returns its lengths. */
export async function growth(frame, turn = 0) {
  return (await watch(frame, turn, 5)).lengths;
}

/** Watches a turn until it ends, or has grown `times`; returns how its text grew, and how it ended. */
export async function watch(frame, turn = 0, times = Infinity) {
  return await frame.evaluate(
    async ({ turn, times, patience }) => {
      const lengths = [];
      const end = Date.now() + patience;
      for (;;) {
        const section = document.querySelectorAll(".turn")[turn];
        const length = section?.querySelector(".answer").innerText.length ?? 0;
        if (length !== (lengths.at(-1) ?? 0)) {
          lengths.push(length);
        }
        const state = section?.dataset.state;
        const ended = ["done", "stopped", "failed"].includes(state);
        if (ended || lengths.length >= (times ?? Infinity) || Date.now() > end) {
          const text = (name) => section?.querySelector(name).innerText ?? "";
          return { lengths, state, answer: text(".answer"), says: text(".state"), receipt: text(".receipt") };
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    { turn, times: Number.isFinite(times) ? times : null, patience: 2 * PATIENCE },
  );
}
