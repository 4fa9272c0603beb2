/* On the way through a course: store a module on this device, and answer without a connection.
   offline.js, which every page loads before this, has the database and the delivery. */

const { device } = window;
const language = document.documentElement.lang;

const day = (text) => new Date(text).toLocaleDateString(language, { dateStyle: "long" });
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

function sizeOf(bytes) {
  const mega = bytes / 1_000_000;
  return mega >= 1 ? `${mega.toLocaleString(language, { maximumFractionDigits: 1 })} MB` : `${Math.ceil(bytes / 1000)} kB`;
}

/* --- Storing a module ------------------------------------------------------------------------------------------ */

function setUpStoring(place) {
  const part = (name) => place.querySelector(`[data-store-${name}]`);
  const [status, keep, remove, meter] = ["status", "keep", "remove", "meter"].map(part);
  const words = status.dataset;
  const show = (kept) => {
    keep.hidden = Boolean(kept);
    remove.hidden = !kept;
    status.textContent = kept ? filled(words.kept, { day: day(kept.at), size: sizeOf(kept.size) }) : words.none;
  };
  keep.addEventListener("click", async () => {
    keep.setAttribute("aria-busy", "true");
    meter.hidden = false;
    try {
      const { storeModule } = await import(place.dataset.script); // only who wants it pays for it
      const kept = await storeModule(place, (done, total) => {
        Object.assign(meter, { max: total, value: done });
        status.textContent = filled(words.busy, { done, total });
      });
      show(kept);
      remove.focus();
    } catch (error) {
      const isLost = error instanceof TypeError;
      if (!isLost && !(error instanceof DOMException)) throw error;
      status.textContent = isLost ? words.lost : words.full;
    } finally {
      keep.removeAttribute("aria-busy");
      meter.hidden = true;
    }
  });
  remove.addEventListener("click", async () => {
    const { removeModule } = await import(place.dataset.script);
    await removeModule(place.dataset.module);
    show(null);
    keep.focus();
  });
  return async () => {
    const kept = (await device.all("modules")).find((one) => one.id === place.dataset.module);
    show(kept);
    place.hidden = device.isCopy && !kept;
  };
}

/* --- On a copy ------------------------------------------------------------------------------------------------- */

const words = document.querySelector("[data-device-words]");
const template = (name) => words.content.querySelector(`[data-words-${name}]`).cloneNode(true);

function setUpCopy() {
  const notice = template("copy");
  const at = notice.querySelector("time");
  at.dateTime = document.documentElement.dataset.stored;
  at.textContent = new Date(at.dateTime).toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
  document.querySelector("main h1").after(notice);
  for (const exercise of document.querySelectorAll(".exercise[data-needs-connection] .exercise__form")) exercise.replaceWith(template("connection"));
  for (const field of document.querySelectorAll(".exercise__form [name='submission']")) field.value = crypto.randomUUID();
}

/* --- Answering ------------------------------------------------------------------------------------------------- */

const NOT_SENT = new Set(["csrfmiddlewaretoken", "submission"]);

function bodyOf(form, button) {
  const data = new FormData(form, button);
  return new URLSearchParams([...data].filter(([name]) => !NOT_SENT.has(name))).toString();
}

/* What was answered, in words, so that it can be read and copied should it be refused. */
function wordsOf(form) {
  const chosen = [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type) && (!["radio", "checkbox"].includes(field.type) || field.checked));
  return chosen.map((field) => {
    const label = field.labels?.[0]?.textContent.trim().replace(/\s+/g, " ") ?? "";
    const text = field.selectedOptions ? [...field.selectedOptions].map((one) => one.textContent.trim()).join(", ") : field.value;
    return ["radio", "checkbox"].includes(field.type) ? label : `${label} ${text}`.trim();
  });
}

