// Correct a claim: its editors open and close, hold back the keys of the page, and fill the form.
// Works by delegation, so that panels which are put into the page later work too.

import { ChainEditor } from "./chain_editor.js";
import { WordChooser } from "./word_chooser.js";

const prepared = new WeakSet();

function prepare(details) {
  if (prepared.has(details)) return;
  prepared.add(details);
  const panel = details.closest(".editors");
  const words = panel.querySelector("template[data-words-of]");
  const place = details.querySelector("[data-words-for]");
  if (place) {
    const field = details.querySelector(`input[name=${place.dataset.wordsFor}]`);
    details.chooser = new WordChooser(place, words, field);
  }
  const hops = details.querySelector("[data-hops]");
  if (hops) {
    const field = details.querySelector("[data-chain-field]");
    details.chain = new ChainEditor(hops, { field, words, sources: panel.dataset.sources, document: panel.dataset.document });
  }
}

function enter(details) {
  for (const other of details.closest(".editors").querySelectorAll("details[open]")) {
    if (other !== details) other.open = false;
  }
  if (details.chooser) details.chooser.focus();
  else if (details.chain) details.chain.begin();
  else details.querySelector("select, input")?.focus();
}

function leave(details) {
  details.chooser?.reset();
  details.chain?.reset();
  details.open = false;
  details.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-leave]");
  if (button) leave(button.closest("details"));
  const summary = event.target.closest?.("[data-correct] > summary");
  if (!summary) return;
  // Opened here and not by the browser, which would do so only after the next key.
  event.preventDefault();
  const details = summary.parentElement;
  if (details.open) {
    leave(details);
    return;
  }
  details.open = true;
  prepare(details);
  enter(details);
  keepInSight(details);
});

/** In the queue, keep who says it and the sentence above the editor that opened. */
function keepInSight(details) {
  const top = details.closest(".action-bar") && document.querySelector(".claim-card .who-says");
  if (top) scrollBy({ top: top.getBoundingClientRect().top - 8, behavior: "instant" });
}

document.addEventListener("keydown", (event) => {
  const inside = event.target.closest?.("[data-editor]");
  if (!inside || event.defaultPrevented) return;
  const details = inside.closest("details");
  if (!details) return; // an editor that stands by itself has keys of its own
  if (event.key === "Escape") {
    event.preventDefault();
    leave(details);
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target.matches("input"))) {
    // Never the form's first button, which would be pressed for an Enter in any field.
    event.preventDefault();
    details.querySelector("[data-save]")?.click();
  }
});
