/* Answers without a connection. VERSION and DEVICE_PAGE stand above this when it is served (config/installing.py).
   Of its own accord it keeps only files that are the same for everybody. Pages of a learner stand in a cache that
   carries their opaque key; static/js/site/offline.js fills it when asked, and empties it when somebody else comes. */

const FILES = `files-${VERSION}`;
const PATIENCE = 4000; // ms: a network that is slower than this is as good as none, where a copy is at hand
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const FILE_OF_PAGE = /(?:href|src)="((?:\/static\/|\/thema\/)[^"]+)"/g;

/* --- Coming and going ------------------------------------------------------------------------------------------ */

/* The page that stands in for others, asked for as nobody, with all it needs. */
async function prepare() {
  const cache = await caches.open(FILES);
  const page = await fetch(DEVICE_PAGE, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(`${DEVICE_PAGE}: ${page.status}`);
  const html = await page.text();
  await cache.addAll([...new Set([...html.matchAll(FILE_OF_PAGE)].map((found) => found[1]))]);
  await cache.put(DEVICE_PAGE, asStored(html));
}

async function dropOldFiles() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("files-") && name !== FILES).map((name) => caches.delete(name)));
}

/* Scripts see by this that the page is a copy, and from when. */
function asStored(html) {
  const marked = html.replace("<html ", `<html data-stored="${new Date().toISOString()}" `);
  return new Response(marked, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

self.addEventListener("install", (event) => event.waitUntil(prepare().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(dropOldFiles().then(() => self.clients.claim())));

/* --- Without a connection -------------------------------------------------------------------------------------- */

/* Only a lost connection is a TypeError of fetch; whatever else goes wrong must be seen. */
async function ifLost(attempt, otherwise) {
  try {
    return await attempt;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return otherwise(error);
  }
}

async function standIn(error) {
  const page = await (await caches.open(FILES)).match(DEVICE_PAGE);
  if (!page) throw error;
  return page;
}

/* A page that was stored is asked for anew, but not for long. A fault of the server is no reason to read nothing. */
async function storedOrNew(event, stored, cacheName) {
  const answer = fetch(event.request);
  const late = new Promise((resolve) => { setTimeout(() => resolve(null), PATIENCE); });
  event.waitUntil(ifLost(answer.then((fresh) => refresh(event.request.url, fresh.clone(), cacheName)), () => null));
  const fresh = await ifLost(Promise.race([answer, late]), () => null);
  return fresh && fresh.status < 500 ? fresh : stored;
}

/* A newer copy of a page of the same learner; never one of somebody else, nor into a cache that was taken away. */
async function refresh(url, fresh, cacheName) {
  if (!fresh.ok || fresh.redirected) return;
  const html = await fresh.text();
  const isTheirs = html.includes(`name="device-key" content="${cacheName.slice("pages-".length)}"`);
  if (isTheirs && html.includes("data-step-page") && (await caches.has(cacheName))) {
    await (await caches.open(cacheName)).put(url, asStored(html));
  }
}

async function open(event) {
  const name = (await caches.keys()).find((one) => one.startsWith("pages-"));
  const stored = name && (await (await caches.open(name)).match(event.request.url.split("#")[0], { ignoreVary: true }));
  if (stored) return storedOrNew(event, stored, name);
  return ifLost(fetch(event.request), standIn);
}

async function file(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept && HASHED.test(new URL(request.url).pathname)) return kept;
  const fresh = await ifLost(fetch(request), (error) => { if (kept) return kept; throw error; });
  if (fresh.ok && fresh.type === "basic" && HASHED.test(new URL(request.url).pathname)) {
    await (await caches.open(FILES)).put(request, fresh.clone());
  }
  return fresh;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || pathname.startsWith("/admin/")) return;
  if (request.mode === "navigate") {
    event.respondWith(request.method === "GET" ? open(event) : ifLost(fetch(request), standIn));
  } else if (request.method === "GET" && /^\/(static|thema|media)\//.test(pathname) && !request.headers.has("range")) {
    event.respondWith(file(request));
  }
});
