// What goes wrong: a wrong interpreter, no tier, a server that dies.
import { changeSettings, serverProcess, watch, withWorkbench } from "./workbench.mjs";

await withWorkbench(async (vscode) => {
  const seen = {};
  await vscode.openFile("shop.py");
  seen.refused = await vscode.notification("devmentor.server.python");
  seen.stopped = await vscode.rung("stopped");
  await vscode.picture("wrong-interpreter");

  await changeSettings({ "devmentor.server.python": process.env.SERVER_PYTHON });
  seen.offline = await vscode.rung("offline");
  seen.errors = await vscode.squiggles("error");
  seen.hover = await vscode.hoverText("total");

  await vscode.goToLine(12);
  await vscode.command("DevMentor: Explain");
  const answer = await vscode.answerPage();
  seen.explained = await watch(answer);
  await vscode.picture("offline");

  const killed = await serverProcess();
  process.kill(killed, "SIGKILL");
  await serverProcess(killed);
  seen.recovered = await vscode.rung("offline");
  return seen;
});
