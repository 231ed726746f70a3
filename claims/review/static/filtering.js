// The panel of filters: opened by its key, sources suggested while typing, empty fields left out.

const details = document.querySelector(".filtering");
const form = details?.querySelector("[data-filtering]");

function close() {
  details.open = false;
  details.querySelector("summary").focus();
}

details?.querySelector("summary").addEventListener("click", (event) => {
  event.preventDefault();
  if (details.open) {
    close();
    return;
  }
  details.open = true;
  form.querySelector("input, select").focus();
});

details?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && details.open) {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && event.target.matches("[data-name]")) {
    event.preventDefault();
    form.querySelector("[data-save-as]").click();
  }
});

// An address holds only what is set; a name is no filter.
form?.addEventListener("formdata", (event) => {
  const empty = [...event.formData.entries()].filter(([name, value]) => value === "" && name !== "action");
  for (const [name] of empty) event.formData.delete(name);
});

let asked = 0;
for (const field of form?.querySelectorAll("[data-suggest]") ?? []) {
  field.addEventListener("input", async () => {
    asked += 1;
    const mine = asked;
    const words = field.value.trim();
    if (!words) return;
    await new Promise((resolve) => setTimeout(resolve, 80));
    if (mine !== asked) return;
    const answer = await fetch(`${form.dataset.choices}?${new URLSearchParams({ field: field.dataset.suggest, q: words })}`);
    if (!answer.ok || mine !== asked) return;
    const { choices } = await answer.json();
    field.list.replaceChildren(...choices.map(({ name }) => Object.assign(document.createElement("option"), { value: name })));
    field.setCustomValidity("");
    const told = form.querySelector(`#no-${field.dataset.suggest}`) ?? Object.assign(document.createElement("span"), { id: `no-${field.dataset.suggest}`, className: "dim" });
    told.setAttribute("role", "status");
    told.textContent = choices.length ? "" : `no ${field.dataset.suggest} matches`;
    field.parentElement.append(told);
  });
}
