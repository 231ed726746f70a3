"""The bookmarklet: a bookmark that sends the current page to this desk.

It runs on the page of an article, which may forbid to send a form to another site, and to which
nothing here may be tied by a window of its own. So the page goes packed into the part of an address
behind "#", which no server sees; the desk's own page unpacks it there and asks before it adds it.
"""

from urllib.parse import quote

__all__ = ["LONGEST", "bookmarklet"]

LONGEST = 1_000_000
"""Characters of the packed page: Firefox follows addresses of up to 1 MiB, Chromium of 2 MiB."""

# Scripts, styles and drawings are no part of an article; JSON-LD in scripts says whose it is.
_SCRIPT = """
(async () => {
  const w = open("");
  const page = document.documentElement.cloneNode(true);
  const no = "script:not([type*=json]),style,svg,iframe,input,textarea,link[rel*=style]";
  for (const part of page.querySelectorAll(no)) part.remove();
  for (const part of page.querySelectorAll("[src^='data:']")) part.remove();
  const html = "<!doctype html>" + page.outerHTML;
  const packed = new Blob([JSON.stringify({ url: location.href, html })]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) {
    text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  }
  const sent = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (sent.length > LONGEST) {
    w?.close();
    alert("This page is too long to be sent: save it, and add the file.");
  } else if (w) w.location = "DESK#" + sent;
  else location = "DESK#" + sent;
})()
"""


def bookmarklet(address: str) -> str:
    """Return the bookmarklet, a "javascript:" address; `address` is where the desk takes pages."""
    one_line = " ".join(line.strip() for line in _SCRIPT.strip().splitlines())
    filled = one_line.replace("LONGEST", str(LONGEST)).replace("DESK", quote(address, safe=":/[]"))
    return f"javascript:{quote(filled, safe='()[]{}=>;:,.+-*/!?&~')}"
