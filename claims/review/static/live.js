// Follow what other people and programs do, without reload: ask every few seconds what changed.
//
// Asking costs the server a few look-ups. It is asked less and less often while nothing changes or
// nobody answers, not at all while the page is hidden, and at once when it is looked at again.
// A page is read anew only where something that it shows may have changed.

import { fetchPage, patch } from "./patching.js";

const ROUTE = document.body.dataset.liveRoute;
const SOONEST = 2000;
const IDLE = 6000;
const LATEST = 60000;
const listeners = [];
let token = document.querySelector("[data-live-since]")?.dataset.liveSince ?? "";
let wait = SOONEST;
let timer = null;
let asking = false;

/** Run `listener` with each change: decisions, whether articles came, and counts. */
export function onChange(listener) {
  listeners.push(listener);
}

function later(milliseconds) {
  clearTimeout(timer);
  // A little chance, so that browsers that began together do not ask together.
  if (!document.hidden) timer = setTimeout(ask, milliseconds * (0.85 + 0.3 * Math.random()));
}

async function ask() {
  if (asking || !ROUTE) return;
  asking = true;
  try {
    const answer = await fetch(`${ROUTE}?since=${encodeURIComponent(token)}`, { cache: "no-store" });
    if (answer.status === 403) return; // signed out: nothing more to follow
    if (!answer.ok) throw new Error(String(answer.status));
    const changes = await answer.json();
    const first = token === "";
    token = changes.token;
    const changed = !first && (changes.decisions.length > 0 || changes.articles || changes.stale);
    if (changed) for (const listener of listeners) await listener(changes);
    wait = changed ? SOONEST : Math.min(IDLE, Math.max(SOONEST, wait * 1.2));
    later(wait);
  } catch {
    wait = Math.min(LATEST, wait * 2);
    later(wait);
  } finally {
    asking = false;
  }
}

const held = document.querySelector("[data-live-claim]")?.dataset.liveClaim;

/** Bring all parts of the page that follow along (`data-live`, with an id) up to date. */
async function bring() {
  const address = new URL(location.href);
  if (held) address.searchParams.set("claim", held); // the same claim, whatever became of it
  const { response, page } = await fetchPage(address);
  if (response.ok) for (const part of document.querySelectorAll("[data-live][id]")) patch(part.id, page);
}

// Pages that only show figures need no haste: an import changes them all the time.
const REST = 10000;
let brought = 0;

function bringSoon(urgent) {
  clearTimeout(bringSoon.due);
  bringSoon.due = setTimeout(() => {
    brought = Date.now();
    bring().catch(() => {});
  }, urgent ? 0 : Math.max(0, brought + REST - Date.now()));
}

/** Say, where the page has a place for it, who decided on the claim that one looks at. */
function tellOf(decisions) {
  const told = document.querySelector("[data-live-told]");
  const names = [...new Set(decisions.map((one) => one.reviewer ?? "a colleague"))];
  if (!told || !names.length) return;
  told.textContent = `${names.join(" and ")} decided on this claim just now.`;
  told.hidden = false;
}

if (document.querySelector("[data-live][id]")) {
  onChange((changes) => {
    const touched = changes.decisions.filter((one) => held && one.target === held && !one.own);
    tellOf(touched);
    bringSoon(touched.length > 0);
  });
}
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
later(token ? SOONEST : 0);
