/* How much room words take, and where everybody stands: the same people always get the same places, on both sides.
   lettering.py and layout.py compute the same. Pure arithmetic of + - × ÷ and square roots, which is exact alike in
   both languages; that is why the sine is our own, and the widths of letters are a table. */

const LARGER = 1.12, NAMES_UNTIL = 1.15, LEAST_SECTOR = 20, SPREAD = 240, EMPTY_WEIGHT = 2, TOP = -90, MORE_NAMES = 12;

export const WIDE = { name: "wide", margin: 30, centre: 46, rings: [132, 194, 254, 312], inset: 25, dot: 15, letter: 14, hasNames: true };
export const NARROW = { name: "narrow", margin: 20, centre: 22, rings: [84, 114, 140, 160], inset: 14, dot: 11.5, letter: 12, hasNames: false };
export const SIZES = [WIDE, NARROW];

/* --- Lettering -------------------------------------------------------------------------------------------------- */

const WIDTHS = new Map([
  [" !'’‘(),.:;|ijl[]·`", 33],
  ["-frtI1/\\{}\"“”*", 43],
  ["abcdeghknopqsuvxyz023456789?<>=+~^_$JL–…", 60],
  ["ABCDEFGHKNOPQRSTUVXYZ&#w@", 74],
  ["mMW", 90],
  ["%", 97],
].flatMap(([letters, size]) => [...letters].map((letter) => [letter, size])));
const FOLLOWS = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/u;
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]$/u;

/* The text in the parts that a reader sees as one sign. */
export function signs(text) {
  const found = [];
  for (const letter of text) {
    const last = found.length - 1;
    if (last >= 0 && (FOLLOWS.test(letter) || found[last].endsWith("\u200d") || (FLAG.test(letter) && FLAG.test(found[last])))) found[last] += letter;
    else found.push(letter);
  }
  return found;
}

export function width(text, size) {
  return signs(text).reduce((sum, sign) => sum + widthOf(sign), 0) * size / 100;
}

/* The text in at most so many lines; where it ends too early, an ellipsis says so. */
export function wrap(text, size, room, most) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (width(longer, size) <= room) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (width(line, size) > room) {
      const part = fitting(line, size, room - width("-", size));
      lines.push(`${part}-`);
      line = line.slice(part.length);
    }
  }
  if (line) lines.push(line);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), shorten(`${lines[most - 1]} `, size, room, true)];
}

/* The text in one line, with an ellipsis where it was cut. */
export function shorten(text, size, room, isCut = false) {
  if (!isCut && width(text, size) <= room) return text;
  return `${fitting(text, size, room - width("…", size)).replace(/[ ,.]+$/, "")}…`;
}

function fitting(text, size, room) {
  let found = "";
  for (const sign of signs(text)) {
    if (found && width(found + sign, size) > room) break;
    found += sign;
  }
  return found;
}

function widthOf(sign) {
  const letter = String.fromCodePoint(sign.codePointAt(0)), code = sign.codePointAt(0);
  if (WIDTHS.has(letter)) return WIDTHS.get(letter);
  if (code >= 0xe0 && code <= 0xff) return 60;
  if (code < 0x250) return 74;
  if (code < 0x1100 || (code >= 0x1e00 && code <= 0x1fff)) return 80;
  return code > 0xffff || (code >= 0x2190 && code <= 0x2bff) ? 135 : 105;
}

/* --- Places ----------------------------------------------------------------------------------------------------- */

/* A place for everybody. Where people would touch, the rings grow; where names would, numbers stand alone.
   `marks` are the few letters under each name, in the order of the people. */
export function arrange(drawing, size, marks) {
  const layout = placed(drawing, size, 1);
  if (!size.hasNames) return layout;
  for (let scale = 1; scale <= NAMES_UNTIL; scale *= LARGER) {
    const named = placed(drawing, size, scale);
    if (nameAll(named, marks)) return named;
  }
  return layout;
}

export function sine(degrees) {
  let turn = degrees - 360 * Math.floor((degrees + 180) / 360);
  if (turn > 90) turn = 180 - turn;
  if (turn < -90) turn = -180 - turn;
  const x = turn * 3.141592653589793 / 180, s = x * x;
  return x * (1 + s * (-1 / 6 + s * (1 / 120 + s * (-1 / 5040 + s * (1 / 362880 - s / 39916800)))));
}

export function cosine(degrees) {
  return sine(degrees + 90);
}

export function distance(x, y) {
  return Math.sqrt(x * x + y * y);
}

/* --- Circles ---------------------------------------------------------------------------------------------------- */

function placed(drawing, size, start) {
  for (let scale = start; ; scale *= LARGER) {
    const layout = makeRings(drawing, size, scale);
    if (placeAll(layout, drawing.people)) return layout;
  }
}

function makeRings(drawing, size, scale) {
  const rings = size.rings.map((radius) => radius * scale);
  const side = 2 * (rings[rings.length - 1] + size.margin);
  const more = size.hasNames && drawing.centre.length > 3 ? MORE_NAMES : 0;
  return { size, side, middle: side / 2, centre: size.centre + more, rings, sectors: makeSectors(drawing), people: [], hasNames: false };
}

