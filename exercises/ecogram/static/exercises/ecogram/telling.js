/* A drawing in sentences, to be read aloud: what was drawn, without a judgement. telling.py says the same. */

import { LINES, RINGS, SUPPORT, WISHES } from "./model.js";

const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const ENERGY = ["van_mij", "naar_mij", "over_en_weer"];

export function fill(text, details) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(details[name]));
}

/* One, two and three; with other signs between names that have a comma of their own. */
export function joined(texts, words) {
  const comma = texts.some((text) => text.includes(",")) ? "; " : ", ";
  return texts.length > 1 ? `${texts.slice(0, -1).join(comma)} ${words.and} ${texts[texts.length - 1]}` : texts.join("");
}

/* A name that is read from the right keeps to itself: the words after it stay where they are. */
export function whole(name) {
  return FROM_THE_RIGHT.test(name) ? `\u2068${name}\u2069` : name;
}

export function nameOf(person, number, words) {
  return whole(person.label) || fill(words.unnamed, { number });
}

/* What arrows point at: you, or the first of those in the middle. */
export function middleOf(drawing, words, word = "you") {
  const first = drawing.centre[0];
  return first.toLowerCase() === words.i ? words[word] : whole(first);
}

/* The few letters under a name: support and wish. */
export function markOf(person, words) {
  return [person.support.join(" "), words.wishes[person.wish]].filter(Boolean).join(" · ");
}

/* Their names in a sentence, where “I” becomes you, or me. */
function everybodyInTheMiddle(drawing, words, word) {
  return joined([middleOf(drawing, words, word), ...drawing.centre.slice(1).map(whole)], words);
}

export function title(drawing, words) {
  return fill(words.title, { centre: everybodyInTheMiddle(drawing, words, "me") });
}

/* One person in words: everything that the drawing shows by place and shape. */
export function describe(drawing, number, words) {
  const person = drawing.people[number - 1], me = middleOf(drawing, words);
  const parts = {
    name: nameOf(person, number, words),
    ring: words.rings[person.ring],
    sector: whole(person.sector),
    line: words.lines[person.line],
    dir: fill(words.dirs[person.dir], { me }),
    support: joined(person.support.map((one) => words.support[one]), words),
    freq: words.freqs[person.freq],
    wish: words.wishes[person.wish],
  };
  const told = [words.person, person.kind === "group" ? words.person_group : ""];
  told.push(...["support", "freq", "wish"].filter((name) => parts[name]).map((name) => words[`person_${name}`]));
  return fill(told.filter(Boolean).join(" "), parts);
}

/* The drawing as a whole, in sentences. */
export function summary(drawing, words) {
  const { people } = drawing, n = people.length, centre = everybodyInTheMiddle(drawing, words);
  if (!n) return [fill(words.drew_none, { centre })];
  const told = [fill(n === 1 ? words.drew_one : words.drew_many, { n, centre })];
  const groups = people.filter((person) => person.kind === "group").length;
  if (groups) told.push(fill(groups === 1 ? words.groups_one : words.groups_many, { n: groups }));
  const rings = RINGS.map((ring) => [ring, people.filter((person) => person.ring === ring).length]).filter(([, count]) => count);
  told.push(`${joined(rings.map(([ring, count]) => `${count} ${words.rings[ring]}`), words)}.`);
  const gaps = drawing.sectors.filter((sector) => people.every((person) => person.sector !== sector));
  if (gaps.length) told.push(fill(words.sectors_without, { sectors: joined(gaps.map((sector) => `‘${whole(sector)}’`), words) }));
  return [...told, ...supportIn(people, words), ...linesIn(people, words), ...energyIn(drawing, words), ...wishesIn(people, words)];
}

/* The numbers of those who give this support now: not who only receives, was there once, or is broken with. */
export function giving(people, kind) {
  const gives = ({ support, dir, line, ring }) => support.includes(kind) && dir !== "van_mij" && line !== "verbroken" && ring < 4;
  return people.flatMap((person, index) => (gives(person) ? [index + 1] : []));
}

function supportIn(people, words) {
  const given = SUPPORT.map((kind) => [kind, giving(people, kind).length]);
  const told = given.filter(([, n]) => n).map(([kind, n]) => fill(words.support_from[kind], { n }));
  const gaps = given.filter(([, n]) => !n).map(([kind]) => words.support_for[kind]);
  return [
    ...(told.length ? [fill(words.support_is, { parts: joined(told, words) })] : []),
    ...(gaps.length ? [fill(words.support_without, { kinds: joined(gaps, words) })] : []),
  ];
}

/* How many have this value, and who. */
function named(people, words, name, value) {
  const found = people.flatMap((person, index) => (person[name] === value ? [nameOf(person, index + 1, words)] : []));
  return { n: found.length, names: joined(found, words) };
}

function linesIn(people, words) {
  const found = LINES.filter((line) => line !== "gewoon").map((line) => ({ line: words.lines[line], ...named(people, words, "line", line) }));
  return found.filter(({ n }) => n).map((one) => fill(one.n === 1 ? words.lines_one : words.lines_many, one));
}

function energyIn(drawing, words) {
  const me = middleOf(drawing, words);
  const found = ENERGY.map((way) => ({ way, me, ...named(drawing.people, words, "dir", way) }));
  return found.filter(({ n }) => n).map((one) => fill(words.energy[one.way], one));
}

function wishesIn(people, words) {
  const found = WISHES.filter(Boolean).map((wish) => ({ wish: words.wishes[wish], ...named(people, words, "wish", wish) }));
  return found.filter(({ n }) => n).map((one) => fill(words.wish_is, one));
}
