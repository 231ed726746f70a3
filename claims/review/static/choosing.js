// Choose several claims of an article, for one action on all of them.

import { tell, work } from "./working.js";

const chosen = new Set();
const boxes = () => [...document.querySelectorAll("#bulk input[name=claims]")];

function count() {
  chosen.clear();
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  const several = document.getElementById("together");
  if (!several) return;
  several.toggleAttribute("data-none", chosen.size === 0);
  document.getElementById("chosen-count").textContent = `${chosen.size} claim${chosen.size === 1 ? "" : "s"} chosen`;
}

/** Tick again what was ticked before the list was brought up to date. */
export function restoreChosen() {
  for (const box of boxes()) if (chosen.has(box.value)) box.checked = true;
  count();
}

function choose(claims, on = true) {
  const wanted = new Set(claims);
  for (const box of boxes()) if (wanted.has(box.value)) box.checked = on;
  count();
  tell(chosen.size ? `${chosen.size} chosen: keys now decide on all of them.` : "None chosen.");
}

/** Tick the claim in hand, or untick it. */
export function toggleHeld() {
  const held = work.dataset.held;
  if (!held) return false;
  choose([held], !chosen.has(held));
  return true;
}

/** Tick the claim in hand and those that go on from it, or all claims of its source. */
export function chooseAlso(which) {
  const held = work.dataset.held;
  if (!held) return false;
  const entry = document.getElementById(`entry-${held}`);
  const link = which === "goes-on"
    ? entry.querySelector("[data-goes-on]")
    : [...document.querySelectorAll("[data-of-source]")].find((one) => one.dataset.choose.split(" ").includes(held));
  choose((link?.dataset.choose ?? held).split(" "));
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-choose]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    choose(link.dataset.choose.trim().split(" "));
  }
  if (event.target.closest("[data-clear]")) choose([...chosen], false);
});
document.addEventListener("change", (event) => {
  if (event.target.name === "claims") count();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen.size && !document.querySelector("dialog[open]") &&
      !["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName)) choose([...chosen], false);
});
for (const clear of document.querySelectorAll("[data-clear]")) clear.hidden = false;
count();
