// Comfort for the keyboard; every page does all it does without this. The keys can be switched off on the page of help.
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
