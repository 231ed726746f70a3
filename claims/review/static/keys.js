// Keys of a page: `?` shows them, and none is taken from a field, a dialog or the browser.

const known = new Map();
const SHOWN = { ArrowUp: ["↑", "arrow up"], ArrowDown: ["↓", "arrow down"] };

/** Make `key` run `action`; `words` say in the list of keys what it does. */
export function onKey(key, words, action) {
  known.set(key, { words, action });
}

function isTaken(event) {
  const target = event.target;
  return (
    event.ctrlKey || event.metaKey || event.altKey ||
    target.isContentEditable ||
    (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.type !== "checkbox") ||
    target.closest("[data-editor]") !== null || // what is half done there is not lost by a key
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

document.addEventListener("keydown", (event) => {
  if (isTaken(event)) return;
  const entry = known.get(event.key);
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
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", showKeys);
}
