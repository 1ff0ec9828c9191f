// Shows the conversation it is sent. Blocks that did not change are left alone, so that a selection
// survives and a screen reader hears only what is new.
(() => {
  const vscode = acquireVsCodeApi();
  const byId = (id) => document.getElementById(id);
  const turns = byId("turns");
  const form = byId("ask");
  const question = byId("question");
  const send = byId("send");
  const stop = byId("stop");
  const WORDS = { waiting: "Reading your code …", stopped: "Stopped. What had arrived is kept." };

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const button = (text, className, message) => {
    const made = element("button", className, text);
    made.type = "button";
    made.addEventListener("click", () => vscode.postMessage(message));
    return made;
  };

  function makeTurn() {
    const section = element("section", "turn");
    section.append(
      element("h2", "question"),
      element("article", "answer"),
      element("p", "state"),
      element("div", "actions"),
      element("div", "receipt"),
    );
    return section;
  }

  function showBlocks(article, blocks) {
    while (article.children.length > blocks.length) {
      article.lastElementChild.remove();
    }
    blocks.forEach((html, index) => {
      const block = article.children[index] ?? article.appendChild(element("div", "block"));
      if (block.shown !== html) {
        block.innerHTML = html; // rendered with HTML off; the page's policy runs no inline script
        block.shown = html;
      }
    });
  }

  function showOnce(parent, signature, children) {
    if (parent.shown !== signature) {
      parent.replaceChildren(...children());
      parent.shown = signature;
    }
  }

  function actions(turn, index) {
    const made = [];
    if (turn.blocks.length > 0 && turn.state !== "streaming") {
      const copy = button("Copy", "secondary", { type: "copy", turn: index });
      copy.addEventListener("click", () => {
        copy.textContent = "Copied";
        setTimeout(() => (copy.textContent = "Copy"), 1500);
      });
      made.push(copy);
    }
    if (turn.state === "failed") {
      made.push(button("Try again", "secondary", { type: "retry" }));
    }
    return made;
  }

  function receipt(turn, index) {
    const made = [];
    if (turn.receipt.length > 0) {
      made.push(element("p", "facts", turn.receipt.join(" · ")));
    }
    if (turn.sources.length > 0) {
      const list = element("p", "sources", "From ");
      turn.sources.forEach((label, source) => {
        list.append(source > 0 ? ", " : "", button(label, "link", { type: "open", turn: index, source }));
      });
      made.push(list);
    }
    return [...made, ...turn.notes.map((note) => element("p", "note", note))];
  }

  function showTurn(section, turn, index) {
    const [heading, article, state, actionRow, receiptRow] = section.children;
    section.dataset.state = turn.state;
    heading.textContent = turn.question;
    heading.dataset.asked = String(turn.asked);
    article.setAttribute("aria-busy", String(turn.state === "streaming"));
    showBlocks(article, turn.blocks);
    state.textContent = turn.error || WORDS[turn.state] || "";
    showOnce(actionRow, turn.state + (turn.blocks.length > 0), () => actions(turn, index));
    showOnce(receiptRow, JSON.stringify([turn.receipt, turn.sources, turn.notes]), () => receipt(turn, index));
  }

  function show(view) {
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 40;
    byId("place").textContent = view.place;
    byId("code").textContent = view.code;
    while (turns.children.length > view.turns.length) {
      turns.lastElementChild.remove();
    }
    const grew = turns.children.length < view.turns.length;
    view.turns.forEach((turn, index) => {
      showTurn(turns.children[index] ?? turns.appendChild(makeTurn()), turn, index);
    });
    const state = view.turns.at(-1)?.state;
    const busy = state === "waiting" || state === "streaming";
    const hadFocus = document.activeElement === stop;
    stop.hidden = !busy;
    send.hidden = busy;
    if (hadFocus && !busy) {
      question.focus();
    }
    if (view.turns.length === 1 && state === "waiting") {
      window.scrollTo({ top: 0 });
    } else if (view.turns.length > 1 && (grew || atEnd)) {
      window.scrollTo({ top: document.documentElement.scrollHeight });
    }
  }

  function submit() {
    const text = question.value.trim();
    if (text !== "" && !send.hidden) {
      vscode.postMessage({ type: "ask", question: text });
      question.value = "";
    }
  }

  window.addEventListener("message", (event) => show(event.data));
  byId("place").addEventListener("click", () => vscode.postMessage({ type: "place" }));
  stop.addEventListener("click", () => vscode.postMessage({ type: "stop" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  vscode.postMessage({ type: "ready" });
})();
