/* A drawing as plain data: what a file holds, and what both sides draw from. model.py reads the same, in the same words. */

export const FORMAT = "leerkring-ecogram", VERSION = 1;
export const KINDS = ["person", "group"];
export const RINGS = [1, 2, 3, 4];
export const LINES = ["sterk", "gewoon", "zwak", "gespannen", "verbroken"];
export const DIRECTIONS = ["naar_mij", "van_mij", "over_en_weer"];
export const SUPPORT = ["P", "G", "A", "E"];
export const FREQUENCIES = ["", "dagelijks", "wekelijks", "maandelijks", "zelden"];
export const WISHES = ["", "houden", "versterken", "oppakken", "minder"];
export const MOST_PEOPLE = 40, MOST_IN_CENTRE = 6, LONGEST_NAME = 60, LONGEST_SECTOR = 40;
const SECTORS = 6;
const FIELDS = ["id", "label", "kind", "sector", "ring", "line", "dir", "support", "freq", "wish"];

const SPACE = /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/gu;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/gu;

/* Data that is no drawing of ours: `reason` is the key of a message, with its details. */
export class Unreadable extends Error {
  constructor(reason, details = {}) {
    super(reason);
    this.reason = reason;
    this.details = details;
  }
}

function damaged(part) {
  return new Unreadable("damaged", { part });
}

export function tidy(text) {
  return text.replace(SPACE, " ").replace(UNSEEN, "").replace(SPACE, " ").replace(/^ | $/g, "");
}

export function empty(centre, sectors) {
  return { format: FORMAT, version: VERSION, centre: [...centre], people: [], sectors: [...sectors] };
}

/* The drawing in this data, in one shape. Throws Unreadable. */
export function read(data) {
  if (!isRecord(data) || data.format !== FORMAT) throw new Unreadable("other_program");
  if (typeof data.version !== "number" || !(data.version >= 1)) throw damaged("version");
  if (data.version > VERSION) throw new Unreadable("newer");
  only(data, "", ["format", "version", "centre", "people", "sectors"]);
  const sectors = names(data.sectors, "sectors", LONGEST_SECTOR, SECTORS, SECTORS);
  if (new Set(sectors).size < sectors.length) throw damaged("sectors");
  const centre = names(data.centre, "centre", LONGEST_NAME, 1, MOST_IN_CENTRE);
  if (!Array.isArray(data.people)) throw damaged("people");
  if (data.people.length > MOST_PEOPLE) throw new Unreadable("too_many", { number: data.people.length, most: MOST_PEOPLE });
  const people = data.people.map((person, index) => readPerson(person, `people ${index + 1}`, sectors));
  if (new Set(people.map((person) => person.id)).size < people.length) throw damaged("id");
  return { format: FORMAT, version: VERSION, centre, people, sectors };
}

/* What a file says. The same drawing always gives the same text. */
export function write(drawing) {
  return `${JSON.stringify(drawing, null, 2)}\n`;
}

function readPerson(data, part, sectors) {
  if (!isRecord(data)) throw damaged(part);
  only(data, part, FIELDS);
  if (typeof data.id !== "string" || !/^[A-Za-z0-9_-]{1,20}$/.test(data.id)) throw damaged(`${part}: id`);
  const support = data.support ?? [];
  if (!Array.isArray(support) || data.support === null || !support.every((one) => SUPPORT.includes(one))) throw damaged(`${part}: support`);
  if (!RINGS.includes(data.ring)) throw damaged(`${part}: ring`);
  const choice = (name, allowed, value) => {
    if (!allowed.includes(value)) throw damaged(`${part}: ${name}`);
    return value;
  };
  const given = (name, otherwise) => (data[name] === undefined ? otherwise : data[name]);
  return {
    id: data.id,
    label: name(given("label", ""), `${part}: label`, LONGEST_NAME),
    kind: choice("kind", KINDS, given("kind", "person")),
    sector: choice("sector", sectors, typeof data.sector === "string" ? tidy(data.sector) : data.sector),
    ring: data.ring,
    line: choice("line", LINES, given("line", "gewoon")),
    dir: choice("dir", DIRECTIONS, given("dir", "over_en_weer")),
    support: SUPPORT.filter((one) => support.includes(one)),
    freq: choice("freq", FREQUENCIES, given("freq", "")),
    wish: choice("wish", WISHES, given("wish", "")),
  };
}

function isRecord(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function only(data, part, known) {
  for (const key of Object.keys(data)) if (!known.includes(key)) throw damaged(part ? `${part}: ${key}` : key);
}

function name(text, part, longest) {
  if (typeof text !== "string" || [...tidy(text)].length > longest) throw damaged(part);
  return tidy(text);
}

function names(texts, part, longest, least, most) {
  if (!Array.isArray(texts) || texts.length < least || texts.length > most) throw damaged(part);
  const found = texts.map((text) => name(text, part, longest));
  if (found.includes("")) throw damaged(part);
  return found;
}
