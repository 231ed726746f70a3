// Decide without leaving the article: forms are sent, and what changed on the page is brought up to date.

import { sent as forgetDraft } from "./drafts.js";
import { onKey, writeIn } from "./keys.js";
import { fetchPage, patch } from "./patching.js";

export const work = document.querySelector(".work");
const told = document.getElementById("told");
let sending = false;
let settled = () => {};

/** Say something to everybody, also to those who do not see it; `shown`: it is to be seen beside this. */
export function tell(words, { urgent = false, shown = false } = {}) {
  told.textContent = words;
  told.classList.toggle("urgent", urgent);
  told.classList.toggle("shown-below", shown);
}

/** Let `then` (the id of the claim in hand) run after a decision was taken. */
export function whenSent(then) {
  settled = then;
}

/** Bring text, lists and the last decision to what the page says; the panel too, unless told not to. */
export function refresh(page, { panel = true } = {}) {
  patch("sheet", page, ".sentence");
  for (const id of ["strip", "tally", "legend", "start", "last", "claims-count", "sources-count"]) patch(id, page);
  patch("claim-entries", page, ":scope > li");
  patch("source-entries", page, ":scope > li");
  patchWhole("dismissed-list", page);
  const seen = document.getElementById("bulk-seen");
  const fresh = page.getElementById("bulk-seen");
  if (seen && fresh) seen.value = fresh.value;
  if (panel) patch("panel", page);
}

function patchWhole(id, page) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (fresh && old) fresh.open = old.open;
  if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  else if (old) old.remove();
  else if (fresh) document.getElementById("lists").append(document.adoptNode(fresh));
}

const before = new Map();

/** Let `action` have a key first, before the control that bears it; it answers whether it took it. */
export function first(key, action) {
  before.set(key, action);
}

const bound = new Set();
let early = ""; // a key that was pressed before the first claim in hand was there

document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
  const field = ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (field || ctrlKey || metaKey || altKey || bound.has(key)) return;
  early = document.querySelector("#panel[aria-busy]") ? key : "";
});

/** Make the keys that stand on controls press them; those of several claims while any is chosen. */
export function bindKeys() {
  const waiting = early;
  early = "";
  for (const control of document.querySelectorAll("#panel [data-key], #last [data-key], #together [data-key]")) {
    const { key, words } = control.dataset;
    if (key) onKey(key, words, () => before.get(key)?.() || press(key));
    if (key) bound.add(key);
  }
  if (document.querySelector("#panel [data-note]")) {
    onKey("n", "write a note (Esc leaves it, Ctrl+Enter saves it alone)", () => writeIn("#panel [data-note]"));
    onKey("e", "name evidence (Esc leaves it)", () => writeIn("#panel [data-evidence]"));
  }
  if (bound.has(waiting)) press(waiting);
}

async function press(key) {
  const several = document.querySelector(`#together:not([data-none]) [data-key="${key}"]`);
  if (several) {
    several.click();
    return;
  }
  for (let waited = 0; waited < 100 && document.querySelector("#panel[aria-busy]"); waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!document.querySelector("#panel[aria-busy]")) {
    document.querySelector(`#panel [data-key="${key}"], #last [data-key="${key}"]`)?.click();
  }
}

function refused(page) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(...document.adoptNode(page.getElementById("content")).children);
  for (const name of ["claim", "of"]) delete panel.dataset[name];
  panel.dataset.refused = "";
  panel.tabIndex = -1;
  panel.focus();
  panel.scrollIntoView({ block: "nearest" });
}

async function send(form, submitter) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  if (form.id === "bulk") fields.set("here", location.pathname + location.search + location.hash);
  const { response, page } = await fetchPage(form.getAttribute("action"), { method: "POST", body: fields });
  if (!response.ok) {
    refused(page);
    return;
  }
  if (fields.has("note")) forgetDraft(fields.get("claim"), fields.get("action") ?? "");
  const fresh = page.querySelector(".work");
  if (fresh?.dataset.article !== work.dataset.article) {
    location.assign(response.url);
    return;
  }
  if (form.id === "bulk") {
    for (const box of document.querySelectorAll("#bulk :checked[name=claims]")) {
      box.checked = false;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  delete document.getElementById("panel").dataset.refused;
  refresh(page);
  work.dataset.held = fresh.dataset.held;
  settled(fresh.dataset.held);
  const last = document.querySelector("#last [data-said]")?.textContent;
  const undone = submitter?.value.startsWith("undo");
  tell(undone ? "Taken back." : `Recorded: ${last ?? "done"}`, { shown: !undone && last !== undefined });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!work.contains(form) || !form.getAttribute("action")?.includes("/-/claims/decide")) return;
  event.preventDefault();
  if (sending) return; // one press is one decision, however long the answer takes
  sending = true;
  send(form, event.submitter)
    .catch(() => tell("Not recorded: the desk does not answer. Nothing is lost; try again.", { urgent: true }))
    .finally(() => { sending = false; });
});

document.addEventListener("keydown", (event) => {
  if (event.target.tagName !== "TEXTAREA" || !event.target.closest("#panel")) return;
  if (event.key === "Escape") event.target.blur();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const keep = event.target.form.querySelector("button[value=note]");
    if (keep) event.target.form.requestSubmit(keep);
  }
});