/* A sector with more people is wider, so that they have room; an empty one stays to be seen. */
function makeSectors({ sectors, people }) {
  let start = TOP;
  return sectors.map((label) => {
    const count = people.filter((person) => person.sector === label).length;
    const share = (count + EMPTY_WEIGHT) / (people.length + EMPTY_WEIGHT * sectors.length);
    const sector = { label, start, end: start + LEAST_SECTOR + SPREAD * share };
    start = sector.end;
    return sector;
  });
}

/* Each in an own direction, so that no line covers another. False when two circles would touch. */
function placeAll(layout, people) {
  for (const sector of layout.sectors) {
    const here = [...people.keys()].filter((number) => people[number].sector === sector.label);
    here.sort((one, other) => people[one].ring - people[other].ring || one - other);
    const even = here.map((_, slot) => slot).filter((slot) => slot % 2 === 0), odd = here.map((_, slot) => slot).filter((slot) => slot % 2);
    const slots = [...even, ...odd]; // who stands near is spread out
    for (const [index, number] of here.entries()) {
      const step = (sector.end - sector.start) / here.length;
      const place = freePlace(layout, people[number], number + 1, sector.start + step * (slots[index] + 0.5), step);
      if (!place) return false;
      layout.people.push(place);
    }
  }
  layout.people.sort((one, other) => one.number - other.number);
  return true;
}

/* In this direction on the person's ring; a little aside or nearer when somebody stands there. */
function freePlace(layout, person, number, angle, step) {
  const { size, middle, rings, people } = layout, ring = person.ring - 1;
  const inner = ring ? rings[ring - 1] : layout.centre + 2 * size.dot, least = 2 * size.dot + 4;
  let radius = rings[ring] - size.inset;
  for (const nearest = Math.min(inner + size.dot + 1, radius); radius >= nearest; radius -= 4) {
    for (const aside of [0, 0.3, -0.3]) {
      const turn = angle + aside * step, x = middle + radius * cosine(turn), y = middle + radius * sine(turn);
      if (people.every((other) => distance(x - other.x, y - other.y) >= least)) return { person, number, x, y, label: null };
    }
  }
  return null;
}

/* --- Names ------------------------------------------------------------------------------------------------------ */

function nameAll(layout, marks) {
  for (const place of layout.people) {
    place.label = freeLabel(layout, place, marks[place.number - 1]);
    if (!place.label) return false;
  }
  layout.hasNames = true;
  return true;
}

/* Where the name covers nothing, and the fewest lines run behind it. */
function freeLabel(layout, place, mark) {
  let best = null, least = 1000;
  for (const [room, narrow] of [[126, 0], [96, 3], [76, 6]]) {
    for (const [order, label] of labelsAround(layout, place, mark, room).entries()) {
      const cost = order + 6 * linesBehind(layout, label) + narrow;
      if (cost < least && isFree(layout, place, label)) [best, least] = [label, cost];
    }
  }
  return best;
}

/* The name at eight sides of the circle; the side away from the middle first. */
function labelsAround({ size, middle }, { person, x: px, y: py }, mark, room) {
  const lines = person.label ? wrap(person.label, size.letter, room, 2) : [];
  const wide = Math.max(0, ...lines.map((line) => width(line, size.letter)), width(mark, size.letter - 2));
  const high = lines.length * (size.letter + 3) + (mark ? size.letter : 0);
  const far = size.dot + 4, near = size.dot * 0.75, out = px >= middle ? 1 : -1, down = py >= middle ? 1 : -1;
  const offsets = [
    [out * far, 0], [0, down * far], [out * near, down * near], [out * near, -down * near],
    [0, -down * far], [-out * far, 0], [-out * near, down * near], [-out * near, -down * near],
  ];
  return offsets.map(([right, below]) => {
    const anchor = right === 0 ? "middle" : right > 0 ? "start" : "end", x = px + right;
    const left = right === 0 ? x - wide / 2 : right > 0 ? x : x - wide;
    const top = py + (below === 0 ? -high / 2 : below > 0 ? below : below - high);
    return { x, y: top, anchor, lines, mark, box: [left, top, left + wide, top + high] };
  });
}

function isFree(layout, place, { box }) {
  const [left, top, right, bottom] = box, { middle, people } = layout, outside = layout.rings[3] - 2, dot = layout.size.dot + 1;
  const corners = [left, right].flatMap((x) => [top, bottom].map((y) => [x - middle, y - middle]));
  if (corners.some(([x, y]) => distance(x, y) > outside)) return false;
  if (gap(box, middle, middle) < layout.centre + 3) return false;
  const others = people.filter((other) => other !== place);
  if (others.some((other) => gap(box, other.x, other.y) < dot)) return false;
  return others.every(({ label }) => !label || right + 3 <= label.box[0] || label.box[2] + 3 <= left || bottom + 1 <= label.box[1] || label.box[3] + 1 <= top);
}

function gap(box, x, y) {
  return distance(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
}

function linesBehind({ people, middle }, { box }) {
  return people.filter((place) => crosses(box, middle, place)).length;
}

function crosses(box, middle, place) {
  let begin = 0, end = 1;
  for (const [step, low, high] of [[place.x - middle, box[0] - middle, box[2] - middle], [place.y - middle, box[1] - middle, box[3] - middle]]) {
    if (step === 0) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    const one = low / step, other = high / step;
    begin = Math.max(begin, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return begin < end;
}
