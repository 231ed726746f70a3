// Adding articles: files can be dropped on the page, and what was added is followed to its end.

const progress = document.getElementById("progress");
const PATH = progress.dataset.path;
const SOONEST = 250;
const LATEST = 2000;

/** Ask how far the batch is until it is done; one article that went well is opened then. */
async function follow() {
  let wait = SOONEST;
  for (;;) {
    const shown = progress.querySelector("[data-batch]");
    if (!shown || "finished" in shown.dataset) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const answer = await fetch(`${PATH}?batch=${shown.dataset.batch}&part=progress`, { cache: "no-store" });
      if (answer.status === 404 || answer.status === 403) return; // the desk was opened anew
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
      if (!fresh.isEqualNode(shown)) shown.replaceWith(document.adoptNode(fresh));
      else wait = Math.min(LATEST, wait * 1.2);
    } catch {
      wait = LATEST;
    }
  }
  const onward = progress.querySelector("[data-onward]");
  if (onward && followed) location.replace(onward.dataset.onward);
}

const followed = progress.querySelector("[data-batch]:not([data-finished])") !== null;
follow();

// Ctrl+Enter in a field adds what stands in it.
for (const field of document.querySelectorAll(".way textarea:not([readonly])")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
  });
}

const files = document.querySelector("form[data-files]");
document.querySelector("[data-drop]").hidden = false;
const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  files.elements.files.files = event.dataTransfer.files;
  files.requestSubmit();
});

// The bookmark is for other pages; here a click would do nothing.
document.querySelector("[data-bookmarklet]").addEventListener("click", (event) => {
  event.preventDefault();
  const copy = document.querySelector("[data-copy]");
  copy.closest("details").open = true;
  copy.focus();
  copy.select();
});
