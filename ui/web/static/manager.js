// The tablet's dialogs: what a lift costs is shown before it is confirmed.

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
    quota.textContent = quota.dataset.words.replace("{today}", said.today).replace("{quota}", said.quota);
    quota.classList.toggle("over", said.today >= said.quota);
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open);
    const form = dialog.querySelector("form");
    const ticket = opener.dataset.ticket || "";
    form.reset();
    form.dataset.api = form.dataset.path.replace("{ticket}", ticket);
    dialog.querySelector("[data-number]").textContent = ticket;
    const fresh = form.querySelector("[data-fresh]");
    if (fresh) fresh.value = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    dialog.showModal();
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
