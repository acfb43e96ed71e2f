// The paper's rows beside the paper itself: each change is set anew by the lobby, dot for dot.

import { refuse } from "/static/events.js";

const LULL_MS = 250;
const KEPT_MS = 4000;
const USUAL = { kind: "text", texts: [], after: "", look: "lead", side: "left", language: "own", dots: 8 };
const BETWEEN = " | "; // texts that stand side by side
const USES = { text: "texts", space: "dots" }; // what is filled in first in a row of this kind

const page = document.querySelector("[data-design]");
const list = page.querySelector("[data-rows]");
const sheet = page.querySelector("[data-paper]");
const pattern = document.querySelector("template[data-row]");
const find = (name) => page.querySelector(`[data-${name}]`);

let lull = 0;
let newest = 0;
let written = null; // the text input that was used last, where a fact goes
let shown = ""; // the language whose rows are in the list
const drafts = new Map(); // rows that were changed and not kept, by language

function address(more = "") {
  return `/api/v1/paper-design/${find("language").value}${more}`;
}

async function ask(method, path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  if (method !== "GET") headers["X-Form-Token"] = page.dataset.token;
  try {
    const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    if (answer.status === 401) return location.reload();
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return said;
    refuse(said.detail || document.body.dataset.failed);
  } catch {
    refuse(document.body.dataset.failed);
  }
  return null;
}

function show(row) {
  const item = pattern.content.cloneNode(true).firstElementChild;
  const values = { ...USUAL, ...row };
  for (const field of item.querySelectorAll("[data-key]")) {
    const value = values[field.dataset.key];
    field.value = Array.isArray(value) ? value.join(BETWEEN) : value;
  }
  dress(item);
  return item;
}

// What a row of this kind has no use for is not shown.
function dress(item) {
  item.dataset.kind = item.querySelector('[data-key="kind"]').value;
}

function read(item) {
  const row = {};
  for (const field of item.querySelectorAll("[data-key]")) row[field.dataset.key] = field.value;
  row.texts = row.texts.split("|").map((text) => text.trim()).filter(Boolean);
  row.dots = Number(row.dots);
  if (row.kind !== "text") return row.kind === "space" ? { kind: row.kind, dots: row.dots } : { kind: row.kind };
  delete row.dots;
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== USUAL[key]));
}

const rows = () => [...list.children].map(read);

async function draw(picture) {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  sheet.width = image.width;
  sheet.height = image.height;
  sheet.getContext("2d").drawImage(image, 0, 0);
}

async function look() {
  const turn = ++newest;
  const wanted = { rows: rows(), profile: find("profile").value, large: find("large").checked };
  const said = await ask("POST", address("/preview"), wanted);
  if (!said || turn !== newest) return;
  const faults = find("faults");
  faults.hidden = said.faults.length === 0;
  faults.replaceChildren(...said.faults.map((fault) => {
    const item = document.createElement("li");
    item.textContent = fault;
    return item;
  }));
  find("keep").disabled = said.faults.length > 0;
  [...list.children].forEach((item, at) => { item.classList.toggle("faulty", said.faulty.includes(at + 1)); });
  sheet.classList.toggle("old", said.faults.length > 0);
  const hint = find("hint");
  hint.hidden = !said.hint;
  hint.textContent = said.hint;
  if (said.faults.length) return;
  find("cost").textContent = page.dataset.bytes
    .replace("{bytes}", said.bytes)
    .replace("{line}", said.line_s.toFixed(2))
    .replace("{paper}", said.paper_s.toFixed(2))
    .replace("{length}", said.length_mm);
  await draw(said.picture);
}

function lookSoon() {
  clearTimeout(lull);
  lull = setTimeout(look, LULL_MS);
}

function fill(said) {
  if (!said) return;
  shown = find("language").value;
  list.replaceChildren(...(drafts.get(shown) || said.rows).map(show));
  const own = find("own");
  own.textContent = said.own ? own.dataset.yes : own.dataset.no;
  find("forget").disabled = !said.own;
  if (said.faults.length) refuse(said.faults.join(" "));
  look();
}

async function load() {
  const wanted = find("language").value;
  const said = await ask("GET", address());
  if (find("language").value === wanted) fill(said);
}

const changed = () => drafts.set(shown, rows());

list.addEventListener("input", (event) => {
  dress(event.target.closest("li"));
  changed();
  lookSoon();
});

list.addEventListener("focusin", (event) => {
  if (event.target.matches('[data-key="texts"], [data-key="after"]')) written = event.target;
});

page.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const item = button.closest("li.design-row");
  const { add, fact } = button.dataset;
  if ("up" in button.dataset) item.previousElementSibling?.before(item);
  else if ("down" in button.dataset) item.nextElementSibling?.after(item);
  else if ("remove" in button.dataset) remove(item);
  else if (add) list.append(show({ kind: add }));
  else if (fact && written?.isConnected) written.setRangeText(`{${fact}}`, written.selectionStart, written.selectionEnd, "end");
  else if ("forget" in button.dataset) return forget();
  else if ("keep" in button.dataset) return keep();
  else return;
  if (add) arrive(list.lastElementChild);
  else if (button.isConnected) button.focus({ preventScroll: true });
  changed();
  look();
});

// Whoever works without a mouse goes on where the row was.
function remove(item) {
  const next = item.nextElementSibling || item.previousElementSibling;
  item.remove();
  (next ? next.querySelector("[data-remove]") : find("add")).focus();
}

function arrive(item) {
  item.scrollIntoView({ block: "nearest" });
  item.querySelector(`[data-key="${USES[item.dataset.kind] || "kind"}"]`).focus({ preventScroll: true });
}

async function forget() {
  const said = await ask("DELETE", address());
  if (said) drafts.delete(shown);
  fill(said);
}

async function keep() {
  const said = await ask("PUT", address(), { rows: rows() });
  if (!said) return;
  drafts.delete(shown);
  fill(said);
  const kept = find("kept");
  kept.hidden = false;
  setTimeout(() => { kept.hidden = true; }, KEPT_MS);
}

find("language").addEventListener("change", load);
find("profile").addEventListener("change", look);
find("large").addEventListener("change", look);
window.addEventListener("beforeunload", (event) => { if (drafts.size) event.preventDefault(); });
load();
