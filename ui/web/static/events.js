// Keeps a page live: follows its stream, says when the connection is lost, and comes back by itself.

const PATIENCE_MS = 35000; // two missed beats
const HUSH_MS = 1500; // a connection that is back by then was never lost to the eye
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15000;
const REFUSAL_MS = 8000;
const HELD_MOST_MS = 3000;
const CLICK_FOLLOWS_MS = 60;
const TWICE_MS = 600;
const TWICE_PX = 32;

const body = document.body;
const stream = body.dataset.follow;
const lost = document.querySelector("[data-lost]");
const refused = document.querySelector("[data-refused]");

let source = null;
let last = null;
let heard = Date.now();
let pause = FIRST_PAUSE_MS;
let hush = 0;
let retry = 0;

// An open dialog dims all that is beneath it: what has to be read goes into the dialog.
export function raise() {
  (document.querySelector("dialog:modal") || body).append(lost, refused);
}

function show(live) {
  clearTimeout(hush);
  hush = 0;
  if (!live) raise();
  lost.hidden = live;
}

document.addEventListener("close", raise, true);

function hear(event) {
  heard = Date.now();
  pause = FIRST_PAUSE_MS;
  if (event.lastEventId) last = event.lastEventId;
  show(true);
}

// A button that is drawn anew between press and release would swallow the press.
let held = 0;
let later = null;

function letGo() {
  clearTimeout(held);
  held = 0;
  if (later !== null) draw(later);
}

function hold(most) {
  clearTimeout(held);
  held = setTimeout(letGo, most);
}

addEventListener("pointerdown", () => hold(HELD_MOST_MS), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => hold(CLICK_FOLLOWS_MS), true);

// The focus stays where it was, though what is focused was drawn anew.
function draw(html) {
  later = held ? html : null;
  if (held) return;
  const place = document.querySelector("[data-live]");
  const focused = document.activeElement && document.activeElement.id;
  const open = [...place.querySelectorAll("details[open][id]")].map((each) => each.id);
  place.innerHTML = html;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused && document.activeElement.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent("drawn"));
}

function connect() {
  clearTimeout(retry);
  source?.close();
  const mark = last === null ? "" : `${stream.includes("?") ? "&" : "?"}after=${last}`;
  source = new EventSource(stream + mark);
  source.onopen = hear;
  source.onerror = broken;
  source.addEventListener("beat", hear);
  source.addEventListener("reset", hear);
  source.addEventListener("page", (event) => {
    hear(event);
    const { html, now } = JSON.parse(event.data);
    document.querySelector("[data-live]").dataset.now = now;
    draw(html);
  });
  source.addEventListener("lobby", (event) => {
    hear(event);
    document.dispatchEvent(new CustomEvent("lobby", { detail: JSON.parse(event.data) }));
  });
  source.addEventListener("ended", () => location.reload());
}

function broken() {
  if (!hush && lost.hidden) hush = setTimeout(() => show(false), HUSH_MS);
  if (source.readyState !== EventSource.CLOSED) return;
  // Refused, not broken: the session may have ended, or the ticket's day.
  source.close();
  retry = setTimeout(comeBack, pause * (0.5 + Math.random() / 2));
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
}

async function comeBack() {
  try {
    const answer = await fetch(body.dataset.check || "/healthz", { headers: { Accept: "application/json" } });
    if ([401, 403, 404].includes(answer.status)) return location.reload();
  } catch {
    // Still away: the next try tells.
  }
  connect();
}

function lookAround() {
  if (Date.now() - heard < PATIENCE_MS) return;
  show(false);
  heard = Date.now();
  connect();
}

if (stream) {
  connect();
  setInterval(lookAround, 5000);
  addEventListener("online", connect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - heard > PATIENCE_MS / 2) connect();
  });
}

// Forms work without this; with it the page stays where it is.

let hiding = 0;

// In the page's own language first; the sentence itself, for whoever is asked, is English.
export function refuse(sentence, status) {
  clearTimeout(hiding);
  const own = document.documentElement.lang.startsWith("en")
    ? "" : JSON.parse(body.dataset.said)[status] || body.dataset.failed;
  refused.textContent = own || sentence;
  if (own && own !== sentence) {
    const more = document.createElement("small");
    more.lang = "en";
    more.textContent = sentence;
    refused.append(more);
  }
  raise();
  refused.hidden = false;
  hiding = setTimeout(() => { refused.hidden = true; }, REFUSAL_MS);
}

// Names with a dot are parts of one value; those of data-lists may come more than once.
function gathered(form) {
  const sent = new FormData(form);
  const lists = (form.dataset.lists || "").split(" ");
  const fields = {};
  for (const name of new Set(sent.keys())) {
    const [whole, part] = name.split(".");
    if (sent.get(name) === "") continue;
    if (part) fields[whole] = { ...fields[whole], [part]: sent.get(name) };
    else fields[name] = lists.includes(name) ? sent.getAll(name) : sent.get(name);
  }
  return fields;
}

export async function send(form) {
  const { token, ...fields } = gathered(form);
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  if (token) headers["X-Form-Token"] = token;
  try {
    const answer = await fetch(form.dataset.api, {
      method: "POST", headers, body: JSON.stringify(fields), signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401) return location.reload();
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return refuse(said.detail || body.dataset.failed, answer.status);
    refused.hidden = true;
    document.dispatchEvent(new CustomEvent("done", { detail: { form, said } }));
  } catch {
    refuse(body.dataset.failed || lost.textContent);
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.api) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  await send(form);
  delete form.dataset.busy;
});

// Who presses twice in a row means one press: by then another button may stand at the same place.
let before = null;

document.addEventListener("click", (event) => {
  if (!event.detail) return; // a key
  const soon = before && event.timeStamp - before.timeStamp < TWICE_MS;
  const again = soon && Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < TWICE_PX;
  if (again) {
    event.preventDefault();
    event.stopPropagation();
  }
  if (again || event.target.closest("form[data-api] button:not([type=button])")) before = event;
}, true);

// Times that run: since when a customer was called or is served, by the lobby's own clock.

let offset = 0;

function setClock() {
  const now = document.querySelector("[data-now]");
  if (now) offset = Date.parse(now.dataset.now) - Date.now();
  tick();
}

function tick() {
  for (const each of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.round((Date.now() + offset - Date.parse(each.dataset.since)) / 1000));
    each.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    each.classList.toggle("due", Boolean(each.dataset.due) && seconds >= Number(each.dataset.due));
  }
}

setClock();
document.addEventListener("drawn", setClock);
setInterval(tick, 1000);
