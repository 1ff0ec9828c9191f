// A developer's first minutes: squiggles, hover, completion, Explain, a follow-up, Stop, Copy, themes.
import { growth, serverProcess, watch, withWorkbench } from "./workbench.mjs";

await withWorkbench(async (vscode) => {
  const seen = {};
  const { page } = vscode;
  await vscode.openFile("shop.py");
  seen.errors = await vscode.squiggles("error");
  seen.warnings = await vscode.squiggles("warning");
  seen.faded = await page.locator(".squiggly-inline-unnecessary, .squiggly-unnecessary").count();
  seen.status = await vscode.rung("local");

  seen.hover = await vscode.hoverText("total");
  await page.keyboard.press("Escape");

  await vscode.goToLine(19, 100);
  seen.actions = await vscode.codeActions();

  await vscode.goToLine(18, 100);
  await page.keyboard.press("Enter");
  seen.completions = await vscode.completions("basket.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");

  await vscode.lens().waitFor();
  seen.lenses = await page.locator(".codelens-decoration a", { hasText: "Explain" }).count();
  await vscode.lens(2).click(); // above `total`
  const answer = await vscode.answerPage();
  seen.explained = await watch(answer);
  await vscode.picture("light");

  await answer.locator(".turn button", { hasText: "Copy" }).click();
  await answer.locator("button", { hasText: "Copied" }).waitFor();
  seen.copied = await vscode.clipboard();

  await answer.locator("#question").fill("Write a long story, of at least five hundred words, about this code.");
  await page.keyboard.press("Enter");
  seen.streamed = await growth(answer, 1);
  await vscode.picture("streaming");
  await answer.locator("#stop").click();
  seen.stopped = await watch(answer, 1);

  await page.locator(".view-lines").first().click();
  await vscode.command("Preferences: Toggle between Light/Dark Themes");
  await page.locator(".monaco-workbench.vs-dark").waitFor();
  await vscode.picture("dark");

  await vscode.goToLine(17);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+e");
  await answer.locator("#place", { hasText: "shop.py:17" }).waitFor();
  seen.keyed = await growth(answer);

  const before = await serverProcess();
  await vscode.command("DevMentor: Restart Server");
  await serverProcess(before);
  seen.restarted = await vscode.rung("local");
  return seen;
});
