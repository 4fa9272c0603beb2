/* What a device keeps of a learner, and the way it goes back: answers that wait are delivered here, on every page.
   Modules cannot import one another here: what others need stands in `window.device`. */

const root = document.documentElement;
const onPage = document.querySelector("meta[name='device-key']")?.content; // undefined: a fault page, which knows nobody
const isCopy = "stored" in root.dataset;
const RETRY = 30_000, SOON = 1_000; // ms
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("device") : null;

/* --- The database of this device ------------------------------------------------------------------------------- */

/* A request is broken off when its page goes away, or when the server had the browser clear all that it kept, which
   comes with a next page too. Then there is nothing left to do here: such a promise stays open. */
function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => { if (request.error.name !== "AbortError") reject(request.error); };
  });
}

function openDatabase() {
  const request = indexedDB.open("leerkring", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
    request.result.createObjectStore("modules", { keyPath: "id" });
    request.result.createObjectStore("facts");
  };
  return asked(request);
}

/* Of a browser that keeps nothing (a private window, a page without https) nothing is promised. */
async function openIfAllowed() {
  if (!("indexedDB" in window) || !("caches" in window) || !("serviceWorker" in navigator) || !("locks" in navigator)) return null;
  try {
    const database = await openDatabase();
    database.onversionchange = () => database.close();
    return database;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

const opened = openIfAllowed();

async function store(name, action, mode = "readwrite") {
  return asked(action((await opened).transaction(name, mode).objectStore(name)));
}

/* Reading and writing that nothing may come between. */
async function together(name, work) {
  return work((await opened).transaction(name, "readwrite").objectStore(name));
}

const all = (name) => store(name, (one) => one.getAll(), "readonly");

/* Whose things stand here. On a copy the page does not know: it is whoever stored it. */
async function keyHere() {
  return isCopy ? (await store("facts", (one) => one.get("key"), "readonly")) ?? "" : (onPage ?? "");
}

/* --- Never for two people -------------------------------------------------------------------------------------- */

async function dropPagesBut(key) {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-") && name !== `pages-${key}`);
  await Promise.all(names.map((name) => caches.delete(name)));
  for (const module of await all("modules")) if (module.key !== key) await store("modules", (one) => one.delete(module.id));
}

async function dropAnswersOf(key) {
  for (const entry of await all("outbox")) if (entry.key === key) await store("outbox", (one) => one.delete(entry.order));
}

/* Somebody else, or nobody, is known here now: what was stored for the one before goes. Their answers wait for them,
   unless the page tells that they were erased: nobody will come back for them. */
async function giveWay() {
  if (isCopy || onPage === undefined) return;
  await dropPagesBut(onPage);
  const before = await store("facts", (one) => one.get("key"), "readonly");
  if (!before || before === onPage) return;
  if (document.querySelector("[data-erased]")) await dropAnswersOf(before);
  await store("facts", (one) => one.delete("key"));
}

async function claim() {
  await store("facts", (one) => one.put(onPage, "key"));
}

/* Everything of whoever is known here. What others have not sent yet stays for them. */
async function wipe() {
  const key = await keyHere();
  await dropPagesBut(null);
  await dropAnswersOf(key);
  await store("facts", (one) => one.clear());
  sessionStorage.clear();
  tell({ kind: "changed" });
}

/* --- Answers that wait ----------------------------------------------------------------------------------------- */

function tell(detail) {
  document.dispatchEvent(new CustomEvent("device", { detail }));
  tabs?.postMessage(detail);
}

tabs?.addEventListener("message", (event) => document.dispatchEvent(new CustomEvent("device", { detail: event.data })));

/* One answer to one exercise waits at a time: a later one takes its place, unless it may be at the server already. */
async function put(entry) {
  const key = await keyHere();
  if (!key) return null;
  const fresh = { ...entry, key, at: new Date().toISOString() };
  const isSame = (one) => one.key === key && one.address === entry.address && one.exercise === entry.exercise && !one.refused;
  const kept = await together("outbox", async (outbox) => {
    const waiting = (await asked(outbox.getAll())).filter(isSame).at(-1);
    if (waiting && !waiting.isTried) Object.assign(fresh, { order: waiting.order, submission: waiting.submission });
    else if (waiting && waiting.body === entry.body) return waiting;
    else if (waiting?.submission === entry.submission) fresh.submission = crypto.randomUUID();
    fresh.order = await asked(outbox.put(fresh));
    return fresh;
  });
  if (!isCopy) await claim();
  tell({ kind: "changed", key });
  return kept;
}

async function send(entry, token) {
  const body = new URLSearchParams(entry.body);
  if (entry.submission) body.set("submission", entry.submission);
  const headers = { "X-CSRFToken": token, "X-Device-Key": entry.key };
  if (entry.exercise) headers["HX-Request"] = "true";
  if (entry.rules) headers["X-Exercise-Rules"] = entry.rules;
  return fetch(entry.address, { method: "POST", body, headers, redirect: "manual" });
}

/* What a refusal says of itself, in words: its lead, or what is wrong with the answer. */
function reasonIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector(".error-summary li") ?? page.querySelector("main .lead"))?.textContent.trim() ?? "";
}

