// Mark a claim that was missed: select its words in the text by mouse, touch or arrows, name who says
// it, and save. What is selected is sent as offsets of the article's text, in code points.

import { onKey } from "./keys.js";
import { tell, work } from "./working.js";

const form = document.getElementById("marking");
let known = new Map(); // the names that the typeahead offered last, each with the id of its source
let word = null; // the word of the sentence in hand where the arrows are, and where Shift began

/** List the text nodes of a sentence that are the article's own words, each with where it begins. */
function nodesOf(sentence) {
  const walker = document.createTreeWalker(sentence.querySelector(".text"), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".number") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  let start = 0;
  // The template's own line break stands before the number; the text begins behind it.
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!nodes.length && !node.data.trim() && node.nextSibling?.matches?.(".number")) continue;
    nodes.push({ node, start });
    start += node.data.length;
  }
  return nodes;
}

function textOf(sentence) {
  return nodesOf(sentence).map(({ node }) => node.data).join("");
}

/** Return the offset in the article of a point in a sentence. */
function offsetOf(sentence, container, offset) {
  const nodes = nodesOf(sentence);
  let units = 0;
  for (const { node, start } of nodes) {
    if (node === container) {
      units = start + offset;
      break;
    }
    const range = document.createRange();
    range.setStart(container, offset);
    if (range.comparePoint(node, 0) < 0) units = start + node.data.length;
  }
  return Number(sentence.dataset.start) + [...textOf(sentence).slice(0, units)].length;
}

/** Return what is selected of the article's text, null where nothing is. */
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const inside = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#sheet .sentence:not([data-skip])");
  const touched = [...document.querySelectorAll("#sheet .sentence:not([data-skip])")].filter((one) => range.intersectsNode(one.querySelector(".text")));
  const [first, last] = [inside(range.startContainer) ?? touched[0], inside(range.endContainer) ?? touched.at(-1)];
  if (!first || !last || !selection.toString().trim()) return null;
  const start = inside(range.startContainer) ? offsetOf(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = inside(range.endContainer)
    ? offsetOf(last, range.endContainer, range.endOffset)
    : Number(last.dataset.start) + [...textOf(last)].length;
  return start < end ? { sentence: first, start, end, words: selection.toString().trim() } : null;
}

function offer() {
  if (!form || form.contains(document.activeElement)) return;
  const found = selected();
  if (!found) {
    if (!form.hidden) close();
    return;
  }
  form.hidden = false;
  form.dataset.sentence = found.sentence.id;
  form.elements.sentence.value = found.sentence.dataset.sentence;
  form.elements.sentence_seen.value = document.getElementById("bulk-seen")?.value ?? "0";
  form.elements.added.value = `${found.start}-${found.end}`;
  form.elements.here.value = `${location.pathname}?sentence=${found.sentence.dataset.sentence}#${found.sentence.id}`;
  form.querySelector("[data-words]").textContent = found.words;
}

function close() {
  form.hidden = true;
  form.elements.who.value = "";
  word = null;
  settle();
}

/** Show the fields of a new source only where the name is nobody's yet. */
function settle() {
  const name = form.elements.who.value.trim();
  form.querySelector("[data-new]").hidden = !name || known.has(name.toLowerCase());
}

/** Return who says it as the desk's forms have it: the source by its id or as a new one. */
function chain() {
  const name = form.elements.who.value.trim();
  if (!name) return [];
  const sentence = document.getElementById(form.dataset.sentence);
  const text = textOf(sentence);
  const place = text.indexOf(name);
  const start = Number(sentence.dataset.start) + [...text.slice(0, Math.max(place, 0))].length;
  const mention = place < 0 ? null : [start, start + [...name].length];
  const id = known.get(name.toLowerCase());
  if (id) return [{ source: id, mention }];
  return [{ name, kind: form.elements.new_kind.value, anonymous: form.elements.unnamed.checked, number: "one", mention }];
}

async function suggest() {
  const words = form.elements.who.value.trim();
  const answer = await fetch(`${form.dataset.sources}?${new URLSearchParams({ q: words, document: work.dataset.article })}`);
  if (!answer.ok || words !== form.elements.who.value.trim()) return;
  const { sources } = await answer.json();
  for (const { name, id } of sources) known.set(name.toLowerCase(), id);
  document.getElementById("who-names").replaceChildren(...sources.map(({ name }) => new Option(name, name)));
  settle();
}

/** Select the next word of the sentence in hand, or with `extend` up to it. */
function step(by, extend) {
  const sentence = document.querySelector(".sentence.here");
  if (!sentence) return false;
  const words = [...textOf(sentence).matchAll(/\S+/g)].map((found) => [found.index, found.index + found[0].length]);
  if (word?.sentence !== sentence) word = { sentence, from: 0, at: by > 0 ? -1 : words.length };
  const begun = word.at >= 0 && word.at < words.length;
  word.at = Math.min(Math.max(word.at + by, 0), words.length - 1);
  if (!extend || !begun) word.from = word.at;
  const [first, last] = [Math.min(word.from, word.at), Math.max(word.from, word.at)];
  const nodes = nodesOf(sentence);
  const point = (units) => {
    const { node, start } = nodes.findLast(({ start: begin }) => begin <= units) ?? nodes[0];
    return [node, Math.min(units - start, node.data.length)];
  };
  getSelection().setBaseAndExtent(...point(words[first][0]), ...point(words[last][1]));
  return true;
}

if (form) {
  document.addEventListener("selectionchange", () => {
    clearTimeout(offer.due);
    offer.due = setTimeout(offer, 120); // while the pointer still moves
  });
  form.elements.who.addEventListener("input", suggest);
  form.elements.who.addEventListener("focus", suggest);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      getSelection().removeAllRanges();
    }
  });
  form.querySelector("[data-cancel]").addEventListener("click", () => {
    close();
    getSelection().removeAllRanges();
  });
  form.addEventListener("submit", () => {
    form.elements.added_chain.value = JSON.stringify(chain());
    setTimeout(() => {
      close();
      getSelection().removeAllRanges();
    });
  }, { capture: true });
  const arrows = "choose a word of the sentence in hand; with Shift, more words";
  onKey("ArrowRight", arrows, (event) => step(1, event.shiftKey));
  onKey("ArrowLeft", "choose the word before", (event) => step(-1, event.shiftKey));
}

/** Go on with what is selected: name who says it. False where nothing is selected. */
export function markSelected() {
  clearTimeout(offer.due);
  offer();
  if (!form || form.hidden) return false;
  form.elements.who.focus();
  tell("Name who says it; leave it empty for the writer. Enter saves.");
  return true;
}
