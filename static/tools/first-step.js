/* What the plan has beside it on its own page: a sheet for paper, and empty again with a way back. Nothing is sent. */

const plan = document.querySelector(".plan");
const fields = [...plan.querySelectorAll("[data-key]")];
const lines = [...document.querySelectorAll("[data-paper-words]")];
const [wipe, restore] = ["wipe", "restore"].map((name) => document.querySelector(`[data-plan-${name}]`));
const [keep, forget] = ["keep", "wipe"].map((name) => plan.querySelector(`[data-private-${name}]`));

function wordsOf(field) {
  if (field.type !== "date" || !field.value) return field.value.trim();
  return new Date(`${field.value}T00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "full" });
}

window.addEventListener("beforeprint", () => {
  fields.forEach((field, index) => { lines[index].textContent = wordsOf(field); });
});

let before = null;
wipe.hidden = false;
wipe.addEventListener("click", () => {
  before = { values: fields.map((field) => field.value), isKept: !forget.hidden };
  forget.click();
  restore.hidden = false;
  restore.focus();
});
restore.addEventListener("click", () => {
  fields.forEach((field, index) => {
    field.value = before.values[index];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (before.isKept) keep.click();
  restore.hidden = true;
  fields[0].focus();
});
