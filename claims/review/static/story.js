// A story by keys: j and k go from telling to telling, x chooses one, m looks for one to merge with.

import { onKey } from "./keys.js";

const tellings = [...document.querySelectorAll(".telling")];
let here = -1;

function go(step) {
  const next = here + step;
  if (next < 0 || next >= tellings.length) return;
  tellings[here]?.classList.remove("here");
  here = next;
  tellings[here].classList.add("here");
  tellings[here].focus({ preventScroll: true });
  tellings[here].scrollIntoView({ block: "nearest" });
}

if (tellings.length) {
  onKey("j", "next telling", () => go(1));
  onKey("k", "telling before", () => go(-1));
  onKey("Enter", "open the claim", (event) => {
    if (here < 0 || event.target !== tellings[here]) return false;
    tellings[here].querySelector(".quote a").click();
  });
}
if (document.querySelector(".choose")) {
  onKey("x", "choose the telling, to be split off", () => {
    if (here >= 0) tellings[here].querySelector(".choose input").click();
  });
}
const merge = document.querySelector("[data-merge]");
if (merge) onKey("m", "look for a story to merge with", () => merge.focus());
