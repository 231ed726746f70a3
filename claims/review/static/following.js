// Show on the article's page, at once, what a colleague decides in this article.

import { onChange } from "./live.js";
import { fetchPage, patch } from "./patching.js";
import { bindKeys, refresh, tell, work } from "./working.js";

const UNREAD = 3000; // who presses a key so soon after has not read it; they are told who was first

/** Follow the article; `settle` (the id of the claim in hand) runs after the page changed. */
export function follow(settle) {
  onChange(async (changes) => {
    const mine = changes.decisions.filter((one) => one.document === work.dataset.article || one.target_kind === "source");
    if (!mine.length && !changes.stale) return;
    const held = work.dataset.held;
    const { response, page } = await fetchPage(held ? `${work.dataset.path}?claim=${held}` : work.dataset.path);
    if (!response.ok || work.dataset.held !== held) return;
    const touched = mine.filter((one) => one.target === held && !one.own);
    const gone = held && page.querySelector(".work").dataset.held !== held;
    refresh(page, { panel: false });
    if (touched.length) showTouched(touched, page, gone);
    settle(held);
    const others = mine.filter((one) => !one.own && one.target !== held);
    if (others.length && !touched.length) tell(`${names(others)} decided on ${others.length} other claim${others.length === 1 ? "" : "s"} here.`);
  });
}

function names(decisions) {
  return [...new Set(decisions.map((one) => one.reviewer ?? "a colleague"))].join(" and ");
}

function showTouched(touched, page, gone) {
  const panel = document.getElementById("panel");
  const writing = [...panel.querySelectorAll("textarea")].some((field) => field.value || field === document.activeElement);
  tell(`${names(touched)} decided on this claim just now${gone ? ": it is none" : ""}.`, { urgent: true });
  if (gone || writing || panel.dataset.refused !== undefined) {
    patch("panel-history", page);
    return;
  }
  const before = panel.querySelector("form.acts input[name=seen]")?.value;
  patch("panel", page);
  bindKeys();
  const seen = document.querySelector("#panel form.acts input[name=seen]");
  if (!seen || before === undefined) return;
  const now = seen.value;
  seen.value = before;
  setTimeout(() => { if (seen.isConnected) seen.value = now; }, UNREAD);
}
