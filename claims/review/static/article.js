// The article as a place of work: go from claim to claim, hold one, see it in the text and in the lists.
// Without this file the page reads and decides the same, by links and forms.

import { onKey } from "./keys.js";
import { bindKeys, first, work, whenSent } from "./working.js";
import { patch } from "./patching.js";
import { chooseAlso, restoreChosen, toggleHeld } from "./choosing.js";
import { follow } from "./following.js";
import { markSelected } from "./marking.js";

let stops = [];
let here = -1;
let inHand = document.getElementById("panel").dataset.of ?? "";

/** List where one can stop: each claim in the order of the text, and sentences without any. */
function findStops() {
  stops = [...document.querySelectorAll(".sentence[data-number]:not([data-skip])")].flatMap((sentence) => {
    const claims = sentence.dataset.holds.split(" ").filter(Boolean);
    return claims.length ? claims.map((claim) => ({ claim, sentence })) : [{ claim: "", sentence }];
  });
}

function mark(stop) {
  for (const old of document.querySelectorAll(".here, .held, .entries [aria-current]")) {
    old.classList.remove("here", "held");
    old.removeAttribute("aria-current");
  }
  if (!stop) return;
  stop.sentence.classList.add("here");
  if (!stop.claim) return;
  const name = CSS.escape(stop.claim);
  for (const piece of document.querySelectorAll(`.sheet [data-claims~="${name}"]`)) piece.classList.add("held");
  document.getElementById(`entry-${stop.claim}`)?.setAttribute("aria-current", "true");
}

/** Scroll only where the sentence is out of sight, or under the sheet of a small screen. */
function bringInSight(sentence) {
  const text = sentence.querySelector(".text").getBoundingClientRect();
  const sheet = document.querySelector(".desk");
  const bottom = getComputedStyle(sheet).position === "fixed" ? sheet.getBoundingClientRect().top : innerHeight;
  if (text.top >= 0 && text.bottom <= bottom) return;
  const room = Math.max(0, bottom - text.height) / 3;
  scrollBy({ top: text.top - room, behavior: "instant" });
}

/** Take the stop in hand; `scroll` brings its sentence into sight. */
function stand(index, { scroll = true, focus = true } = {}) {
  if (index < 0 || index >= stops.length) return;
  here = index;
  const stop = stops[here];
  mark(stop);
  if (focus) stop.sentence.focus({ preventScroll: true });
  if (scroll) bringInSight(stop.sentence);
  const query = stop.claim ? `?claim=${stop.claim}` : `?sentence=${stop.sentence.dataset.sentence}`;
  history.replaceState(null, "", `${query}#${stop.sentence.id}`);
  work.dataset.held = stop.claim;
  load(stop);
}

/** Show the panel of what is in hand; keys that are pressed meanwhile wait for it. */
async function load(stop) {
  const panel = document.getElementById("panel");
  const wanted = stop ? stop.claim || stop.sentence.dataset.sentence : "";
  inHand = wanted;
  if ((panel.dataset.of ?? "") === wanted) return;
  if (!wanted) {
    panel.replaceChildren();
    for (const name of ["claim", "of"]) delete panel.dataset[name];
    return;
  }
  panel.setAttribute("aria-busy", "true");
  await new Promise((resolve) => setTimeout(resolve, 80)); // for one who goes on at once
  if (inHand !== wanted) return;
  const asked = stop.claim ? `claim=${stop.claim}` : `sentence=${wanted}`;
  const answer = await fetch(`${work.dataset.path}?part=panel&${asked}`);
  if (inHand !== wanted) return;
  if (!answer.ok) {
    location.reload();
    return;
  }
  patch("panel", new DOMParser().parseFromString(await answer.text(), "text/html"));
  bindKeys();
  // On a small screen the panel has just come up from below, over what was in sight before.
  if (stop && getComputedStyle(document.querySelector(".desk")).position === "fixed") bringInSight(stop.sentence);
}

function hold(claim, options) {
  stand(stops.findIndex((stop) => stop.claim === claim), options);
}

function seek(step, wanted) {
  for (let index = here + step; index >= 0 && index < stops.length; index += step) {
    if (wanted(stops[index])) {
      stand(index);
      return;
    }
  }
}

const any = () => true;
const asks = ({ claim, sentence }) =>
  sentence.dataset.asks !== undefined && !document.getElementById(`entry-${claim}`)?.classList.contains("settled");
const another = ({ sentence }) => here < 0 || sentence !== stops[here].sentence;
const walk = (step) => () => (here < 0 ? false : seek(step, another));

