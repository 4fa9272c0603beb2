/* Private exercises: what is typed stays in this page, and on this device only after "keep". Nothing is ever sent:
   these fields stand outside the form. Without script there are no fields to type in, so nothing can get lost. */

const PREFIX = "leerkring:private:";
const inThisPage = new Map(); // by exercise: an answer from the server must not empty the fields

/* --- Keeping and wiping --------------------------------------------------------------------------------------- */

function stored(action) {
  try {
    return action(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null; // a browser that keeps nothing
    throw error;
  }
}

function readStored(key) {
  try {
    const values = JSON.parse(stored((storage) => storage.getItem(key)) ?? "null");
    return Array.isArray(values) ? values : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function fieldsIn(place) {
  return [...place.querySelectorAll("input, textarea")];
}

function valuesIn(place) {
  return fieldsIn(place).map((field) => (field.type === "radio" ? field.checked : field.value));
}

function fill(place, values) {
  fieldsIn(place).forEach((field, index) => {
    if (field.type === "radio") field.checked = values[index] === true;
    else field.value = typeof values[index] === "string" ? values[index] : "";
  });
}

function setUpKeeping(place, changed) {
  const key = PREFIX + place.dataset.private;
  const keep = place.querySelector("[data-private-keep]");
  const wipe = place.querySelector("[data-private-wipe]");
  const status = place.querySelector("[data-private-status]");
  const start = inThisPage.get(key) ?? readStored(key);
  if (start) fill(place, start);
  wipe.hidden = readStored(key) === null;
  place.addEventListener("input", () => {
    inThisPage.set(key, valuesIn(place));
    status.textContent = "";
  });
  keep.addEventListener("click", () => {
    const values = JSON.stringify(valuesIn(place));
    stored((storage) => storage.setItem(key, values));
    const kept = stored((storage) => storage.getItem(key)) === values;
    status.textContent = kept ? status.dataset.kept : status.dataset.failed;
    wipe.hidden = !kept;
  });
  wipe.addEventListener("click", () => {
    stored((storage) => storage.removeItem(key));
    inThisPage.delete(key);
    fill(place, []);
    changed();
    keep.focus();
    wipe.hidden = true;
    status.textContent = status.dataset.wiped;
  });
}

/* --- Building a sentence -------------------------------------------------------------------------------------- */

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function radio(name, text, own) {
  const input = element("input", "");
  input.type = "radio";
  input.name = name;
  const label = element("label", own ? "choice choice--own" : "choice");
  label.append(input, element("span", "choice__text", text));
  return label;
}

/* The list of parts becomes a choice; the words stay those of the page. */
function makeChoices(slot, name) {
  const title = slot.querySelector("[data-slot-title]").textContent;
  const choices = element("fieldset", "choices build__slot");
  choices.append(element("legend", "exercise__question", title));
  Object.assign(choices.dataset, slot.dataset);
  for (const part of slot.querySelectorAll("li")) choices.append(radio(name, part.textContent, false));
  if (slot.dataset.own) {
    const choice = radio(name, slot.dataset.own, true);
    const words = element("input", "input");
    words.setAttribute("aria-label", `${slot.dataset.own}: ${title}`);
    words.addEventListener("input", () => { choice.firstChild.checked = true; });
    choices.append(choice, words);
  }
  slot.replaceWith(choices);
}

function pieceOf(choices) {
  const chosen = choices.querySelector("input:checked")?.parentElement;
  const isOwn = chosen?.matches(".choice--own") ?? false;
  const value = isOwn ? choices.querySelector(".input").value.trim() : (chosen?.textContent ?? "");
  const said = choices.dataset.spoken && value ? `${choices.dataset.label} ${value}` : value;
  return { label: choices.dataset.label, value, said, isOwn: isOwn && !choices.dataset.spoken };
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ended(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/* Pieces run on; one that starts with a capital starts a new sentence. */
function sentence(pieces) {
  let text = "";
  for (const { said, isOwn } of pieces) {
    const startsAnew = /[.!?…]$/.test(text) || (!isOwn && said.charAt(0) !== said.charAt(0).toLowerCase());
    if (!text) text = capital(said);
    else text = startsAnew ? `${ended(text)} ${capital(said)}` : `${text} ${said}`;
  }
  return ended(text);
}

function linesOf(output, pieces) {
  if (output === "agreement_sheet") return pieces.map((piece) => `${piece.label}: ${piece.value}`);
  if (output === "poster") return pieces.map((piece) => ended(capital(piece.said)));
  return [sentence(pieces)];
}

/* Only the sheet is printed: the rest of the page steps aside until the printer is done. */
function print(sheet, output, pieces) {
  const page = sheet.content.firstElementChild.cloneNode(true);
  const words = page.querySelector("[data-sheet-words]");
  if (output === "agreement_sheet") {
    for (const { label, value } of pieces) {
      const row = element("div", "");
      row.append(element("dt", "", label), element("dd", "", value));
      words.append(row);
    }
  } else {
    words.append(...linesOf(output, pieces).map((line) => element("p", "poster__lead", line)));
  }
  const rest = [...document.body.children].filter((child) => !child.hidden);
  for (const child of rest) child.hidden = true;
  document.body.append(page);
  window.addEventListener("afterprint", () => {
    page.remove();
    for (const child of rest) child.hidden = false;
  }, { once: true });
  window.print();
}

function setUpBuild(place) {
  [...place.querySelectorAll("[data-slot]")].forEach((slot, index) => makeChoices(slot, `${place.dataset.private}-${index}`));
  const result = place.querySelector("[data-build-result]");
  const words = result.querySelector("output");
  const output = place.dataset.output;
  const pieces = () => [...place.querySelectorAll(".build__slot")].map(pieceOf).filter((piece) => piece.value);
  const show = () => {
    const now = pieces();
    result.hidden = now.length === 0;
    words.replaceChildren(...(now.length ? linesOf(output, now).map((line) => element("p", "", line)) : []));
  };
  const copy = place.querySelector("[data-build-copy]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(linesOf(output, pieces()).join("\n"));
    place.querySelector("[data-private-status]").textContent = copy.dataset.copied;
  });
  const sheet = place.querySelector("[data-build-sheet]");
  if (sheet) place.querySelector("[data-build-print]").addEventListener("click", () => print(sheet, output, pieces()));
  let waiting; // a screen reader should not hear every letter
  place.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(show, event.target.type === "radio" ? 0 : 400);
  });
  return show;
}

/* --- Starting ------------------------------------------------------------------------------------------------- */

function setUp(root) {
  for (const place of root.querySelectorAll("[data-private]:not([data-is-ready])")) {
    place.dataset.isReady = "";
    const show = place.matches(".build") ? setUpBuild(place) : () => {};
    for (const part of place.querySelectorAll("[data-script-only]")) part.hidden = false;
    setUpKeeping(place, show);
    show();
  }
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.target.parentElement ?? document));
