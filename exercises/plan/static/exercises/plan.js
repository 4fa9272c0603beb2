/* A reminder for one's own calendar, made in the browser (RFC 5545): nothing of it passes through the server.
   Its time is local without a zone, so that nine o'clock is nine o'clock wherever the phone is. */

const LONGEST_LINE = 75; // octets, the end of the line apart
const encoder = new TextEncoder();

function escaped(text) {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

/* A long line goes on behind a space; never in the middle of a letter. */
function folded(line) {
  let text = "", size = 0;
  for (const letter of line) {
    const octets = encoder.encode(letter).length;
    if (size + octets > LONGEST_LINE) {
      text += "\r\n ";
      size = 1;
    }
    text += letter;
    size += octets;
  }
  return text;
}

function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}

function calendarFile({ title, words, day, time, name, address }) {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Leerkring//Plan//NL",
    "BEGIN:VEVENT",
    `UID:${name}@${location.hostname}`,
    `DTSTAMP:${now}`,
    `DTSTART:${day.replaceAll("-", "")}T${time.slice(0, 5).replace(":", "")}00`,
    "DURATION:PT15M",
    `SUMMARY:${escaped(title)}`,
    ...(words.length ? [`DESCRIPTION:${escaped(words.join("\n"))}`] : []),
    `URL:${address}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(title)}`,
    "TRIGGER:PT0S",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function offer(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  link.download = `${name}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function wordsOf(plan) {
  const filled = [...plan.querySelectorAll("[data-key]")].filter((field) => (field.type === "checkbox" ? field.checked : field.value.trim()));
  const label = (field) => field.labels[0].textContent.trim();
  return filled
    .filter((field) => field.type !== "date")
    .map((field) => (field.type === "checkbox" ? `☑ ${label(field)}` : `${label(field)} ${field.value.trim()}`));
}

function fileName(title) {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "plan";
}

/* What is wrong with the moment: the name of a message, or nothing. */
function problemWith(day, time) {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d/.test(time)) return "empty";
  return new Date(`${day}T${time}`) < new Date() ? "past" : "";
}

const chosen = new Map(); // by exercise: an answer from the server must not change the moment back

function setUpReminder(plan, reminder) {
  const part = (name) => reminder.querySelector(`[data-reminder-${name}]`);
  const [day, time, make, said] = ["day", "time", "make", "said"].map(part);
  const exercise = plan.closest(".exercise");
  const title = exercise.querySelector(".exercise__title").textContent;
  const name = randomName();
  const planned = plan.querySelector("[data-plan-day]");
  const follow = () => { if (planned && !("isChosen" in day.dataset)) day.value = planned.value; };
  const say = (key, field = null) => {
    said.className = field ? "field__error" : "";
    said.textContent = said.dataset[key] ?? "";
    for (const each of [day, time]) each.setAttribute("aria-invalid", each === field);
    field?.focus();
  };
  const remember = () => chosen.set(exercise.id, { day: "isChosen" in day.dataset ? day.value : "", time: time.value });

  const earlier = chosen.get(exercise.id);
  if (earlier) time.value = earlier.time;
  if (earlier?.day) {
    day.value = earlier.day;
    day.dataset.isChosen = "";
  }
  planned?.addEventListener("input", follow);
  plan.addEventListener("private:filled", follow);
  reminder.addEventListener("input", (event) => {
    if (event.target === day) day.dataset.isChosen = "";
    remember();
    say("");
  });
  make.addEventListener("click", () => {
    const problem = problemWith(day.value, time.value);
    if (problem) {
      say(problem, day.value ? time : day);
      return;
    }
    const address = `${location.origin}${location.pathname}#${exercise.id}`;
    offer(calendarFile({ title, words: wordsOf(plan), day: day.value, time: time.value, name, address }), fileName(title));
    say("made");
  });
  follow();
}

function setUp(root) {
  for (const reminder of root.querySelectorAll("[data-reminder]:not([data-is-offered])")) {
    reminder.dataset.isOffered = "";
    setUpReminder(reminder.closest("[data-private]"), reminder);
  }
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.target.parentElement ?? document));
