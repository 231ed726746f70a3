// Decide by keys. Each key presses the button or link that bears it; without this file they are clicked.

import "./drafts.js";
import { onKey, writeIn } from "./keys.js";

for (const control of document.querySelectorAll("[data-key]")) {
  if (control.dataset.key) onKey(control.dataset.key, control.dataset.words, () => control.click());
}

const note = document.querySelector("[data-note]");
if (note) {
  onKey("n", "write a note (Esc leaves it, Ctrl+Enter saves it alone)", () => writeIn("[data-note]"));
  onKey("e", "name evidence (Esc leaves it)", () => writeIn("[data-evidence]"));
  note.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      note.form.requestSubmit(note.form.querySelector("button[value=note]"));
    }
  });
}
for (const field of document.querySelectorAll("[data-deciding] textarea")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.blur();
  });
}

// On a phone the sentence in question stands above the actions, if need be without what comes before.
const card = document.querySelector(".claim-card");
const bar = document.querySelector("#action-bar");
const words = card?.querySelector(".focus");
if (words && bar && words.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) card.classList.add("tight");

// The filter that is on may stand where the line of filters has to be scrolled to.
const on = document.querySelector(".narrowing [aria-current]");
if (on) on.parentElement.scrollLeft = on.offsetLeft + on.offsetWidth - on.parentElement.clientWidth;

// One press is one decision, however long the answer takes.
let sent = false;
for (const form of document.querySelectorAll("[data-deciding]")) {
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
}
window.addEventListener("pageshow", () => { sent = false; });
