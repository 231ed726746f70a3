// What is written and not yet sent is kept in the browser: a note, addresses of evidence. It comes
// back with the claim, also after the browser was closed, until it is sent. Works by itself on every
// form with [data-deciding] that has a claim; who sends such forms by script calls `sent`.

const FIELDS = ["note", "evidence"];
const SENT = "claims-sent";
const WITH_EVIDENCE = /^(verdict|flag|confirm|dismiss|done)\b/; // what else is recorded leaves it for later

function key(claim, name) {
  return `claims-draft:${claim}:${name}`;
}

function stored(work) {
  try {
    return work(localStorage);
  } catch {
    return null; // storage is switched off or full: then nothing is kept
  }
}

/** Forget what was written about a claim and recorded by `action`: it stands in the file now. */
export function sent(claim, action) {
  const recorded = WITH_EVIDENCE.test(action) ? FIELDS : ["note"];
  stored((storage) => recorded.forEach((name) => storage.removeItem(key(claim, name))));
}

function claimOf(form) {
  return form?.querySelector("input[name=claim]")?.value;
}

const restored = new WeakSet();

function restore() {
  for (const form of document.querySelectorAll("form[data-deciding]")) {
    if (restored.has(form)) continue;
    restored.add(form);
    for (const name of FIELDS) {
      const field = form.querySelector(`textarea[name=${name}]`);
      const kept = field && stored((storage) => storage.getItem(key(claimOf(form), name)));
      if (kept && !field.value) {
        field.value = kept;
        const folded = field.closest("details");
        if (folded) folded.open = true;
      }
    }
  }
}

document.addEventListener("input", (event) => {
  const { name, value, form } = event.target;
  if (!FIELDS.includes(name) || !form?.matches("[data-deciding]") || !claimOf(form)) return;
  const place = key(claimOf(form), name);
  stored((storage) => (value ? storage.setItem(place, value) : storage.removeItem(place)));
});

// A form is sent by leaving the page; only the page that comes then knows that it was recorded.
// The article page stays, and says so by itself.
document.addEventListener("submit", (event) => {
  if (event.target.closest(".work")) return;
  const form = event.target; // or that of a conflict, in which all is hidden but the button
  const claim = form.querySelector("[name=note]") && claimOf(form);
  const action = event.submitter?.value || form.querySelector("input[name=action]")?.value || "";
  if (claim && !event.defaultPrevented) stored(() => sessionStorage.setItem(SENT, `${claim} ${action}`));
});

stored(() => {
  const [claim, ...action] = (sessionStorage.getItem(SENT) ?? "").split(" ");
  sessionStorage.removeItem(SENT);
  if (claim && !document.querySelector("[data-refused]")) sent(claim, action.join(" "));
});

restore();
new MutationObserver(restore).observe(document.body, { childList: true, subtree: true });
