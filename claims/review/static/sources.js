// Sources by keys: a key leads into its field, Enter there decides, Escape leaves it. Without this
// file all of it is clicked.

import { onKey } from "./keys.js";

for (const field of document.querySelectorAll("[data-to]")) {
  if (field.dataset.words) {
    onKey(field.dataset.to, field.dataset.words, () => {
      field.focus();
      if (field.select) field.select();
    });
  }
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" && field.tagName === "SELECT") {
      event.preventDefault();
      field.form.requestSubmit(field.form.querySelector("button"));
    }
  });
}

const split = document.querySelector("[data-split]");
if (split) {
  const boxes = [...split.querySelectorAll("input[name=claims]")];
  const count = split.querySelector("[data-count]");
  const all = split.querySelector("[data-all]");
  const step = (by) => () => {
    const place = boxes.indexOf(document.activeElement);
    const next = boxes[place < 0 ? 0 : Math.min(Math.max(place + by, 0), boxes.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = chosen ? `(${chosen})` : "";
    all.textContent = chosen === boxes.length ? "Choose none" : "Choose all shown";
  };
  onKey("j", "next claim", step(1));
  onKey("k", "the claim before", step(-1));
  onKey("x", "choose the claim, or not", () => {
    const box = boxes.includes(document.activeElement) ? document.activeElement : boxes[0];
    box.focus();
    box.click();
  });
  all.hidden = false;
  all.addEventListener("click", () => {
    const every = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !every;
    tell();
  });
  split.addEventListener("change", tell);
  // Enter in the name decides; a box is only ticked.
  for (const box of boxes) {
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }
  tell();
}
