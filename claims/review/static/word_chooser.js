// Choose words of a sentence: by dragging, by tapping the first and the last, by arrows and Shift.
// What is chosen is kept in a field as the offsets of its stretches: "120-164 170-180".

let count = 0;

export class WordChooser {
  /** Put the words of `template` into `place`; `field` holds what is chosen, and keeps it. */
  constructor(place, template, field, { single = false } = {}) {
    this.field = field;
    this.before = field.value;
    this.single = single;
    this.box = document.createElement("div");
    Object.assign(this.box, { className: "words", tabIndex: 0, role: "listbox", id: `words${count += 1}` });
    this.box.setAttribute("aria-multiselectable", "true");
    this.box.setAttribute("aria-label", place.dataset.label);
    this.box.append(template.content.cloneNode(true));
    this.told = document.createElement("p");
    this.told.className = "dim chosen";
    this.told.setAttribute("role", "status");
    place.replaceChildren(this.box, this.told);
    this.words = [...this.box.querySelectorAll(".word")];
    this.words.forEach((word, index) => { word.id = `${this.box.id}-${index}`; });
    this.grips = ["first", "last"].map((end) => this.grip(end));
    this.tapped = null;
    this.listen();
    this.reset();
  }

  grip(end) {
    const grip = document.createElement("i");
    grip.className = `grip grip-${end}`;
    grip.dataset.end = end;
    grip.setAttribute("aria-hidden", "true");
    return grip;
  }

  /** Choose again what was chosen before anybody touched it. */
  reset() {
    this.field.value = this.before;
    const spans = this.before.split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
    this.chosen = this.words.map((word) => spans.some(([start, end]) => start < +word.dataset.end && +word.dataset.start < end));
    this.tapped = null;
    const first = this.chosen.indexOf(true);
    const near = this.words.findIndex((word) => !word.closest(".beside"));
    this.at = Math.max(first, near, 0);
    this.from = this.at;
    this.paint();
  }

  focus() {
    this.box.focus();
  }

  /** Choose the words from one to another; with `more` besides what is chosen already. */
  stretch(from, to, more = false) {
    if (!more || this.single) this.chosen.fill(false);
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) this.chosen[index] = true;
    this.keep();
  }

  keep() {
    const runs = [];
    this.chosen.forEach((on, index) => {
      if (on && this.chosen[index - 1]) runs.at(-1)[1] = this.words[index].dataset.end;
      else if (on) runs.push([this.words[index].dataset.start, this.words[index].dataset.end]);
    });
    this.field.value = runs.map((run) => run.join("-")).join(" ");
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.paint();
  }

  paint() {
    this.words.forEach((word, index) => {
      word.setAttribute("aria-selected", String(this.chosen[index]));
      word.classList.toggle("at", index === this.at);
      word.classList.toggle("tapped", index === this.tapped);
      const gap = word.nextElementSibling;
      if (gap?.matches(".gap")) gap.classList.toggle("within", this.chosen[index] && Boolean(this.chosen[index + 1]));
    });
    this.box.setAttribute("aria-activedescendant", this.words[this.at]?.id ?? "");
    const first = this.chosen.indexOf(true);
    const last = this.chosen.lastIndexOf(true);
    if (first >= 0) {
      this.words[first].prepend(this.grips[0]);
      this.words[last].append(this.grips[1]);
    } else {
      for (const grip of this.grips) grip.remove();
    }
    this.told.textContent = first < 0 ? "No word is chosen." : this.quoted();
  }

  quoted() {
    const parts = [];
    this.chosen.forEach((on, index) => {
      if (on && this.chosen[index - 1]) parts[parts.length - 1] += ` ${this.words[index].textContent}`;
      else if (on) parts.push(this.words[index].textContent);
    });
    return `Chosen: “${parts.join(" … ")}”`;
  }

  indexOf(element) {
    const word = element?.closest?.(".word");
    return word && this.box.contains(word) ? this.words.indexOf(word) : -1;
  }

  under(event) {
    return this.indexOf(document.elementFromPoint(event.clientX, event.clientY));
  }

  listen() {
    this.box.addEventListener("pointerdown", (event) => this.press(event));
    this.box.addEventListener("pointermove", (event) => this.drag(event));
    this.box.addEventListener("pointerup", (event) => this.release(event));
    this.box.addEventListener("pointercancel", () => { this.held = null; });
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  press(event) {
    if (event.button) return;
    const end = event.target.closest(".grip")?.dataset.end;
    const index = end ? this.chosen[end === "first" ? "indexOf" : "lastIndexOf"](true) : this.indexOf(event.target);
    if (index < 0) return;
    const other = end && this.chosen[end === "first" ? "lastIndexOf" : "indexOf"](true);
    const touch = event.pointerType === "touch" && !end;
    // A finger that drags over text scrolls; it takes the handles, or taps.
    this.held = { from: end ? other : index, at: index, touch, moved: false, more: event.ctrlKey || event.metaKey, before: [...this.chosen] };
    if (!touch) {
      event.preventDefault();
      this.box.setPointerCapture(event.pointerId);
      this.focus();
    }
  }

  drag(event) {
    if (!this.held || this.held.touch) return;
    const index = this.under(event);
    if (index < 0 || index === this.held.at) return;
    this.held.at = index;
    this.held.moved = true;
    this.tapped = null;
    this.at = index;
    this.from = this.held.from;
    this.chosen = [...this.held.before];
    this.stretch(this.held.from, index, this.held.more);
  }

  release(event) {
    const { held } = this;
    this.held = null;
    if (!held || held.moved) return;
    const index = this.under(event);
    if (index < 0) return;
    this.at = index;
    if (event.shiftKey || this.tapped !== null) {
      this.stretch(this.tapped ?? this.from, index, held.more);
      this.tapped = null;
    } else {
      this.from = index;
      this.tapped = index;
      this.stretch(index, index, held.more);
    }
    this.paint();
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step !== undefined) {
      const vertical = event.key === "ArrowDown" || event.key === "ArrowUp";
      const to = vertical ? this.line(step) : Math.min(Math.max(this.at + step, 0), this.words.length - 1);
      // The first Shift+arrow after a plain move begins at the word where one stands.
      if (event.shiftKey) this.from ??= this.at;
      this.at = to;
      this.tapped = null;
      if (event.shiftKey) this.stretch(this.from, to, event.ctrlKey || event.metaKey);
      else {
        this.from = to;
        this.paint();
      }
    } else if (event.key === " ") {
      this.from = this.at;
      if (this.single) this.chosen.fill(false);
      this.chosen[this.at] = !this.chosen[this.at];
      this.keep();
    } else if (event.key === "Enter") {
      this.box.closest("details")?.querySelector("[data-save]")?.click();
    } else {
      return; // Escape and Tab are for others
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Return the word above or below the one where one stands. */
  line(step) {
    const here = this.words[this.at].getBoundingClientRect();
    const middle = (here.left + here.right) / 2;
    let best = this.at;
    let distance = Infinity;
    for (let index = this.at + step; index >= 0 && index < this.words.length; index += step) {
      const box = this.words[index].getBoundingClientRect();
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      if (Math.abs(box.top - here.top) > here.height * 3) break;
      const off = Math.abs((box.left + box.right) / 2 - middle);
      if (off < distance) [best, distance] = [index, off];
    }
    return best;
  }
}
