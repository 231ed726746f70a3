// The page that the bookmarklet sent: unpacked from behind the "#" of the address, shown by its
// title, and added only when the person says so, since any site may lead here.

const form = document.getElementById("page-form");
const LONGEST = 20_000_000;

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LONGEST) throw new Error("too long");
    parts.push(value);
  }
  return JSON.parse(await new Blob(parts).text());
}

async function take() {
  const sent = location.hash.slice(1);
  if (!sent) return;
  // Out of the address, and so out of the history, before anything else.
  history.replaceState(null, "", location.pathname);
  try {
    const { url, html } = await unpacked(sent);
    const page = new DOMParser().parseFromString(String(html), "text/html");
    form.elements.page_url.value = String(url);
    form.elements.page_html.value = String(html);
    document.getElementById("page-title").textContent = page.title.trim() || "A page without a title";
    document.getElementById("page-address").textContent = String(url);
    document.getElementById("page-size").textContent = `${Math.ceil(html.length / 1000).toLocaleString("en")} kB of HTML`;
    document.getElementById("no-page").hidden = true;
    form.hidden = false;
    form.querySelector("button").focus();
  } catch {
    document.getElementById("no-page").textContent =
      "What came along cannot be read. Save the page in your browser, and add the file.";
  }
}

addEventListener("hashchange", take);
take();