/* A copy cannot tell whether an answer is right, but it can see that there is none. */
function isEmpty(form) {
  const fields = [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
  return fields.length > 0 && fields.every((field) => (["radio", "checkbox"].includes(field.type) ? !field.checked : !field.value.trim()));
}

function showState(exercise, name) {
  const result = exercise.querySelector(".exercise__result");
  for (const old of result.querySelectorAll("[data-device-state]")) old.remove();
  const notice = template(name);
  notice.dataset.deviceState = name;
  result.prepend(notice);
}

async function keepAnswer(form, button) {
  const exercise = form.closest(".exercise");
  if (isEmpty(form)) {
    showState(exercise, "empty");
    return;
  }
  const entry = {
    address: new URL(form.action).pathname,
    exercise: form.elements.exercise.value,
    submission: form.elements.submission.value,
    rules: exercise.dataset.rules,
    body: bodyOf(form, button),
    words: wordsOf(form),
    title: exercise.querySelector(".exercise__title")?.textContent ?? "",
    module: document.querySelector("[data-step-page]").dataset.module,
  };
  const kept = await device.put(entry);
  if (kept) form.elements.submission.value = kept.submission;
  showState(exercise, kept ? "waits" : "unkept");
  device.deliver();
}

async function keepStep(form) {
  const steps = (await device.all("modules")).map((one) => one.steps).find((one) => one.includes(form.getAttribute("action"))) ?? [];
  const address = form.getAttribute("action");
  await device.put({ address, exercise: "", submission: "", body: "next=1", words: [], title: "", module: "" });
  location.assign(steps[steps.indexOf(address) + 1] ?? "/mijn/onderweg/");
}

function isOurs(form) {
  return form.matches(".exercise__form") && !form.closest("[data-needs-connection]") && Boolean(document.querySelector("[data-step-page]"));
}

/* Before htmx hears of it: on a copy, or without a network, the answer waits on the device. */
function takeSubmit(event) {
  const form = event.target;
  if (device.isCopy ? false : navigator.onLine || !device.onPage) return;
  if (isOurs(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    keepAnswer(form, event.submitter);
  } else if (form.matches(".step-nav")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    keepStep(form);
  }
}

/* htmx could not reach the server, though the browser thought there was a network. */
function takeFault(event) {
  const form = event.detail.elt.closest("form");
  if (!form || !isOurs(form) || !device.onPage) return;
  event.stopImmediatePropagation();
  form.querySelector("button[aria-busy]")?.removeAttribute("aria-busy");
  keepAnswer(form, null);
}

/* --- What became of it ----------------------------------------------------------------------------------------- */

function sectionOf(detail) {
  const isHere = detail.exercise && detail.address === document.querySelector("[data-step-page]")?.dataset.address;
  return isHere ? document.getElementById(`oefening-${detail.exercise}`) : null;
}

async function hear(event) {
  const { detail } = event;
  if (detail.key && detail.key !== (await device.keyHere())) return;
  const section = sectionOf(detail);
  if (!section) return;
  if (detail.kind === "refused") showState(section, "refused");
  if (detail.kind !== "delivered") return;
  window.htmx.swap(`#${section.id}`, detail.html, { swapStyle: "outerHTML" });
  showState(document.getElementById(section.id), "sent");
}

function fillAgain(form, body) {
  for (const [name, value] of new URLSearchParams(body)) {
    for (const field of form.querySelectorAll(`[name='${CSS.escape(name)}']:not([type=hidden])`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else field.value = value;
    }
  }
}

/* An answer that was given before and still waits stands there again. */
async function showWaiting() {
  const key = await device.keyHere();
  for (const entry of await device.all("outbox")) {
    const section = entry.key === key && sectionOf(entry);
    const form = section && section.querySelector(".exercise__form");
    if (!form) continue;
    fillAgain(form, entry.body);
    if (!entry.refused) form.elements.submission.value = entry.submission;
    showState(section, entry.refused ? "refused" : "waits");
  }
}

async function start() {
  const isStep = Boolean(document.querySelector("[data-step-page]"));
  if (device.isCopy && isStep) setUpCopy();
  if (!(await device.opened)) return;
  if (isStep) {
    document.addEventListener("submit", takeSubmit, { capture: true });
    document.addEventListener("htmx:sendError", takeFault, { capture: true });
    document.addEventListener("device", hear);
    await showWaiting();
  }
  const places = [...document.querySelectorAll("[data-store]")].map(setUpStoring);
  await device.started;
  for (const show of places) await show();
}

start();
