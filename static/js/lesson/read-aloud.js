/* Reads a step aloud with a voice of this device. Shown only where a Dutch one is there that sends nothing away. */

const LONGEST = 220; // letters in one go: some voices fall silent in the middle of more
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, legend, label, summary, td, th, figcaption, blockquote, div, section";
const SILENT = "nav, button, select, textarea, svg, form.step-nav, .step-nav, .way-out, .completion-rule, .remark, .source-mark, .visually-hidden, [data-silent], [hidden], [popover], [aria-hidden='true']";

const voice = window.speechSynthesis;
const tools = document.querySelector("[data-read-aloud]");
const body = document.querySelector(".lesson__body");
let queue = [];
let at = 0;
let state = "still"; // still, reading, waiting
let turn = 0; // counts starts and stops: a voice may still report the end of what was cut off

const language = (code) => code.toLowerCase().replace("_", "-").split("-")[0];

/* A voice that runs on this device: others send the words of a lesson to another company. */
function voiceFor(lang) {
  const own = voice.getVoices().filter((one) => one.localService && language(one.lang) === language(lang));
  return own.find((one) => one.lang.replace("_", "-").toLowerCase() === "nl-nl") ?? own[0];
}

function sentences(text) {
  const pieces = [];
  for (const sentence of text.match(/[^.!?…]+(?:[.!?…]+["’”)]*\s*|$)/g) ?? [text]) {
    const last = pieces.at(-1);
    if (last && last.length + sentence.length <= LONGEST) pieces[pieces.length - 1] = last + sentence;
    else pieces.push(sentence);
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/* The words of the step as they stand, by the smallest block that holds them and by language. */
function gather() {
  const found = [];
  const words = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const parent = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || parent.closest(SILENT) || !(parent.checkVisibility?.() ?? true)) continue;
    const element = parent.closest(BLOCKS);
    const lang = parent.closest("[lang]").lang;
    const last = found.at(-1);
    if (last?.element === element && last.lang === lang) last.text += words.currentNode.data;
    else found.push({ element, lang, text: words.currentNode.data });
  }
  return found.flatMap(({ element, lang, text }) =>
    sentences(text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim()).map((piece) => ({ element, lang, text: piece })));
}

function mark(element) {
  for (const marked of document.querySelectorAll(".is-read")) marked.classList.remove("is-read");
  if (!element) return;
  element.classList.add("is-read");
  element.scrollIntoView({ block: "nearest" });
}

function show() {
  for (const button of tools.querySelectorAll("[data-voice]")) {
    button.hidden = !button.dataset.voice.split(" ").includes(state);
  }
  tools.querySelector("[data-voice-state]").textContent = tools.dataset[state] ?? "";
}

function become(next) {
  const focused = document.activeElement; // a button that hides loses it
  state = next;
  show();
  if (tools.contains(focused) && focused.hidden) tools.querySelector("[data-voice]:not([hidden])").focus();
}

function readOn() {
  while (at < queue.length && !queue[at].element.isConnected) at += 1; // an answer took its place
  if (at >= queue.length) {
    stop();
    return;
  }
  const { element, lang, text } = queue[at];
  const mine = turn;
  const said = new SpeechSynthesisUtterance(text);
  said.lang = lang;
  said.voice = voiceFor(lang) ?? null;
  said.onend = () => {
    if (mine !== turn) return;
    at += 1;
    readOn();
  };
  said.onerror = () => { if (mine === turn) stop(); };
  mark(element);
  if (voiceFor(lang)) voice.speak(said);
  else said.onend(); // no voice for this language: silence is better than a wrong one
}

/* Pausing is stopping and beginning that sentence again: not every voice can hold its breath. */
function cut(next) {
  turn += 1;
  voice.cancel();
  become(next);
}

function stop() {
  cut("still");
  mark(null);
}

const actions = {
  play() {
    queue = gather();
    at = 0;
    cut("reading");
    readOn();
  },
  pause: () => cut("waiting"),
  go() {
    cut("reading");
    readOn();
  },
  stop,
};

function offer() {
  const was = tools.hidden;
  tools.hidden = !voiceFor("nl");
  if (was && !tools.hidden) show();
}

if (voice && tools && body) {
  tools.addEventListener("click", (event) => actions[event.target.closest("button")?.dataset.action]?.());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state !== "still" && !document.querySelector(":popover-open")) stop();
  });
  addEventListener("pagehide", stop);
  voice.addEventListener?.("voiceschanged", offer); // voices may come late
  stop(); // what another page left speaking
  offer();
}
