/* On this device: the list of what is stored and waits; and what goes when somebody's time here ends.
   offline.js, which every page loads before this, has the database and the delivery. */

const { device } = window;
const language = document.documentElement.lang;
const day = (text) => new Date(text).toLocaleDateString(language, { dateStyle: "long" });
const kilobytes = (bytes) => `${Math.ceil(bytes / 1000).toLocaleString(language)} kB`;

async function ours() {
  const key = await device.keyHere();
  const isOurs = (one) => Boolean(key) && one.key === key;
  const [modules, waiting] = [await device.all("modules"), await device.all("outbox")];
  return { modules: modules.filter(isOurs), answers: waiting.filter(isOurs), others: waiting.filter((one) => !isOurs(one)) };
}

/* --- The page -------------------------------------------------------------------------------------------------- */

function partsOf(page, name) {
  const item = page.querySelector(`[data-device-${name}]`).content.firstElementChild.cloneNode(true);
  return [item, (part) => item.querySelector(`[data-part='${part}']`)];
}

function drawModule(page, module) {
  const [item, part] = partsOf(page, "module");
  part("link").href = module.steps[0];
  part("title").textContent = module.title;
  part("about").textContent = [module.course, day(module.at), kilobytes(module.size)].join(" · ");
  return item;
}

function drawAnswer(page, entry, said) {
  const [item, part] = partsOf(page, "answer");
  part("title").textContent = entry.title;
  part("about").textContent = [entry.module, new Date(entry.at).toLocaleString(language, { dateStyle: "long", timeStyle: "short" })].join(" · ");
  part("waits").hidden = Boolean(entry.refused);
  part("refused").hidden = !entry.refused;
  part("reason").textContent = entry.refused?.reason || part("reason").dataset.otherwise;
  for (const text of entry.words) part("words").append(Object.assign(document.createElement("li"), { textContent: text }));
  part("copy").hidden = !navigator.clipboard || entry.words.length === 0;
  part("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(entry.words.join("\n"));
    said.textContent = said.dataset.copied;
  });
  part("drop").addEventListener("click", async () => {
    await device.store("outbox", (one) => one.delete(entry.order));
    document.dispatchEvent(new CustomEvent("device", { detail: { kind: "changed" } }));
  });
  return item;
}

function setUpPage(page) {
  const part = (name) => page.querySelector(`[data-device-${name}]`);
  let hasSeenSending = false;
  const draw = async () => {
    const { modules, answers, others } = await ours();
    const told = answers.filter((one) => one.exercise);
    part("modules").replaceChildren(...modules.map((module) => drawModule(page, module)));
    part("no-modules").hidden = modules.length > 0;
    part("modules").hidden = modules.length === 0;
    part("list").replaceChildren(...told.map((entry) => drawAnswer(page, entry, part("said"))));
    part("answers").hidden = told.length === 0;
    part("send").hidden = told.every((one) => one.refused);
    part("others").hidden = others.length === 0;
    part("count").textContent = others.length;
    const sent = hasSeenSending && told.length === 0 ? part("sent").dataset.words : "";
    if (part("sent").textContent !== sent) part("sent").textContent = sent;
  };
  part("lost").hidden = location.pathname === "/mijn/onderweg/";
  // Asks for the page: a reload would send a form again, where the browser first warns of it.
  part("again").addEventListener("click", () => location.replace(location.pathname + location.search));
  part("send").addEventListener("click", async () => {
    await device.deliver();
    await draw();
    part("said").textContent = part("send").hidden ? "" : part("said").dataset.lost;
    if (part("answers").hidden) part("sent").focus(); // the button is gone
  });
  part("wipe-others").addEventListener("click", async () => {
    for (const entry of (await ours()).others) await device.store("outbox", (one) => one.delete(entry.order));
    await draw();
    part("title").focus();
  });
  document.addEventListener("device", ({ detail }) => {
    if (detail.kind === "delivered" && detail.exercise) hasSeenSending = true;
    return draw();
  });
  part("on").hidden = false;
  return draw();
}

/* --- At the end of somebody's time on this device ---------------------------------------------------------------- */

function setUpChoice(choice) {
  const form = choice.closest("form");
  const part = (name) => choice.querySelector(`[data-device-choice-${name}]`);
  const unsent = async () => (await ours()).answers.filter((one) => one.exercise);
  const draw = async () => {
    const { modules } = await ours();
    const left = await unsent();
    part("modules").replaceChildren(...modules.map((one) => Object.assign(document.createElement("li"), { textContent: one.title })));
    part("unsent").hidden = left.length === 0;
    part("count").textContent = left.length;
    choice.hidden = modules.length === 0 && left.length === 0;
  };
  part("send").addEventListener("click", async () => {
    await device.deliver();
    await draw();
    part("said").textContent = part("unsent").hidden ? "" : part("said").dataset.lost;
  });
  part("agreed").addEventListener("change", () => { part("error").hidden = true; });
  // On the document: whatever else stops this form has spoken by then.
  document.addEventListener("submit", async (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    event.preventDefault();
    if ((await unsent()).length && !part("agreed").checked) {
      await draw();
      part("error").hidden = false;
      part("agreed").focus();
      return;
    }
    await device.wipe();
    form.submit();
  });
  document.addEventListener("device", draw);
  return draw();
}

async function start() {
  const page = document.querySelector("[data-device]");
  const choice = document.querySelector("[data-device-choice]");
  const isOn = Boolean(await device.opened);
  if (page) page.querySelector("[data-device-without-script]").hidden = true;
  if (page) page.querySelector("[data-device-off]").hidden = isOn;
  if (!isOn) return;
  await device.started;
  if (page) await setUpPage(page);
  if (choice) await setUpChoice(choice);
}

start();