onKey("j", "next claim", () => seek(1, any));
onKey("k", "claim before", () => seek(-1, any));
onKey("J", "next one that lacks a source and is open", () => seek(1, asks));
onKey("K", "the one before that lacks a source and is open", () => seek(-1, asks));
onKey("ArrowDown", "next sentence, once one is in hand", walk(1));
onKey("ArrowUp", "sentence before", walk(-1));
onKey("Enter", "open the page of the claim", (event) => {
  if (event.target.closest("a, button, summary, label") || !work.dataset.held) return false;
  document.querySelector("#panel [data-key=o]")?.click();
  return true;
});
onKey("s", "open who says it", () => {
  const link = document.querySelector("#panel a[data-source]");
  if (link) location.assign(link.href);
  return link !== null;
});
onKey("v", "choose the claim in hand, for one action on several", () => toggleHeld());
onKey("V", "choose all claims of its source", () => chooseAlso("source"));
onKey("g", "choose it and what goes on from it", () => chooseAlso("goes-on"));

// Words that are selected come first; without any, the panel's own `i` chooses them there.
first("i", markSelected);
onKey("i", "mark the selected words as a claim that was missed", markSelected);

function light(selector, on, name = "lit") {
  for (const element of document.querySelectorAll(selector)) element.classList.toggle(name, on);
}

/** Show where a source is named and what it says; the first place comes into sight. */
function show(source, claims) {
  light(".named, .content.lit, .entries .lit", false, "lit");
  light(".named", false, "named");
  const places = source ? `[data-sources~="${CSS.escape(source)}"]` : ".none";
  light(places, true, "named");
  for (const claim of claims) light(`[data-claims~="${CSS.escape(claim)}"], #entry-${CSS.escape(claim)}`, true);
  document.getElementById(`source-${source || "none"}`)?.classList.add("lit");
  const first = document.querySelector(claims.map((claim) => `.sheet [data-claims~="${CSS.escape(claim)}"]`).join(", ") || places);
  first?.scrollIntoView({ block: "center" });
}

/** Put the claim in hand down again. */
function release() {
  const sentence = stops[here]?.sentence;
  here = -1;
  work.dataset.held = "";
  mark(null);
  load(null);
  history.replaceState(null, "", `${location.pathname}#${sentence?.id ?? ""}`);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-release]")) release();
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("[data-hold], [data-hold-sentence], [data-show]");
  if (link) {
    event.preventDefault();
    if (link.dataset.hold) hold(link.dataset.hold, { focus: false, scroll: !link.matches(".line, .tabs a") });
    else if (link.dataset.holdSentence) stand(stops.findIndex(({ sentence }) => sentence.dataset.number === link.dataset.holdSentence), { scroll: false });
    else show(link.dataset.show, link.dataset.ids.split(" "));
    return;
  }
  if (event.target.closest("a, button, summary, input") || !getSelection().isCollapsed) return;
  const named = event.target.closest(".sheet [data-sources]");
  const piece = event.target.closest(".sheet [data-claims]");
  const inside = piece?.dataset.claims.split(" ").filter(Boolean).at(-1);
  const sentence = event.target.closest(".sentence:not([data-skip])");
  if (inside) hold(inside, { scroll: false });
  else if (sentence && event.target.closest(".text")) stand(stops.findIndex((stop) => stop.sentence === sentence), { scroll: false });
  if (named) document.getElementById(`source-${named.dataset.sources.split(" ").at(-1)}`)?.classList.add("lit");
});

for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(kind, (event) => {
    const claim = event.target.closest?.(".line")?.dataset.claims;
    if (claim) light(`.content[data-claims~="${CSS.escape(claim)}"]`, on);
  });
}

/** After the page was brought up to date: find the places again, and hold what the server holds. */
function settle(held) {
  findStops();
  restoreChosen();
  bindKeys();
  here = stops.findIndex((stop) => stop.claim && stop.claim === held);
  mark(stops[here]);
}

whenSent((held) => {
  const before = here < 0 ? null : stops[here]?.sentence;
  settle(held);
  inHand = held;
  if (here < 0 && before) stand(stops.findIndex((stop) => stop.sentence.id === before.id), { scroll: false });
  const sentence = stops[here]?.sentence;
  sentence?.focus({ preventScroll: true });
  if (sentence && sentence.id !== before?.id) bringInSight(sentence);
  if (sentence && held) history.replaceState(null, "", `?claim=${held}#${sentence.id}`);
});
follow(settle);
document.documentElement.classList.add("scripted");
settle(work.dataset.held);
if (here < 0) {
  here = stops.findIndex((stop) => `#${stop.sentence.id}` === location.hash);
  mark(stops[here]);
} else if (!location.hash) {
  stops[here].sentence.querySelector(".text").scrollIntoView({ block: "center" });
}
