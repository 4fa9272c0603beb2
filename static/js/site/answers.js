/* What script adds to pages that already work without it: focus, a typed answer that is never lost, copy and print. */

const UNSENT = "leerkring-unsent";
const TRANSLATED = "leerkring-language";
const SECRET = new Set(["csrfmiddlewaretoken", "submission"]);

function fromTemplate(id) {
  const template = document.getElementById(id);
  return template ? template.content.firstElementChild.cloneNode(true) : null;
}

/* --- Answers through htmx ------------------------------------------------------------------------------------- */

function focusInside(element) {
  const place = element.matches("[data-focus]") ? element : element.querySelector("[data-focus]");
  if (place) place.focus();
}

/* A page that says what is wrong is quoted: its lead, and its way on when it has one. */
function quote(html, notice) {
  const page = new DOMParser().parseFromString(html ?? "", "text/html");
  const lead = page.querySelector("main .lead");
  if (lead) notice.lastElementChild.textContent = lead.textContent;
  const way = page.querySelector("main a.button--primary:not([href=''])");
  if (!lead || !way) return;
  const link = document.createElement("a");
  link.className = "link-alone";
  link.href = way.getAttribute("href");
  link.textContent = way.textContent;
  notice.append(link);
}

/* Signing in from another tab makes the token of this page an old one: get the new one, and send once more. */
async function sendAgain(form, event) {
  form.dataset.sentAgain = "";
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const token = page.querySelector("[name='csrfmiddlewaretoken']").value;
    for (const field of document.querySelectorAll("[name='csrfmiddlewaretoken']")) field.value = token;
    form.requestSubmit();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // no connection, or a page without forms
    showNotSent(event);
  }
}

function showNotSent(event) {
  const form = event.detail.elt.closest("form");
  if (!form) return;
  if (event.detail.xhr?.status === 403 && !("sentAgain" in form.dataset)) {
    sendAgain(form, event);
    return;
  }
  form.querySelector("[data-not-sent]")?.remove();
  const notice = fromTemplate("answer-not-sent");
  if (!notice) return;
  quote(event.detail.xhr?.responseText, notice);
  const actions = form.querySelector(".exercise__actions, .cluster--actions");
  form.insertBefore(notice, actions && actions.parentElement === form ? actions : null);
}

function setBusy(event, busy) {
  const form = event.detail.elt.closest("form");
  const button = form?.querySelector("button[type='submit'], button:not([type])");
  if (button) busy ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy");
}

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name='csrfmiddlewaretoken']");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
  event.detail.headers["HX-Current-URL"] = location.href.split("#")[0]; // what stands behind # is for this screen only
});
document.addEventListener("htmx:beforeRequest", (event) => setBusy(event, true));
document.addEventListener("htmx:afterRequest", (event) => setBusy(event, false));
document.addEventListener("htmx:afterSettle", (event) => focusInside(event.detail.elt));
for (const fault of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(fault, showNotSent);
}

/* --- Answers of a plain form: kept in this tab until a page arrives that is not a fault page ------------------- */

/* A page of the server that says what went wrong, or the one that stands in when there is no connection. */
function isFault() {
  return document.querySelector("[data-fault], [data-stored] [data-device]") !== null;
}

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !SECRET.has(field.name) && !["password", "file", "submit", "button"].includes(field.type),
  );
}

/* Hidden fields say which question this is; an answer is only put back under the same one. */
function questionOf(form) {
  const hidden = fieldsOf(form).filter((field) => field.type === "hidden");
  return JSON.stringify(hidden.map((field) => [field.name, field.value]));
}

function answerIn(form) {
  const chosen = fieldsOf(form).filter((field) => field.type !== "hidden" && (!["radio", "checkbox"].includes(field.type) || field.checked));
  return chosen.map((field) => [field.name, field.value]);
}

function keep(event) {
  const form = event.target;
  if (!form.matches(".exercise__form, [data-keep]")) return;
  sessionStorage.setItem(UNSENT, JSON.stringify({ path: location.pathname, question: questionOf(form), answer: answerIn(form) }));
}

function fill(form, answer) {
  const left = answer.map(([name, value]) => ({ name, value }));
  for (const field of fieldsOf(form)) {
    if (field.type === "hidden") continue;
    const toggle = ["radio", "checkbox"].includes(field.type);
    const index = left.findIndex((entry) => entry.name === field.name && (!toggle || entry.value === field.value));
    if (toggle) field.checked = index >= 0;
    else if (index >= 0) field.value = left[index].value;
    if (index >= 0) left.splice(index, 1);
  }
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(UNSENT) ?? "null");
  if (!kept) return;
  if (isFault()) {
    sessionStorage.setItem(UNSENT, JSON.stringify({ ...kept, failed: true }));
    return;
  }
  sessionStorage.removeItem(UNSENT);
  if (!kept.failed || kept.path !== location.pathname) return;
  const forms = [...document.querySelectorAll(".exercise__form, [data-keep]")];
  const form = forms.find((candidate) => questionOf(candidate) === kept.question);
  if (!form) return;
  fill(form, kept.answer);
  const notice = fromTemplate("answer-restored");
  if (notice) form.prepend(notice);
  form.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", keep);

/* --- Another language loads the page anew: what was typed and not sent is filled in again ----------------------- */

const formsHere = () => [...document.querySelectorAll("main form[method='post']")];

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[action='/taal/']")) return;
  const answers = formsHere().map((form) => (form === event.target ? [] : answerIn(form)));
  sessionStorage.setItem(TRANSLATED, JSON.stringify({ path: location.pathname, answers }));
});

function restoreTranslated() {
  const kept = JSON.parse(sessionStorage.getItem(TRANSLATED) ?? "null");
  sessionStorage.removeItem(TRANSLATED);
  if (kept?.path !== location.pathname) return;
  for (const [index, form] of formsHere().entries()) if (kept.answers[index]?.length) fill(form, kept.answers[index]);
}

/* --- Copy and print ------------------------------------------------------------------------------------------- */

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  await navigator.clipboard.writeText(source.innerText.trim());
  const said = document.getElementById("copied");
  if (!said) return;
  const before = button.textContent;
  button.textContent = said.content.textContent;
  setTimeout(() => { button.textContent = before; }, 2000);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

restore();
restoreTranslated();
const afterAnswer = document.querySelector("[data-focus]");
if (afterAnswer) afterAnswer.focus();
