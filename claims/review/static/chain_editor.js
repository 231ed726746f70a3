// Edit a chain: a hop put in, taken out, given another source or the words that name it.
// It is kept in a field as JSON, in the form that claims/review/decisions/correction_form.py reads.

import { SourcePicker } from "./source_picker.js";
import { WordChooser } from "./word_chooser.js";

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export class ChainEditor {
  /** Edit the hops that stand in the list `list`; `field` holds the chain. */
  constructor(list, { field, words, sources, document: article }) {
    Object.assign(this, { list, field, words, sources, article });
    this.before = [...list.children].map((item) => ({
      name: item.textContent,
      sign: item.dataset.sign,
      look: item.dataset.look,
      kind: item.dataset.kind,
      hop: { keep: Number(item.dataset.keep) },
      named: item.dataset.start ? this.wordsAt(item.dataset.start, item.dataset.end) : null,
    }));
    this.tools = make("div", { className: "tools" });
    list.after(this.tools);
    this.reset();
  }

  wordsAt(start, end) {
    return [...this.words.content.querySelectorAll(".word")]
      .filter((word) => +start < +word.dataset.end && +word.dataset.start < +end)
      .map((word) => word.textContent).join(" ");
  }

  reset() {
    this.hops = this.before.map((one) => ({ ...one, hop: { ...one.hop } }));
    this.open = null;
    this.show();
  }

  /** Open where a correction is likeliest: the one who began it, or a first hop where there is none. */
  begin() {
    this.pick(this.hops.length ? this.hops.length - 1 : 0, { instead: this.hops.length > 0 });
  }

  /** Open the picker for a hop; with `instead` what is chosen takes the place of the one there. */
  pick(position, { instead = false } = {}) {
    this.open = { position, instead, words: false };
    this.show();
  }

  put(position, instead, source) {
    const old = instead ? this.hops[position] : null;
    const hop = source.id
      ? { source: source.id }
      : { name: source.name, kind: source.kind, anonymous: source.anonymous, number: source.number };
    if (old && "mention" in old.hop) hop.mention = old.hop.mention;
    else if (old) {
      const at = old.hop.keep ?? old.hop.at;
      if (at !== undefined) hop.at = at;
    }
    const entry = { name: source.name, sign: source.sign, look: source.look, kind: source.words, hop, named: old?.named ?? null };
    this.hops.splice(position, instead ? 1 : 0, entry);
    this.open = null;
    this.show();
    this.focusSave();
  }

  focusSave() {
    const save = this.list.closest("details").querySelector("[data-save]");
    save.focus();
  }

  remove(position) {
    this.hops.splice(position, 1);
    this.open = null;
    this.show();
    (this.list.querySelector("button") ?? this.tools.querySelector("button")).focus();
  }

  show() {
    this.field.value = JSON.stringify(this.hops.map(({ hop }) => hop));
    this.list.replaceChildren(...this.hops.map((entry, position) => this.item(entry, position)));
    const add = make("button", { type: "button", textContent: this.hops.length ? "Add one behind" : "Add who says it" });
    add.addEventListener("click", () => this.pick(this.hops.length));
    const none = make("button", { type: "button", textContent: "Nobody: the writer’s own" });
    none.hidden = !this.hops.length;
    none.addEventListener("click", () => {
      this.hops = [];
      this.open = null;
      this.show();
      this.focusSave();
    });
    this.tools.replaceChildren(add, " ", none);
    if (this.open) this.showOpen();
  }

  item(entry, position) {
    const item = make("li");
    const sign = make("i", { className: "sign", textContent: entry.sign, ariaHidden: "true" });
    const shown = make("span", { className: `look-${entry.look}` }, sign, make("b", { textContent: entry.name }));
    item.append(shown, make("span", { className: "dim", textContent: ` ${entry.kind}, ${entry.named ? `named as “${entry.named}”` : "inferred"}` }));
    const buttons = make("span", { className: "hop-tools" });
    for (const [label, act] of [
      ["Someone else", () => this.pick(position, { instead: true })],
      ["Add one before", () => this.pick(position)],
      ["Named where?", () => { this.open = { position, words: true }; this.show(); }],
      ["Take out", () => this.remove(position)],
    ]) {
      const button = make("button", { type: "button", textContent: label });
      button.append(make("span", { className: "unseen", textContent: ` ${entry.name}` }));
      button.addEventListener("click", act);
      buttons.append(button);
    }
    item.append(buttons);
    return item;
  }

  showOpen() {
    const { position, instead, words } = this.open;
    const place = make("div", { className: "picker" });
    const item = this.list.children[position];
    if (words || instead) item.append(place);
    else if (item) item.before(make("li", { className: "new" }, place));
    else this.list.append(make("li", { className: "new" }, place));
    if (words) {
      this.chooseWords(place, position);
      return;
    }
    const label = instead ? `Instead of ${this.hops[position].name}` : "Who says it";
    const picker = new SourcePicker(place, { address: this.sources, article: this.article, label });
    picker.onChoose = (source) => this.put(position, instead, source);
    picker.onLeave = () => {
      this.open = null;
      this.show();
      (this.tools.querySelector("button")).focus();
    };
    picker.focus();
  }

  /** Let the words be chosen by which the text names the hop; none make it inferred. */
  chooseWords(place, position) {
    const entry = this.hops[position];
    place.dataset.label = `Words that name ${entry.name}`;
    const field = make("input", { type: "hidden", value: "" });
    const holder = make("div");
    holder.dataset.label = place.dataset.label;
    place.append(holder);
    const chooser = new WordChooser(holder, this.words, field, { single: true });
    const set = make("button", { type: "button", textContent: "It is named here" });
    const nowhere = make("button", { type: "button", textContent: "Nowhere: inferred" });
    set.addEventListener("click", () => {
      const [span] = field.value.split(" ");
      if (!span) return;
      entry.hop.mention = span.split("-").map(Number);
      entry.named = this.wordsAt(...entry.hop.mention);
      this.open = null;
      this.show();
      this.focusSave();
    });
    nowhere.addEventListener("click", () => {
      entry.hop.mention = null;
      entry.named = null;
      this.open = null;
      this.show();
      this.focusSave();
    });
    place.append(set, " ", nowhere);
    chooser.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      set.click();
    }, true);
    chooser.focus();
  }
}
