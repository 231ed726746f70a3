// Bring parts of a page to what the server now says, and leave alone what is the same: no flicker,
// no lost place, no lost focus.

/** Fetch a page of ours as a document; throws where there is no answer. */
export async function fetchPage(address, options = {}) {
  const response = await fetch(address, { headers: { accept: "text/html" }, ...options });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { response, page };
}

/** Replace what differs of the element with this id; `parts` selects its members that have ids. */
export function patch(id, page, parts) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (!old || !fresh) {
    old?.replaceChildren();
    return;
  }
  const focused = document.activeElement;
  const members = parts ? [...old.querySelectorAll(parts)] : [];
  const others = parts ? [...fresh.querySelectorAll(parts)] : [];
  const same = members.length > 0 && members.length === others.length &&
    members.every((member, index) => member.id === others[index].id);
  if (!same) {
    if (!old.isEqualNode(fresh)) old.replaceWith(document.adoptNode(fresh));
  } else {
    members.forEach((member, index) => {
      if (!member.isEqualNode(others[index])) member.replaceWith(document.adoptNode(others[index]));
    });
  }
  // What had the focus may have been replaced by its like.
  if (focused?.id && !focused.isConnected) document.getElementById(focused.id)?.focus({ preventScroll: true });
}
