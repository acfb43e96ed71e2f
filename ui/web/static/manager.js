// The tablet's dialogs: what a lift costs is shown before it is confirmed.

import { raise } from "/static/events.js";

const PUT_AWAY_MS = 6000;

function dialogOf(element) {
  return element.closest("dialog");
}

async function price(dialog, path) {
  const cost = dialog.querySelector("[data-cost]");
  const quota = dialog.querySelector("[data-quota]");
  if (!cost) return;
  cost.textContent = "…";
  quota.textContent = "";
  const answer = await fetch(path, { headers: { Accept: "application/json" } }).catch(() => null);
  const said = answer ? await answer.json().catch(() => ({})) : {};
  cost.textContent = said.sentence || said.detail || "";
  if (said.quota !== undefined) {
    const over = said.today >= said.quota;
    const words = over ? quota.dataset.over : quota.dataset.words;
    quota.textContent = words.replace("{today}", said.today).replace("{quota}", said.quota);
    quota.classList.toggle("over", over);
  }
}

// A browser lets a list of boxes go unticked; a ticket is for one service at least.
function allow(form) {
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  if (boxes.length) form.querySelector(".go").disabled = !boxes.some((each) => each.checked);
}

document.addEventListener("change", (event) => {
  if (event.target.type === "checkbox") allow(event.target.form);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open);
    const form = dialog.querySelector("form");
    const ticket = opener.dataset.ticket || "";
    form.reset();
    allow(form);
    form.dataset.api = form.dataset.path.replace("{ticket}", ticket);
    dialog.querySelector("[data-number]").textContent = ticket;
    const fresh = form.querySelector("[data-fresh]");
    if (fresh) fresh.value = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    dialog.showModal();
    raise();
    price(dialog, form.dataset.api);
    return;
  }
  if (event.target.closest("[data-close]")) dialogOf(event.target).close();
});

document.addEventListener("done", (event) => {
  const { form, said } = event.detail;
  const dialog = dialogOf(form);
  dialog?.close();
  if (dialog?.id !== "take") return;
  const taken = document.getElementById("taken");
  taken.querySelector("[data-number]").textContent = said.number;
  taken.showModal();
  setTimeout(() => taken.close(), PUT_AWAY_MS);
});
