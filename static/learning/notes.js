/* My notes: what private exercises kept in this browser, gathered from its storage. Nothing of it is ever sent.
   exercises/private.js writes them; modules cannot import one another here, so the shape is known in both. */

const PREFIX = "leerkring:private:";
const SHORT = 3; // a tick or a number stands in front of its label
const language = document.documentElement.lang;
const said = document.querySelector("[data-notes-words]")?.dataset;

/* --- What is kept --------------------------------------------------------------------------------------------- */

function isStorageOn() {
  try {
    return localStorage !== null;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/* Whether something would still fit, tried with the name of a note that is not there. */
function isStorageFull() {
  try {
    localStorage.setItem(`${PREFIX}room`, "x".repeat(2000));
    return false;
  } catch (error) {
    if (error instanceof DOMException) return true;
    throw error;
  } finally {
    localStorage.removeItem(`${PREFIX}room`);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function texts(value) {
  return typeof value === "string" ? value : "";
}

/* A note from before notes told their language is in that of the page, as far as we know. */
function languageIn(kept) {
  return /^[a-z]{2,3}(-\w{2,8})*$/i.test(kept?.language ?? "") ? kept.language : language;
}

/* The words of a note. One from before notes had words has only the values of its fields. */
function wordsOf(kept) {
  const values = Array.isArray(kept) ? kept : (kept.values ?? {});
  const words = Array.isArray(kept.words) ? kept.words : Object.values(values).map((text) => ({ text }));
  const told = words.map((entry) => ({ label: texts(entry?.label), language: languageIn(entry), text: texts(entry?.text).trim() })).filter((entry) => entry.text);
  return told.length ? told : [{ label: "", text: said.unreadable }];
}

/* Only addresses of this site: whoever can write in this storage could write any. */
function ownAddress(text) {
  return /^\/(?![/\\])/.test(text) ? text : "";
}

function readNote(key) {
  const raw = localStorage.getItem(key);
  const kept = parsed(raw);
  if (!(kept instanceof Object)) return null;
  const at = new Date(kept.at ?? NaN);
  return {
    key,
    raw,
    title: texts(kept.title) || said.untitled,
    language: languageIn(kept),
    place: [kept.course, kept.module].map(texts).filter(Boolean).join(" · "),
    address: ownAddress(texts(kept.address)),
    at: Number.isNaN(at.getTime()) ? null : at,
    words: wordsOf(kept),
    isWiped: false,
  };
}

function readNotes() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  return keys.map(readNote).filter(Boolean).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
}

function wipeAll() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

/* --- As a text file ------------------------------------------------------------------------------------------- */

function dateOf(note) {
  return note.at ? note.at.toLocaleDateString(language, { dateStyle: "long" }) : "";
}

function asText(notes) {
  const one = (note) => [
    note.title,
    ...[note.place, dateOf(note), note.address && location.origin + note.address].filter(Boolean),
    "",
    ...note.words.map(({ label, text }) => (label && text.length <= SHORT ? `${text} ${label}` : `${label ? `${label}\n` : ""}${text}\n`)),
    "",
  ].join("\n");
  const today = new Date().toLocaleDateString(language, { dateStyle: "long" });
  return `${said.title}\n${today}\n\n${notes.map(one).join("----------------------------------------\n\n")}`;
}

function download(notes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", asText(notes)], { type: "text/plain;charset=utf-8" }));
  link.download = `${said.file}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/* --- The page ------------------------------------------------------------------------------------------------- */

function partsOf(page, name) {
  const item = page.querySelector(`[data-notes-${name}]`).content.firstElementChild.cloneNode(true);
  return [item, (part) => item.querySelector(`[data-part='${part}']`)];
}

function drawWords(list, words) {
  for (const { label, language: spoken, text } of words) {
    const row = document.createElement("div");
    if (label && text.length <= SHORT) row.className = "note__short";
    for (const [name, value] of [["dt", label], ["dd", text]]) {
      if (!value) continue;
      row.append(document.createElement(name));
      row.lastElementChild.textContent = value;
      row.lastElementChild.dir = "auto";
      if (name === "dt") row.lastElementChild.lang = spoken;
    }
    list.append(row);
  }
}

function drawNote(page, note, change) {
  const [item, part] = partsOf(page, "one");
  part("place").textContent = note.place;
  part("title").textContent = note.title;
  for (const name of ["place", "title"]) Object.assign(part(name), { lang: note.language, dir: "auto" });
  part("date").textContent = dateOf(note);
  for (const name of ["place", "date"]) part(name).hidden = !part(name).textContent;
  drawWords(part("words"), note.words);
  part("link").hidden = !note.address;
  if (note.address) part("link").href = note.address;
  part("wipe").setAttribute("aria-label", `${part("wipe").textContent}: ${note.title}`);
  part("wipe").addEventListener("click", () => change(note, true));
  return item;
}

function drawWiped(page, note, change) {
  const [item, part] = partsOf(page, "wiped");
  part("title").textContent = note.title;
  part("title").lang = note.language;
  part("restore").setAttribute("aria-label", `${part("restore").textContent}: ${note.title}`);
  part("restore").addEventListener("click", () => change(note, false));
  return item;
}

function setUpPage(page) {
  const part = (name) => page.querySelector(`[data-notes-${name}]`);
  part("without-script").hidden = true;
  part("off").hidden = isStorageOn();
  if (!isStorageOn()) return;
  let notes = readNotes();

  const wipe = (note) => {
    localStorage.removeItem(note.key);
    note.isWiped = true;
  };
  const restore = (note) => {
    localStorage.setItem(note.key, note.raw);
    note.isWiped = false;
  };
  const draw = () => {
    const left = notes.filter((note) => !note.isWiped);
    part("empty").hidden = notes.length > 0;
    part("some").hidden = notes.length === 0;
    part("full").hidden = !isStorageFull();
    for (const button of [part("wipe-all"), part("download"), part("print")]) button.hidden = left.length === 0;
    part("restore-all").hidden = left.length > 0;
    part("list").replaceChildren(...notes.map((note) => (note.isWiped ? drawWiped : drawNote)(page, note, change)));
  };
  const change = (note, isWiped) => {
    (isWiped ? wipe : restore)(note);
    draw();
    part("list").children[notes.indexOf(note)].querySelector("button").focus();
  };
  const changeAll = (action, message, next) => {
    notes.forEach(action);
    draw();
    part(next).focus();
    part("said").textContent = part("said").dataset[message];
  };
  const readAgain = () => {
    notes = readNotes();
    draw();
  };

  part("download").addEventListener("click", () => download(notes.filter((note) => !note.isWiped)));
  part("wipe-all").addEventListener("click", () => changeAll(wipe, "wiped", "restore-all"));
  part("restore-all").addEventListener("click", () => changeAll(restore, "restored", "wipe-all"));
  window.addEventListener("storage", readAgain); // another tab kept or wiped something
  window.addEventListener("pagehide", readAgain); // going back must not bring up what was wiped
  draw();
}

/* --- At the end of somebody's time on this device ---------------------------------------------------------------- */

function setUpChoice(choice) {
  if (!isStorageOn() || readNotes().length === 0) return;
  const form = choice.closest("form");
  const error = choice.querySelector("[data-notes-choice-error]");
  const chosen = () => choice.querySelector("input:checked")?.value;
  choice.hidden = false;
  for (const otherwise of form.querySelectorAll("[data-notes-otherwise]")) otherwise.hidden = true;
  choice.querySelector("[data-notes-download]").addEventListener("click", () => download(readNotes()));
  choice.addEventListener("change", () => { error.hidden = true; });
  form.addEventListener("submit", (event) => {
    if (!chosen()) {
      event.preventDefault();
      error.hidden = false;
      choice.querySelector("input").focus();
      return;
    }
    sessionStorage.clear(); // an answer that could not be sent is nobody's wish to leave behind
    if (chosen() === "wipe") wipeAll();
  });
}

const page = document.querySelector("[data-notes]");
if (page) setUpPage(page);
const choice = document.querySelector("[data-notes-choice]");
if (choice) setUpChoice(choice);
