/* Steps in order: buttons that move a row, and dragging as an extra. The lists of places stay what is sent: before the
   first move they are as the server gave them, and after it they follow the rows. Without script they are all there is. */

function rowsOf(list) {
  return [...list.children].filter((row) => row.matches(".order__row"));
}

function listIn(row) {
  return row.querySelector("select");
}

/* A page that kept a typed answer, or that comes back from a fault, has places but not yet the rows to them. */
function arrange(list) {
  const rows = rowsOf(list);
  const places = rows.map((row) => listIn(row).value);
  if (places.includes("") || new Set(places).size < rows.length) return;
  list.append(...rows.sort((one, other) => Number(listIn(one).value) - Number(listIn(other).value)));
}

function showEnds(list) {
  const rows = rowsOf(list);
  rows.forEach((row, place) => {
    for (const button of row.querySelectorAll("[data-by]")) {
      const leads = place + Number(button.dataset.by);
      button.setAttribute("aria-disabled", String(leads < 0 || leads >= rows.length));
    }
  });
}

/* The words of a step, in the language they have on the page. */
function stepOf(row) {
  const label = row.querySelector("label");
  const words = document.createElement("span");
  words.textContent = label.textContent.trim();
  for (const name of ["lang", "dir"]) if (label[name]) words[name] = label[name];
  return words;
}

function settle(list, moved) {
  const rows = rowsOf(list);
  rows.forEach((row, place) => { listIn(row).value = String(place); });
  showEnds(list);
  const facts = { step: stepOf(moved), place: rows.indexOf(moved) + 1, total: rows.length };
  const status = list.parentElement.querySelector("[data-order-status]");
  status.replaceChildren(...list.dataset.moved.split(/{(\w+)}/).map((part, place) => (place % 2 ? facts[part] : part)));
}

/* The neighbour goes past the row, and not the row itself: that would take the focus from its button. */
function move(list, button) {
  const row = button.closest(".order__row");
  const isEarlier = button.dataset.by === "-1";
  const neighbour = isEarlier ? row.previousElementSibling : row.nextElementSibling;
  if (neighbour && isEarlier) row.after(neighbour);
  else if (neighbour) row.before(neighbour);
  settle(list, row);
}

/* A link from the summary of errors leads to the row, now that its list of places cannot be seen. */
function takeOver(row) {
  const places = listIn(row);
  const { id } = places;
  places.hidden = true;
  places.removeAttribute("id");
  row.id = id;
  row.tabIndex = -1;
  const said = places.getAttribute("aria-describedby");
  if (said) row.setAttribute("aria-describedby", said);
  row.querySelector("[data-order-moves]").hidden = false;
}

/* --- Dragging: only when the library is there, and not where data are saved ------------------------------------ */

let library;

function loadSortable(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(window.Sortable));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return library;
}

async function offerDragging(list, help) {
  if (navigator.connection?.saveData) return;
  let sortable;
  try {
    sortable = await loadSortable(list.dataset.order);
  } catch (error) {
    if (error instanceof Event) return; // not loaded: the buttons do it all
    throw error;
  }
  if (!list.isConnected) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sortable.create(list, {
    handle: "[data-order-handle]",
    animation: isCalm ? 0 : 150,
    forceFallback: true, // the same on a phone and with a mouse
    ghostClass: "order__row--moving",
    onEnd: ({ item, oldIndex, newIndex }) => { if (oldIndex !== newIndex) settle(list, item); },
  });
  list.classList.add("order--dragging");
  help.querySelector("[data-order-dragging]").hidden = false;
}

/* --- Starting -------------------------------------------------------------------------------------------------- */

function setUpOrder(list) {
  const help = list.parentElement.querySelector("[data-order-plain]").parentElement;
  arrange(list);
  rowsOf(list).forEach(takeOver);
  showEnds(list);
  list.classList.add("order--moving");
  help.querySelector("[data-order-plain]").hidden = true;
  help.querySelector("[data-order-moving]").hidden = false;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-by]");
    if (button) move(list, button);
  });
  offerDragging(list, help);
}

function setUp(root) {
  for (const list of root.querySelectorAll("[data-order]:not(.order--moving)")) setUpOrder(list);
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.target.parentElement ?? document));