const STAYS = new Set([403, 408, 425, 429]); // an old token or a busy hour says nothing of the answer

/* From here on it may be at the server. It is read anew: it may just have been changed. */
async function markTried(order) {
  return together("outbox", async (outbox) => {
    const entry = await asked(outbox.get(order));
    if (entry) await asked(outbox.put(Object.assign(entry, { isTried: true })));
    return entry;
  });
}

/* True when the next may go. */
async function deliverOne(order, token) {
  const entry = await markTried(order);
  if (!entry) return true;
  const response = await send(entry, token);
  if (response.status >= 500 || STAYS.has(response.status)) return false;
  if (response.ok || response.type === "opaqueredirect") {
    const html = entry.exercise && response.ok ? await response.text() : "";
    await store("outbox", (one) => one.delete(entry.order));
    tell({ kind: "delivered", key: entry.key, exercise: entry.exercise, address: entry.address, html });
    return true;
  }
  const refused = { status: response.status, reason: reasonIn(await response.text()) };
  await store("outbox", (one) => one.put({ ...entry, refused }));
  tell({ kind: "refused", key: entry.key, exercise: entry.exercise, address: entry.address });
  return true;
}

async function waitingFor(key) {
  return (await all("outbox")).filter((one) => key && one.key === key && !one.refused);
}

/* One at a time and in order, whichever tab does it. Who is known is asked each time: somebody may sign out. */
async function deliverAll() {
  for (let isGoing = (await waitingFor(await keyHere())).length > 0; isGoing;) {
    const answer = await fetch("/mijn/onderweg/wie/", { cache: "no-store" });
    if (!answer.ok) return;
    const { key, token } = await answer.json();
    const [first] = await waitingFor(key);
    isGoing = Boolean(first) && (await deliverOne(first.order, token));
  }
}

let timer, pause = SOON;

/* Tried again later and later while nothing comes through: a browser does not always tell that it is online. */
async function deliverAgain() {
  if (!(await opened)) return;
  clearTimeout(timer);
  let wait = RETRY;
  try {
    await navigator.locks.request("device-outbox", deliverAll);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // the connection was lost: it all stays, for the next time
    wait = pause;
    pause = Math.min(2 * pause, RETRY);
  }
  if (!(await waitingFor(await keyHere())).length) return;
  clearTimeout(timer); // of another delivery, that began before this one ended
  timer = setTimeout(deliverAgain, wait);
}

function deliver() {
  pause = SOON;
  return deliverAgain();
}

/* --- Starting -------------------------------------------------------------------------------------------------- */

async function start() {
  if (!(await opened)) return;
  await giveWay();
  for (const part of document.querySelectorAll("[data-device-only]")) part.hidden = false;
  if (isCopy || navigator.onLine) await deliver();
}

window.device = { opened, isCopy, all, put, claim, wipe, store, deliver, keyHere, onPage };
window.device.started = start();
window.addEventListener("online", deliver);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") deliver(); });
if ("serviceWorker" in navigator) window.addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
