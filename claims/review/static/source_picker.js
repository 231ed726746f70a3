// Find a source by typing a part of its name, or enter a new one: a combobox, as ARIA's practices have it.

const KINDS = ["person", "organisation", "outlet", "document", "group"];
let count = 0;

export class SourcePicker {
  /** Put the picker into `place`; `address` answers with sources, `article` is the article's id. */
  constructor(place, { address, article, label }) {
    Object.assign(this, { place, address, article });
    const id = `picker${count += 1}`;
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "text", role: "combobox", autocomplete: "off", spellcheck: false, placeholder: "Type a name", id });
    for (const [name, value] of [["aria-label", label], ["aria-autocomplete", "list"], ["aria-controls", `${id}-list`], ["aria-expanded", "false"]]) {
      this.input.setAttribute(name, value);
    }
    this.list = document.createElement("ul");
    Object.assign(this.list, { role: "listbox", id: `${id}-list`, className: "choices plain" });
    this.list.setAttribute("aria-label", "Sources");
    place.append(this.input, this.list);
    this.options = [];
    this.at = 0;
    this.asked = 0;
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const index = [...this.list.children].indexOf(event.target.closest("[role=option]"));
      if (index >= 0) this.choose(index);
    });
    this.ask();
  }

  focus() {
    this.input.focus();
  }

  async ask() {
    this.asked += 1;
    const mine = this.asked;
    const words = this.input.value.trim();
    this.fresh = false;
    await new Promise((resolve) => setTimeout(resolve, words ? 60 : 0));
    if (mine !== this.asked) return;
    let found = [];
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams({ q: words, document: this.article })}`);
      if (answer.ok) found = (await answer.json()).sources;
    } catch {
      // Not reached: a new source can still be entered.
    }
    if (mine !== this.asked) return;
    this.options = found;
    if (words) this.options.push({ fresh: true, name: words });
    this.at = 0;
    this.fresh = true;
    this.show();
    if (this.waiting) {
      this.waiting = false;
      this.choose(this.at);
    }
  }

  show() {
    this.list.replaceChildren(...this.options.map((source, index) => {
      const option = document.createElement("li");
      Object.assign(option, { role: "option", id: `${this.list.id}-${index}` });
      option.setAttribute("aria-selected", String(index === this.at));
      if (source.fresh) {
        option.textContent = `New source: ${source.name} …`;
        option.className = "fresh";
        return option;
      }
      const sign = document.createElement("i");
      Object.assign(sign, { className: "sign", textContent: source.sign, ariaHidden: "true" });
      const about = document.createElement("span");
      about.className = "dim";
      about.textContent = ` ${[source.words, source.here ? "in this article" : "", source.description ?? ""].filter(Boolean).join(" · ")}`;
      const shown = document.createElement("span");
      shown.className = `look-${source.look}`;
      shown.append(sign, source.name);
      option.append(shown, about);
      return option;
    }));
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.input.setAttribute("aria-activedescendant", this.options.length ? `${this.list.id}-${this.at}` : "");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      this.at = (this.at + step + this.options.length) % this.options.length;
      this.show();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (!this.fresh) this.waiting = true; // what was typed is still being looked up
      else if (this.options.length) this.choose(this.at);
    } else if (event.key === "Escape") {
      this.onLeave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  choose(index) {
    const source = this.options[index];
    if (source.fresh) this.enter(source.name);
    else this.onChoose(source);
  }

  /** Ask what kind of source a new one is, and whether it is named. */
  enter(name) {
    const form = document.createElement("div");
    form.className = "fields";
    const named = this.labelled("Name", Object.assign(document.createElement("input"), { type: "text", value: name, maxLength: 300 }));
    const kind = this.labelled("Kind", document.createElement("select"));
    kind.field.append(...KINDS.map((word) => new Option(word)));
    const number = this.labelled("How many", document.createElement("select"));
    number.field.append(...["one", "several", "unknown"].map((word) => new Option(word)));
    const unnamed = this.labelled("not named in the article", Object.assign(document.createElement("input"), { type: "checkbox" }));
    unnamed.label.className = "tick";
    const take = Object.assign(document.createElement("button"), { type: "button", textContent: "Save source" });
    form.append(named.label, kind.label, number.label, unnamed.label, take);
    this.place.replaceChildren(form);
    take.addEventListener("click", () => {
      const anonymous = unnamed.field.checked;
      if (!named.field.value.trim()) {
        named.field.focus();
        return;
      }
      this.onChoose({
        name: named.field.value.trim(),
        kind: kind.field.value,
        number: number.field.value,
        anonymous,
        look: anonymous ? "anonymous" : kind.field.value,
        sign: anonymous ? "○" : { person: "●", organisation: "■", outlet: "◆", document: "▤", group: "◍" }[kind.field.value],
        words: `new, ${anonymous ? "unnamed " : ""}${kind.field.value}`,
      });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target !== take) take.click();
      else if (event.key === "Escape") this.onLeave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    kind.field.focus();
  }

  labelled(words, field) {
    const label = document.createElement("label");
    if (field.type === "checkbox") label.append(field, ` ${words}`);
    else label.append(`${words} `, field);
    return { label, field };
  }
}
