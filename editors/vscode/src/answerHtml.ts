/** The page of the answer panel: its own style and script, nothing else may load or run. */

export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly cspSource: string;
}

export function answerHtml({ style, script, cspSource }: Assets): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
<title>DevMentor</title>
</head>
<body>
<header>
<button id="place" class="link" type="button" title="Go to the code"></button>
<code id="code"></code>
</header>
<main id="turns" role="log" aria-live="polite" aria-label="Answers"></main>
<footer>
<form id="ask">
<textarea id="question" rows="1" maxlength="4000" aria-label="Ask a follow-up question" placeholder="Ask a follow-up question"></textarea>
<button id="send" type="submit">Ask</button>
<button id="stop" type="button" hidden>Stop</button>
</form>
</footer>
<script src="${script}"></script>
</body>
</html>`;
}
