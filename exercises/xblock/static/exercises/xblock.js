/* Starts the blocks of others on a page: loads what they need, gives them the runtime they know, sends our token along. */

const ADDRESS = "[data-xblock]";
const loaded = new Map(); // by address: a promise

/* --- Loading, in order, each thing once ------------------------------------------------------------------------- */

function load({ kind, url }) {
  if (!loaded.has(url)) {
    loaded.set(url, new Promise((resolve, reject) => {
      const element = document.createElement(kind === "js" ? "script" : "link");
      if (kind === "js") element.src = url;
      else Object.assign(element, { rel: "stylesheet", href: url });
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${url} could not be loaded.`));
      document.head.append(element);
    }));
  }
  return loaded.get(url);
}

async function loadAll(resources) {
  const styles = resources.filter((resource) => resource.kind === "css").map((style) => load(style).catch(console.warn));
  for (const script of resources.filter((resource) => resource.kind === "js")) await load(script);
  await Promise.all(styles);
}

/* --- Calls ------------------------------------------------------------------------------------------------------ */

function placeOf(url) {
  const path = new URL(url, location.href);
  if (path.origin !== location.origin) return null;
  return [...document.querySelectorAll(ADDRESS)].find((place) => path.pathname.startsWith(place.dataset.xblock)) ?? null;
}

function token() {
  return document.querySelector("[name='csrfmiddlewaretoken']")?.value ?? "";
}

/* What the server says beside the block's own answer: that the exercise is done, or that the call was not taken. */
function hear(place, status, header) {
  const said = header("X-Exercise");
  const section = place.closest("section");
  const show = (name, shown) => {
    const notice = place.querySelector(`[data-xblock-${name}]`);
    if (!notice || notice.hidden === !shown) return;
    notice.hidden = !shown;
    if (shown) notice.setAttribute("role", "status");
  };
  show("fault", said === "refused" || status === 0 || status >= 500);
  if (said === "done" && !section?.querySelector(".exercise__result .feedback")) show("done", true);
}

const { open, send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  this.xblockPlace = placeOf(url);
  return open.call(this, method, url, ...rest);
};
XMLHttpRequest.prototype.send = function (body) {
  const place = this.xblockPlace;
  if (place) {
    this.setRequestHeader("X-CSRFToken", token());
    this.addEventListener("loadend", () => hear(place, this.status, (name) => this.getResponseHeader(name)));
  }
  return send.call(this, body);
};

const plainFetch = window.fetch;
window.fetch = async function (resource, options = {}) {
  const place = placeOf(resource instanceof Request ? resource.url : resource);
  if (!place) return plainFetch.call(this, resource, options);
  const headers = new Headers(options.headers ?? (resource instanceof Request ? resource.headers : {}));
  headers.set("X-CSRFToken", token());
  try {
    const response = await plainFetch.call(this, resource, { ...options, headers });
    hear(place, response.status, (name) => response.headers.get(name));
    return response;
  } catch (error) {
    hear(place, 0, () => null);
    throw error;
  }
};

/* --- runtime/1 -------------------------------------------------------------------------------------------------- */

const plain = (element) => (element?.jquery ? element[0] : element);

function runtimeFor(place) {
  return {
    handlerUrl(element, handler, suffix = "", query = "") {
      const usage = plain(element).closest("[data-usage]").dataset.usage;
      const path = [usage, handler, suffix].filter((part) => part !== "" && part !== undefined && part !== null).join("/");
      return `${place.dataset.xblock}${path}${query ? `?${query}` : ""}`;
    },
    children: (element) => plain(element).closest("[data-usage]").xblock_children ?? [],
    childMap(element, name) {
      return this.children(element).find((child) => child.name === name);
    },
    notify() {},
  };
}

/* What pages of Open edX have, and what blocks call without a look: texts are as they are, logs go nowhere. */
function offerGlobals() {
  window.gettext ??= (text) => text;
  window.ngettext ??= (one, many, count) => (count === 1 ? one : many);
  window.pgettext ??= (context, text) => text;
  window.interpolate ??= (text, values, named) => (named
    ? text.replace(/%\(\w+\)s/g, (match) => String(values[match.slice(2, -2)]))
    : text.replace(/%s/g, () => String(values.shift())));
  window.Logger ??= { log() {}, listen() {} };
}

const BLOCK = ".xblock-v1";
const ASIDE = ".xblock_asides-v1";

/* The blocks (or what stands beside them) within an element that are not within another such block. */
function nearest(element, selector) {
  return [...element.querySelectorAll(selector)].filter((found) => {
    const around = found.parentElement.closest(`${BLOCK}, ${ASIDE}`);
    return around === null || around === element || !element.contains(around);
  });
}

function argumentsOf(element) {
  const script = [...element.children].find((child) => child.matches("script.xblock_json_init_args"));
  return script ? JSON.parse(script.textContent) : {};
}

function construct(name, args) {
  const start = window[name];
  if (typeof start !== "function") throw new Error(`The block's script has no function ${name}.`);
  return (start.prototype ? new start(...args) : start(...args)) ?? {};
}

function fail(place, error) {
  console.warn(error);
  const notice = place.querySelector("[data-xblock-fault]");
  if (notice) notice.hidden = false;
}

function start(element, runtime, place) {
  if (element.xblockStarted) return element.xblockStarted;
  element.xblock_children = nearest(element, BLOCK).map((child) => start(child, runtime, place));
  let made = {};
  if (element.dataset.init) {
    try {
      made = construct(element.dataset.init, [runtime, element, argumentsOf(element)]);
    } catch (error) {
      fail(place, error);
    }
  }
  if (typeof made !== "object") made = {};
  Object.assign(made, { element, name: element.dataset.name, type: element.dataset.blockType });
  element.xblockStarted = made;
  return made;
}

function startAside(element, runtime, place) {
  if (!element.dataset.init || element.xblockStarted) return;
  const beside = [...place.querySelectorAll(BLOCK)].find((block) => block.dataset.usage === element.dataset.block_id);
  try {
    element.xblockStarted = construct(element.dataset.init, [runtime, element, window.jQuery(beside), argumentsOf(element)]);
  } catch (error) {
    fail(place, error);
  }
}

async function startPlace(place) {
  const block = place.querySelector(".xblock-place__block");
  if (!block || "xblockStarted" in place.dataset) return;
  place.dataset.xblockStarted = "";
  for (const styled of block.querySelectorAll("[data-xblock-style]")) styled.style.cssText = styled.dataset.xblockStyle;
  block.hidden = false;
  const resources = JSON.parse(place.querySelector(":scope > script[type='application/json']").textContent);
  try {
    const first = place.dataset.first.split(" ").map((url) => ({ kind: "js", url })); // what blocks count on
    await loadAll([...first, ...resources]);
  } catch (error) {
    fail(place, error);
  }
  const runtime = runtimeFor(place);
  for (const root of nearest(block, BLOCK)) start(root, runtime, place);
  for (const aside of block.querySelectorAll(ASIDE)) startAside(aside, runtime, place);
  place.dataset.xblockReady = "";
}

/* One after the other: the scripts of blocks share one page, and some count on what came before. */
let before = Promise.resolve();
function startAll() {
  for (const place of document.querySelectorAll(ADDRESS)) before = before.then(() => startPlace(place));
}

offerGlobals();
startAll();
document.addEventListener("htmx:afterSettle", startAll);
