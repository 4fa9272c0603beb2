/* Private exercises: what is typed stays in this page, and on this device only after "keep". Nothing is ever sent:
   these fields stand outside the form. Fields to type in need this script, so nothing can get lost; numbers and ticks
   only wait for it a moment (private.css). */

const PREFIX = "leerkring:private:";
const WORTH_ASKING = 12; // letters typed: a tick or a number is made again sooner than a question is answered
const inThisPage = new Map(); // by exercise: an answer from the server must not empty the fields

/* --- The fields, and what stands in them ----------------------------------------------------------------------- */

function fieldsIn(place) {
  return [...place.querySelectorAll(":is(input, textarea, select):not([data-loose])")];
}

/* Fields with a key of their own find their value back when an editor adds or moves another. */
function keyOf(field, index) {
  return field.dataset.key ?? String(index);
}

function isToggle(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function valuesIn(place, isMeant = () => true) {
  const entries = fieldsIn(place).map((field, index) => isMeant(field) && [keyOf(field, index), isToggle(field) ? field.checked : field.value]);
  return Object.fromEntries(entries.filter(Boolean));
}

/* At first: chosen before this script was there. */
function isChosen(field) {
  return isToggle(field) ? field.checked : field.value !== (field.defaultValue ?? "");
}

function fill(place, values) {
  fieldsIn(place).forEach((field, index) => {
    const value = values[keyOf(field, index)];
    if (isToggle(field)) field.checked = value === true;
    else field.value = typeof value === "string" ? value : (field.defaultValue ?? "");
  });
  place.dispatchEvent(new CustomEvent("private:filled"));
}

function textOf(field) {
  if (field.type === "checkbox") return field.checked ? "☑" : "☐";
  if (field.type !== "date" || !field.value) return field.value.trim();
  return new Date(`${field.value}T00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "full" });
}

function typedIn(place) {
  const typed = fieldsIn(place).filter((field) => field.matches("textarea, [type='text'], .input:not([type])"));
  return typed.reduce((total, field) => total + field.value.trim().length, 0);
}

function languageOf(element) {
  return (element.querySelector("[lang]") ?? element.closest("[lang]")).lang;
}

function titleOf(place) {
  return place.closest(".exercise").querySelector(".exercise__title");
}

function wordsIn(place) {
  const words = fieldsIn(place).map((field) => ({
    label: field.dataset.label ?? field.labels[0].textContent.trim(),
    language: languageOf(field.dataset.label ? titleOf(place) : field.labels[0]),
    text: textOf(field),
  }));
  return words.filter((entry) => entry.text);
}

/* --- Keeping and wiping ---------------------------------------------------------------------------------------- */

function stored(action) {
  try {
    return action(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null; // a browser that keeps nothing
    throw error;
  }
}

/* At first only a list of values was kept; now a note also tells what it is about, and what it says. */
function readStored(key) {
  try {
    const note = JSON.parse(stored((storage) => storage.getItem(key)) ?? "null");
    if (Array.isArray(note)) return { values: note, isUntitled: true };
    return note?.values instanceof Object ? note : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/* Returns which message tells how it went: kept, full or failed. */
function store(key, note) {
  try {
    localStorage.setItem(key, JSON.stringify(note));
    return "kept";
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return /quota/i.test(error.name) && stored((storage) => storage.length) ? "full" : "failed";
  }
}

function noteOf(place, words) {
  const title = titleOf(place);
  const lesson = place.closest("[data-course]")?.dataset; // none in an editor's preview
  return {
    values: valuesIn(place),
    words: words(),
    title: title.textContent,
    language: languageOf(title),
    course: lesson?.course ?? "",
    module: lesson?.module ?? "",
    address: lesson ? `${lesson.address}#${place.closest(".exercise").id}` : "",
  };
}

function setUpKeeping(place, words) {
  const key = PREFIX + place.dataset.private;
  const part = (name) => place.querySelector(`[data-private-${name}]`);
  const [keep, wipe, notes, status] = ["keep", "wipe", "notes", "status"].map(part);
  const show = (isKept) => { wipe.hidden = notes.hidden = !isKept; };
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const warn = () => {
    place.toggleAttribute("data-at-risk", typedIn(place) >= WORTH_ASKING);
    say(Object.values(valuesIn(place)).some(Boolean) ? status.dataset.unkept : "");
  };
  const save = () => {
    const how = store(key, { ...noteOf(place, words), at: new Date().toISOString() });
    show(readStored(key) !== null);
    place.toggleAttribute("data-at-risk", how !== "kept");
    return status.dataset[how];
  };
  const kept = readStored(key);
  let start = inThisPage.get(key) ?? kept?.values;
  if (fieldsIn(place).some(isChosen)) inThisPage.set(key, (start = { ...start, ...valuesIn(place, isChosen) }));
  if (start) fill(place, start);
  if (kept?.isUntitled) store(key, noteOf(place, words));
  show(kept !== null);
  if (inThisPage.has(key) && !kept) warn();
  place.addEventListener("input", (event) => {
    if ("loose" in event.target.dataset) return;
    inThisPage.set(key, valuesIn(place));
    if ("privateFollow" in place.dataset && readStored(key)) say(save());
    else warn();
  });
  for (const [target, deed] of [[keep, "click"], [place, "private:keep"]]) {
    target.addEventListener(deed, () => { status.textContent = save(); });
  }
  wipe.addEventListener("click", () => {
    stored((storage) => storage.removeItem(key));
    inThisPage.delete(key);
    fill(place, {});
    place.removeAttribute("data-at-risk");
    keep.focus();
    show(false);
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

/* What is made says in which language it is as the element does that its words come from. */
function inLanguageOf(source, made) {
  for (const name of ["lang", "dir"]) if (source[name]) made[name] = source[name];
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
  const heading = slot.querySelector("[data-slot-title]");
  const title = heading.textContent;
  const choices = element("fieldset", "choices build__slot");
  choices.append(inLanguageOf(heading, element("legend", "exercise__question", title)));
  Object.assign(choices.dataset, slot.dataset);
  for (const part of slot.querySelectorAll("li")) choices.append(inLanguageOf(part, radio(name, part.textContent, false)));
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
  place.addEventListener("private:filled", show);
  return () => (pieces().length ? linesOf(output, pieces()).map((text) => ({ label: "", text })) : []);
}

/* --- Starting ------------------------------------------------------------------------------------------------- */

function setUp(root) {
  for (const place of root.querySelectorAll("[data-private]:not([data-is-ready])")) {
    place.dataset.isReady = "";
    const words = place.matches(".build") ? setUpBuild(place) : () => wordsIn(place);
    for (const part of place.querySelectorAll("[data-script-only]")) part.hidden = false;
    setUpKeeping(place, words);
  }
}

// Not before htmx: an answer sent as a plain form brings a page anew, and these fields empty.
document.addEventListener("DOMContentLoaded", () => setUp(document));
document.addEventListener("htmx:load", (event) => setUp(event.target.parentElement ?? document));
