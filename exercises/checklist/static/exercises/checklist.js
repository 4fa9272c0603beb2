/* A list to tick off or count with: big buttons, the sum, and empty again with a way back. Keeping is private.js's. */

function clamped(field) {
  return Math.min(Math.max(Number.parseInt(field.value, 10) || 0, 0), Number(field.max));
}

function setUpList(list) {
  const part = (name) => list.querySelector(`[data-checklist-${name}]`);
  const [sum, reset, undo, said] = ["sum", "reset", "undo", "said"].map(part);
  const fields = [...list.querySelectorAll("input")];
  const amount = (field) => (field.type === "checkbox" ? Number(field.checked) : clamped(field));
  const put = (field, number) => {
    if (field.type === "checkbox") field.checked = number > 0;
    else field.value = number;
  };
  const show = () => {
    const total = fields.reduce((before, field) => before + amount(field), 0);
    sum.textContent = total;
    reset.hidden = total === 0;
  };
  let before = [];
  const change = (numbers, message) => {
    fields.forEach((field, index) => put(field, numbers[index]));
    list.dispatchEvent(new Event("input"));
    said.textContent = message;
  };

  list.addEventListener("input", () => {
    undo.hidden = true;
    show();
  });
  list.addEventListener("change", (event) => {
    if (event.target.type === "number") event.target.value = clamped(event.target);
  });
  list.addEventListener("private:filled", show);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-count]");
    if (!button) return;
    const field = button.parentElement.querySelector("input");
    field.value = clamped(field) + Number(button.dataset.count);
    field.value = clamped(field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = `${field.labels[0].textContent}: ${field.value}`;
  });
  reset.addEventListener("click", () => {
    before = fields.map(amount);
    change(fields.map(() => 0), said.dataset.reset);
    undo.hidden = false;
    undo.focus();
  });
  undo.addEventListener("click", () => {
    change(before, said.dataset.undone);
    reset.focus();
  });
  show();
}

function setUp(root) {
  for (const list of root.querySelectorAll(".checklist:not([data-is-counting])")) {
    list.dataset.isCounting = "";
    setUpList(list);
  }
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.target.parentElement ?? document));
