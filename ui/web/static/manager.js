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

// What was told of a ticket's wait, and why; drawn anew with the page while it is open.
async function fill(dialog) {
  const place = dialog.querySelector("[data-filled]");
  if (!place) return;
  const { fill: path, ticket } = dialog.dataset;
  const answer = await fetch(path.replace("{ticket}", ticket)).catch(() => null);
  const told = answer?.ok ? await answer.text() : null;
  if (dialog.dataset.ticket !== ticket) return; // Somebody else is looked at by now.
  if (told === null) place.textContent = document.body.dataset.failed;
  else place.innerHTML = told;
}

function open(name, ticket) {
  const dialog = document.getElementById(name);
  const form = dialog.querySelector("form");
  dialog.dataset.ticket = ticket;
  dialog.querySelector("[data-number]").textContent = ticket;
  if (form) ready(form, ticket);
  dialog.querySelector("[data-filled]")?.replaceChildren();
  dialog.showModal();
  raise();
  if (form) price(dialog, form.dataset.api);
  fill(dialog);
}

function ready(form, ticket) {
  form.reset();
  allow(form);
  form.dataset.api = form.dataset.path.replace("{ticket}", ticket);
  const fresh = form.querySelector("[data-fresh]");
  if (fresh) fresh.value = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
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
  if (opener) return open(opener.dataset.open, opener.dataset.ticket || "");
  if (event.target.closest("[data-close]")) return dialogOf(event.target).close();
  // Anywhere on a row but at what has a deed of its own.
  const row = event.target.closest("button, a, form, details") ? null : event.target.closest(".person");
  row?.querySelector("[data-open=look]")?.click();
});

document.addEventListener("drawn", () => {
  const dialog = document.getElementById("look");
  if (dialog?.open) fill(dialog);
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
