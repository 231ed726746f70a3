// Keys of a page: `?` shows them, and none is taken from a field, a dialog or the browser.

const known = new Map();
const SHOWN = {
  ArrowUp: ["↑", "arrow up"],
  ArrowDown: ["↓", "arrow down"],
  ArrowLeft: ["←", "arrow left"],
  ArrowRight: ["→", "arrow right"],
};

/** Make `key` run `action`; `words` say in the list of keys what it does. */
export function onKey(key, words, action) {
  known.set(key, { words, action });
}

/** Go into a field, and open what it is folded into; false where there is none. */
export function writeIn(selector) {
  const field = document.querySelector(selector);
  const folded = field?.closest("details");
  if (folded) folded.open = true;
  field?.focus();
  return field !== null;
}

const MODE = "claims-keys"; // on, alt or off
const TYPED = 700; // milliseconds after a letter in a field in which letters elsewhere are meant for it
let typed = -TYPED;

function mode() {
  try {
    return localStorage.getItem(MODE) ?? "on";
  } catch {
    return "on"; // storage is switched off
  }
}

/** Return whether the target is written into; what was just shut keeps the focus until the next frame. */
function isField(target) {
  const written = ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.type !== "checkbox";
  return (written || target.isContentEditable) && target.checkVisibility();
}

/** Return the key that is meant, "" for none: single characters may need Alt, or be switched off. */
function meant(event) {
  if (event.ctrlKey || event.metaKey) return "";
  const single = event.key.length === 1 || (event.altKey && /^(Key|Digit)/.test(event.code));
  if (!single) return event.altKey ? "" : event.key;
  const chosen = mode();
  if (chosen === "on") return event.altKey ? "" : event.key;
  if (chosen === "off" || !event.altKey) return "";
  // With Alt some keyboards give another character; the key itself is what counts.
  const plain = event.code.replace(/^(Key|Digit)/, "");
  if (plain.length !== 1) return event.key;
  return event.shiftKey ? plain.toUpperCase() : plain.toLowerCase();
}

/** Remember that somebody types; who leaves the field by a key or the pointer is done with it. */
function noteTyping(event) {
  if (isField(event.target)) typed = event.key.length === 1 ? event.timeStamp : -TYPED;
}

function isTaken(event) {
  const target = event.target;
  noteTyping(event);
  return (
    isField(target) ||
    target.closest("[data-editor]") !== null || // what is half done there is not lost by a key
    (event.key.length === 1 && event.timeStamp - typed < TYPED) || // a field went away while somebody typed
    document.querySelector("dialog[open]") !== null
  );
}

function showKeys() {
  const dialog = document.getElementById("keys");
  const table = dialog.querySelector("tbody");
  table.replaceChildren(
    ...[...known].map(([key, { words }]) => {
      const row = document.createElement("tr");
      const shown = document.createElement("kbd");
      const [sign, name] = SHOWN[key] ?? [key];
      shown.textContent = sign;
      if (name) {
        shown.setAttribute("aria-label", name);
        shown.setAttribute("role", "img");
      }
      row.append(document.createElement("th"), document.createElement("td"));
      row.firstChild.scope = "row";
      row.firstChild.append(shown);
      row.lastChild.textContent = words;
      return row;
    }),
  );
  dialog.showModal();
}

document.addEventListener("pointerdown", () => { typed = -TYPED; });
document.addEventListener("keydown", (event) => {
  if (isTaken(event)) return;
  const entry = known.get(meant(event));
  if (entry && entry.action(event) !== false) event.preventDefault();
});

onKey("?", "show these keys", showKeys);
onKey("/", "search claims and sentences", () => {
  const field = document.querySelector("input[type=search]");
  if (field) field.focus();
  else location.assign(document.body.dataset.search);
});
for (const link of document.querySelectorAll(".bar a[data-key]")) {
  onKey(link.dataset.key, link.dataset.words, () => link.click());
}
for (const choice of document.querySelectorAll("[data-comfort]")) {
  if (choice.dataset.comfort === "keys") choice.value = mode();
  else choice.value = document.documentElement.dataset.text ?? "";
  choice.addEventListener("change", () => {
    if (choice.dataset.comfort === "text") {
      document.documentElement.dataset.text = choice.value;
      document.cookie = `claims_text=${choice.value}; path=/; max-age=31536000; samesite=lax`;
      return;
    }
    try {
      localStorage.setItem(MODE, choice.value);
    } catch {
      choice.value = "on"; // it cannot be kept
    }
  });
}
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", showKeys);
}
