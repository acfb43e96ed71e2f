// A letter for each button, shown on it; each teller may switch them off in this browser.

const toggle = document.querySelector("[data-keys]");
const place = `keys-off ${toggle.dataset.keys}`;

function areOn() {
  try {
    return localStorage.getItem(place) === null;
  } catch {
    return true; // a browser that keeps nothing
  }
}

let on = areOn();

function mark() {
  document.body.classList.toggle("keys", on);
  toggle.setAttribute("aria-pressed", String(on));
  for (const each of document.querySelectorAll("[data-key]")) {
    if (on) each.setAttribute("aria-keyshortcuts", each.dataset.key);
    else each.removeAttribute("aria-keyshortcuts");
  }
}

toggle.addEventListener("click", () => {
  on = !on;
  try {
    if (on) localStorage.removeItem(place);
    else localStorage.setItem(place, "yes");
  } catch {
    // It holds until the page is closed.
  }
  mark();
});

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`)?.click();
});

document.addEventListener("drawn", mark);
toggle.hidden = false;
mark();
