// The article page by keyboard and pointer. Without it the page reads the same.

import { onKey } from "./keys.js";

const sentences = [...document.querySelectorAll(".sentence[data-number]")];
let here = -1;

function stand(index) {
  if (index < 0 || index >= sentences.length) return false;
  if (here >= 0) sentences[here].classList.remove("here");
  here = index;
  const sentence = sentences[here];
  sentence.classList.add("here");
  sentence.focus({ preventScroll: true });
  sentence.querySelector(".text").scrollIntoView({ block: "center" });
  history.replaceState(null, "", `#${sentence.id}`);
  return true;
}

function seek(step, wanted) {
  for (let index = here + step; index >= 0 && index < sentences.length; index += step) {
    if (wanted(sentences[index])) return stand(index);
  }
  return true;
}

function open(selector) {
  if (here < 0) return false;
  const link = sentences[here].querySelector(selector);
  if (link) location.assign(link.href);
  return link !== null;
}

const any = () => true;
const asks = (sentence) => sentence.dataset.asks !== undefined;

onKey("j", "next sentence", () => seek(1, any));
onKey("k", "sentence before", () => seek(-1, any));
onKey("n", "next sentence that lacks a source", () => seek(1, asks));
onKey("p", "the one before that lacks a source", () => seek(-1, asks));
onKey("Enter", "open the claim of this sentence", (event) =>
  event.target.closest("a, button") ? false : open("a[data-claim]"));
onKey("s", "open who says it", () => open("a[data-source]"));

function light(claim, on) {
  for (const element of document.querySelectorAll("[data-claims~=\"" + CSS.escape(claim) + "\"]")) {
    element.classList.toggle("lit", on);
  }
}

for (const note of document.querySelectorAll(".note li[data-of]")) {
  const claim = note.dataset.of;
  for (const [kind, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    note.addEventListener(kind, () => light(claim, on));
  }
}

const start = sentences.findIndex((sentence) => `#${sentence.id}` === location.hash);
if (start >= 0) {
  here = start;
  sentences[start].classList.add("here");
}
