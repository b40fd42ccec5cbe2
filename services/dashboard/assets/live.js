// Keeps the figures of an open page current, and looks whether a page that could not be had can be had again.
// Without it the page is whole and stands still.
"use strict";

const EVERY_MS = 5000;
const { script } = document.body.dataset;
const status = document.getElementById("live-status");

/** Says it once: who listens is not told the same again and again. */
function say(text) {
  if (status && status.textContent !== text) status.textContent = text;
}

async function fetchPage() {
  const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") return "ended";
  if (!answer.ok) return "lost";
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function takeOver(page) {
  let changed = false;
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...fresh.childNodes);
    if (part.id === "taken-at") part.dateTime = fresh.dateTime;
    else changed = true;
  }
  return changed;
}

const stateOf = (root) => root.querySelector("[data-state]")?.dataset.state;

async function keepCurrent(line) {
  const page = await fetchPage().catch(() => "lost");
  if (typeof page === "string") return say(line.dataset[page]);
  if (stateOf(page) !== stateOf(document)) return location.reload();
  if (takeOver(page))
    say(`${line.dataset.changed} ${new Date().toLocaleTimeString(document.documentElement.lang)}`);
  else if (status.textContent === line.dataset.lost) say("");
}

async function lookAgain() {
  say(status.dataset.waiting);
  const answer = await fetch(location.href, { cache: "no-store", method: "HEAD" }).catch(() => undefined);
  if (answer && answer.status < 500) location.reload();
}

if (script === "retry") setInterval(lookAgain, EVERY_MS);

if (script === "live") {
  const line = document.querySelector(".live");
  const pause = document.getElementById("pause");
  let isPaused = false;
  pause.hidden = false;
  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    pause.setAttribute("aria-pressed", String(isPaused));
  });
  setInterval(() => {
    if (!isPaused && !document.hidden) void keepCurrent(line);
  }, EVERY_MS);

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
}
