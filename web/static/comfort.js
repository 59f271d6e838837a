// Comfort: keys that move through a page, which can be switched off on the page of help, and completions of what is
// typed. Every page does all it does without this.
"use strict";

(() => {
  const stored = {
    get off() {
      try { return localStorage.getItem("keys") === "off"; } catch { return false; }
    },
    set off(value) {
      try { localStorage.setItem("keys", value ? "off" : "on"); } catch { /* then for this page alone */ }
    },
  };
  const find = (selector) => document.querySelector(selector);
  const follow = (selector) => find(selector)?.click();

  function move(by) {
    const links = [...document.querySelectorAll(".card h2 a, .card h3 a, .card .by + .about a, .people .who")];
    const cards = [...new Set(links.map((link) => link.closest("li")))];
    if (!cards.length) return;
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const next = cards[Math.min(Math.max(at + by, 0), cards.length - 1)];
    links.find((link) => next.contains(link)).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const hits = document.querySelectorAll("mark[id]");
    if (!hits.length) return follow(by > 0 ? "a[rel=next]" : "a[rel=prev]");
    const at = Number(location.hash.match(/^#hit-(\d+)$/)?.[1] ?? (by > 0 ? 0 : hits.length + 1));
    location.hash = "hit-" + Math.min(Math.max(at + by, 1), hits.length);
  }

  const keys = {
    "/": () => { const box = find("#q"); box?.focus(); box?.select(); },
    j: () => move(1),
    k: () => move(-1),
    o: () => document.activeElement.closest("li")?.querySelector("a")?.click(),
    n: () => step(1),
    p: () => step(-1),
    c: () => { const cite = find("#cite"); if (cite) { cite.open = true; cite.querySelector("summary").focus(); } },
    "?": () => follow("a[data-help]"),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (stored.off || typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  const place = find("#switch");
  if (place) {
    const button = document.createElement("button");
    const say = () => { button.textContent = stored.off ? place.dataset.on : place.dataset.off; };
    button.addEventListener("click", () => { stored.off = !stored.off; say(); });
    say();
    place.append(button);
  }
})();

(() => {
  const box = document.querySelector("form[data-suggest] #q");
  if (!box) return;
  const list = document.createElement("ul");
  const state = { request: null, timer: 0, at: -1, typed: "" };
  Object.assign(list, { id: "completions", role: "listbox", hidden: true, ariaLabel: box.labels[0].textContent });
  box.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) box.setAttribute(name, value);

  function show(found) {
    list.replaceChildren(...found.map((one, at) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `completion-${at}`, role: "option", ariaSelected: "false" });
      option.dataset.query = one.query;
      for (const text of [one.value, `${one.kind}, ${one.count}`]) {
        const part = document.createElement("bdi");
        part.textContent = text;
        option.append(part, " ");
      }
      return option;
    }));
    state.at = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    state.request?.abort();
    state.request = new AbortController();
    try {
      const address = `${box.form.dataset.suggest}?q=${encodeURIComponent(box.value)}`;
      const answer = await fetch(address, { signal: state.request.signal });
      show(answer.ok && box.value.trim() && document.activeElement === box ? (await answer.json()).suggestions : []);
    } catch { /* a newer question was asked, or nobody answers: then there are none */ }
  }

  function mark(at) {
    const options = [...list.children];
    state.at = (at + options.length + 1) % (options.length + 1); // behind the last one stands what was typed
    options.forEach((one, number) => { one.ariaSelected = String(number === state.at); });
    const chosen = options[state.at];
    box.value = chosen ? chosen.dataset.query : state.typed;
    if (chosen) box.setAttribute("aria-activedescendant", chosen.id);
    else box.removeAttribute("aria-activedescendant");
  }

  box.addEventListener("input", () => {
    state.typed = box.value;
    clearTimeout(state.timer);
    state.timer = setTimeout(ask, 120); // as long as a quick typist needs for a letter
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") { box.value = state.typed; show([]); event.preventDefault(); }
    if (event.key === "ArrowDown") { mark(state.at + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { mark(state.at < 0 ? list.children.length - 1 : state.at - 1); event.preventDefault(); }
  });
  box.addEventListener("blur", () => show([]));
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[data-query]");
    if (!option) return;
    event.preventDefault(); // the box keeps the focus
    box.value = option.dataset.query;
    box.form.requestSubmit();
  });
})();
