// The process that reads articles loads its models while somebody has yet to write or choose: asked
// for on the page where articles are added, and on the first page of an empty desk.

fetch(document.querySelector("[data-ready]").dataset.ready).catch(() => {});
