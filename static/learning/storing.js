/* Stores a module on this device, and removes it. Loaded by stored.js when somebody asks for it. */

const { device } = window;
const ASSETS = "link[rel=stylesheet], link[rel=preload], link[rel=icon], link[rel=manifest], script[src], main img[src]";

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new TypeError(`${url}: ${response.status}`);
  return response;
}

/* Marked as the worker marks it: a copy, and from when. */
function asStored(html) {
  const marked = html.replace("<html ", `<html data-stored="${new Date().toISOString()}" `);
  return new Response(marked, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

function assetsOf(page) {
  const found = [...page.querySelectorAll(ASSETS)].map((one) => new URL(one.getAttribute("href") ?? one.getAttribute("src"), location.href));
  return found.filter((url) => url.origin === location.origin && url.protocol.startsWith("http")).map((url) => url.href);
}

/* Which address to ask for, and under which name to keep it. A warning stands before the first step only, as it does
   with a connection; the steps themselves are asked for past it. */
function pagesOf(addresses) {
  const past = addresses.map((address) => `${address}?verder=ja`);
  return [[addresses[0], addresses[0]], [past[0], past[0]], ...past.slice(1).map((address, index) => [address, addresses[index + 1]])];
}

/* From elsewhere in the course: its steps stand on any of them. */
async function stepsAt(address) {
  const step = (await fetched(address)).url.split("?")[0];
  const page = new DOMParser().parseFromString(await (await fetched(`${step}?verder=ja`)).text(), "text/html");
  return page.querySelector("[data-store]").dataset.steps;
}

async function storePage(cache, address, name) {
  const html = await (await fetched(address)).text();
  const page = new DOMParser().parseFromString(html, "text/html");
  if (page.querySelector("meta[name='device-key']")?.content !== device.onPage) throw new TypeError("somebody else is signed in");
  await cache.put(name, asStored(html));
  return { size: html.length, assets: assetsOf(page) };
}

async function storeAssets(cache, assets) {
  let size = 0;
  for (const url of assets) {
    if (await cache.match(url)) continue;
    const response = await fetched(url);
    size += (await response.clone().blob()).size;
    await cache.put(url, response);
  }
  return size;
}

export async function storeModule(place, onStep) {
  const { module: id, title, course } = place.dataset;
  const addresses = (place.dataset.steps ?? (await stepsAt(place.dataset.address))).split(" ");
  await device.claim();
  const cache = await caches.open(`pages-${device.onPage}`);
  const kept = { id, key: device.onPage, title, course, steps: addresses, at: new Date().toISOString(), size: 0, names: [] };
  for (const [index, [address, name]] of pagesOf(addresses).entries()) {
    const { size, assets } = await storePage(cache, address, name);
    assets.push(import.meta.url); // to remove it again without a connection
    kept.size += size + (await storeAssets(cache, assets));
    kept.names.push(name, ...assets);
    onStep(index, addresses.length);
  }
  kept.names = [...new Set(kept.names)];
  await device.store("modules", (one) => one.put(kept));
  return kept;
}

export async function removeModule(id) {
  const modules = await device.all("modules");
  const gone = modules.find((one) => one.id === id);
  const needed = new Set(modules.filter((one) => one.id !== id).flatMap((one) => one.names));
  const cache = await caches.open(`pages-${gone.key}`);
  for (const name of gone.names) if (!needed.has(name)) await cache.delete(name);
  await device.store("modules", (one) => one.delete(id));
  if (modules.length === 1) await caches.delete(`pages-${gone.key}`);
}
