/* Everything that can be done to a drawing, each as a new drawing; and the way back. Pure: nothing here knows the page. */

import { LONGEST_NAME, LONGEST_SECTOR, MOST_IN_CENTRE, MOST_PEOPLE, RINGS, SUPPORT, tidy } from "./model.js";

/* --- Changes ---------------------------------------------------------------------------------------------------- */

/* Somebody more, with what fits most people; the same drawing when it is full. */
export function add(drawing, label, sector) {
  if (drawing.people.length >= MOST_PEOPLE) return drawing;
  const numbers = drawing.people.map(({ id }) => Number(/^p(\d{1,9})$/.exec(id)?.[1] ?? 0));
  const person = { id: `p${Math.max(0, ...numbers) + 1}`, label: short(label, LONGEST_NAME), kind: "person", sector, ring: 2, line: "gewoon" };
  return { ...drawing, people: [...drawing.people, { ...person, dir: "over_en_weer", support: [], freq: "", wish: "" }] };
}

export function remove(drawing, id) {
  return { ...drawing, people: drawing.people.filter((person) => person.id !== id) };
}

/* One fact about one person. */
export function set(drawing, id, field, value) {
  const given = { label: () => short(value, LONGEST_NAME), ring: () => Number(value), support: () => SUPPORT.filter((one) => value.includes(one)) };
  const fact = given[field]?.() ?? value;
  return { ...drawing, people: drawing.people.map((person) => (person.id === id ? { ...person, [field]: fact } : person)) };
}

/* So many parts clockwise, and so many rings outwards. */
export function move(drawing, id, parts, rings) {
  const { sectors } = drawing, person = drawing.people.find((one) => one.id === id);
  const sector = sectors[(sectors.indexOf(person.sector) + parts + sectors.length) % sectors.length];
  const ring = Math.min(Math.max(person.ring + rings, RINGS[0]), RINGS[RINGS.length - 1]);
  return set(set(drawing, id, "sector", sector), id, "ring", ring);
}

/* Another name for a part, for everybody in it; the same drawing when the name is empty or taken. */
export function rename(drawing, index, name) {
  const label = short(name, LONGEST_SECTOR), old = drawing.sectors[index];
  if (!label || drawing.sectors.some((sector, place) => sector === label && place !== index)) return drawing;
  const people = drawing.people.map((person) => (person.sector === old ? { ...person, sector: label } : person));
  return { ...drawing, sectors: drawing.sectors.map((one, place) => (place === index ? label : one)), people };
}

export function seat(drawing, names) {
  const centre = names.map((name) => short(name, LONGEST_NAME)).filter(Boolean).slice(0, MOST_IN_CENTRE);
  return centre.length ? { ...drawing, centre } : drawing;
}

function short(text, longest) {
  return tidy([...tidy(text)].slice(0, longest).join(""));
}

/* --- The way back ----------------------------------------------------------------------------------------------- */

export function begin(drawing) {
  return { now: drawing, past: [], future: [], mark: "" };
}

/* A drawing further. Letters typed in one field, which have one mark, are one step back. */
export function further(history, drawing, mark = "") {
  if (JSON.stringify(drawing) === JSON.stringify(history.now)) return history;
  if (mark && mark === history.mark) return { ...history, now: drawing, future: [] };
  return { now: drawing, past: [...history.past, history.now], future: [], mark };
}

export function undo({ now, past, future }) {
  return { now: past[past.length - 1], past: past.slice(0, -1), future: [now, ...future], mark: "" };
}

export function redo({ now, past, future: [next, ...rest] }) {
  return { now: next, past: [...past, now], future: rest, mark: "" };
}
