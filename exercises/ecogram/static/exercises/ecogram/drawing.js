/* The drawing itself, as SVG text with the colours of paper; a style sheet may give it others. The server makes the same
   in drawing.py, panels.py, legend.py and strokes.py. */

import { WIDE, arrange, cosine, distance, shorten, sine, width, wrap } from "./layout.js";
import { DIRECTIONS, LINES, RINGS, SUPPORT } from "./model.js";
import { describe, fill, giving, joined, markOf, middleOf, nameOf, summary, title, whole } from "./telling.js";

const FONT = "Atkinson Hyperlegible Next Variable, Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, sans-serif";
const PAPER = ["#e0efec", "#ebf4f1", "#f4f7f3", "#faf8f3"]; // the rings, from inside out
const INK = "#17252a", HUE = "#0a5c63", SUN = "#f2a33a", SOFT = "#46575c", LINE = "#c9c3b4";
const FAMILY = [[-4.8, -2.4, 8.6], [9.4, 2.4, 6.2], [0.7, 11.6, 4.4], [6.5, -8.6, 4], [-11.4, 8.2, 3.6], [-13.6, -10.2, 3]];
const ARROW = 9, HALF = 4.5, PAD = 10, SAMPLE = 40, GAP = 12, REACH = 56, DOT = 10.5;

/* One view of the drawing. It has no ids: a page may hold more drawings. */
export function draw(drawing, words, view = "rings", size = WIDE) {
  const isList = view === "sectors" || view === "support";
  const [body, side, below] = isList ? panels(drawing, words, view, size) : ringed(drawing, words, view, size);
  const [legendBody, high] = legend(drawing, words, view, side, below);
  const told = escaped(summary(drawing, words).join(" "));
  const head = `<svg xmlns="http://www.w3.org/2000/svg" class="eco eco--${size.name} eco--${view}" width="${num(side)}" `
    + `height="${num(high)}" viewBox="0 0 ${num(side)} ${num(high)}" role="img" `
    + `font-family="${FONT}" font-size="${num(size.letter)}" fill="${INK}">`;
  const paper = `<rect class="eco-paper" width="${num(side)}" height="${num(high)}" fill="#fff"/>`;
  return [head, `<title>${escaped(title(drawing, words))}</title>`, `<desc>${told}</desc>`, paper, ...body, ...legendBody, "</svg>", ""].join("\n");
}

export function marksOf(drawing, words, view) {
  return drawing.people.map((person) => (view === "energy" ? "" : markOf(person, words)));
}

function ringed(drawing, words, view, size) {
  const marks = marksOf(drawing, words, view), layout = arrange(drawing, size, marks);
  const body = [
    ...ringsOf(layout),
    ...sectorNames(layout),
    `<g class="eco-lines" fill="none" stroke="${INK}" stroke-width="2" stroke-linecap="round">`,
    ...layout.people.map((place) => tieOf(layout, place, view === "energy")),
    "</g>",
    ...centreOf(drawing, layout),
    ...layout.people.map((place) => personOf(drawing, layout, place, words)),
  ];
  if (layout.hasNames) return [body, layout.side, layout.side];
  const [keyBody, high] = key(drawing, words, size, layout.side, marks);
  return [[...body, ...keyBody], layout.side, high];
}

function ringsOf({ middle, rings, sectors }) {
  const body = [`<g class="eco-rings" stroke="${LINE}">`];
  for (const number of [4, 3, 2, 1]) {
    body.push(`<circle class="eco-ring eco-ring--${number}" cx="${num(middle)}" cy="${num(middle)}" `
      + `r="${num(rings[number - 1])}" fill="${PAPER[number - 1]}"${number === 4 ? ' stroke-dasharray="2 5"' : ""}/>`);
  }
  for (const { start } of sectors) {
    const right = cosine(start), down = sine(start);
    body.push(path([rings[0], rings[3]].map((far) => [middle + right * far, middle + down * far]), ' class="eco-border"'));
  }
  return [...body, "</g>"];
}

/* The names of the sectors along the outer ring, never upside down. */
function sectorNames({ size: { letter }, middle, rings, sectors }) {
  const size = letter - 1, outer = rings[3];
  const body = [`<g class="eco-sectors" fill="${SOFT}" font-size="${num(size)}" font-weight="600" text-anchor="middle">`];
  for (const sector of sectors) {
    const half = (sector.start + sector.end) / 2, isBelow = sine(half) > 0, radius = outer + (isBelow ? size + 3 : 6);
    const x = middle + radius * cosine(half), y = middle + radius * sine(half);
    const name = shorten(sector.label, size, (sector.end - sector.start) * 3.1416 / 180 * outer - 10);
    const whole = name === sector.label ? "" : `<title>${escaped(sector.label)}</title>`;
    const turn = `rotate(${num(isBelow ? half - 90 : half + 90)} ${num(x)} ${num(y)})`;
    body.push(`<text x="${num(x)}" y="${num(y)}" transform="${turn}">${whole}${escaped(name)}</text>`);
  }
  return [...body, "</g>"];
}

function tieOf({ middle, centre, size }, { person, x, y }, isEnergy) {
  const far = distance(x - middle, y - middle), right = (x - middle) / far, down = (y - middle) / far;
  const [begin, end] = [centre + 3, far - size.dot - 2].map((one) => [middle + right * one, middle + down * one]);
  return `<g data-tie="${person.id}">${tie(begin, end, isEnergy ? "gewoon" : person.line, person.dir).join("")}</g>`;
}

/* The family: their names where there is room, and else as dots, one for each. */
function centreOf({ centre: names }, { middle, size, centre }) {
  const told = `<title>${escaped(names.join(", "))}</title>`;
  if (!size.hasNames) {
    const dots = FAMILY.slice(0, names.length).map(([x, y, r]) => `<circle cx="${num(middle + x)}" cy="${num(middle + y)}" r="${num(r)}"/>`);
    return [`<g class="eco-centre eco-centre--dots" fill="${SUN}">${told}${dots.join("")}</g>`];
  }
  const body = [`<g class="eco-centre" text-anchor="middle" font-weight="700">${told}`];
  body.push(`<circle cx="${num(middle)}" cy="${num(middle)}" r="${num(centre)}" fill="${SUN}"/>`);
  const step = 17, top = middle - step * names.length / 2;
  for (const [number, name] of names.entries()) {
    const y = top + step * (number + 0.5), off = Math.max(Math.abs(y - middle) - 2, 0) + 6;
    const room = 2 * Math.sqrt(Math.max(centre * centre - off * off, 100));
    body.push(wordsAt(middle, y + 5, shorten(name, size.letter, room)));
  }
  return [...body, "</g>"];
}

function personOf(drawing, { size: { dot, letter: size } }, { person, number, x, y, label }, words) {
  const classes = `eco-person${person.kind === "group" ? " eco-person--group" : ""}${person.ring === 4 ? " eco-person--was" : ""}`;
  const parts = [`<title>${escaped(`${number}. ${describe(drawing, number, words)}`)}</title>`, numbered(x, y, dot, person, number, size)];
  if (label) {
    const step = size + 3, lines = label.lines.map((line, row) => wordsAt(label.x, label.y + size + row * step - 1, line));
    if (label.mark) lines.push(wordsAt(label.x, label.y + label.lines.length * step + size - 3, label.mark, ` class="eco-mark" font-size="${num(size - 2)}"`));
    const halo = 'stroke="#fff" stroke-width="4" stroke-linejoin="round" stroke-opacity="0.8" paint-order="stroke"';
    parts.push(`<g class="eco-label" data-box="${label.box.map(num).join(" ")}" text-anchor="${label.anchor}" ${halo}>${lines.join("")}</g>`);
  }
  return `<g class="${classes}" data-person="${person.id}" font-weight="600">${parts.join("")}</g>`;
}

/* --- Panels ---------------------------------------------------------------------------------------------------------- */

/* The panels, and how wide and high they are together. */
function panels(drawing, words, view, size) {
  const [side, columns] = size.hasNames ? [684, 2] : [360, 1], wide = (side - GAP * (columns + 1)) / columns;
  const groups = groupsIn(drawing, words, view), body = [];
  let y = GAP;
  for (let first = 0; first < groups.length; first += columns) {
    const row = groups.slice(first, first + columns).map((group) => panel(drawing, words, view, group, wide));
    const high = Math.max(...row.map(([, oneHigh]) => oneHigh));
    row.forEach(([one], column) => {
      body.push(`<g class="eco-panel" transform="translate(${num(GAP + column * (wide + GAP))} ${num(y)})">`);
      body.push(`<rect width="${num(wide)}" height="${num(high)}" rx="14" fill="#f4f7f3" stroke="#c9c3b4"/>`, ...one, "</g>");
    });
    y += high + GAP;
  }
  return [body, side, y];
}

/* Each heading with the numbers of its people, who stand nearest first. */
function groupsIn({ people, sectors }, words, view) {
  const inSector = (sector) => people.flatMap((person, index) => (person.sector === sector ? [index + 1] : []));
  const found = view === "support"
    ? SUPPORT.map((kind) => [words.support_for[kind], giving(people, kind)])
    : sectors.map((sector) => [sector, inSector(sector)]);
  return found.map(([name, numbers]) => [name, numbers.sort((one, other) => people[one - 1].ring - people[other - 1].ring || one - other)]);
}

function panel(drawing, words, view, [name, numbers], wide) {
  const [first = "", ...rest] = name;
  const body = [wordsAt(16, 29, shorten(first.toUpperCase() + rest.join(""), 15, wide - 32), ' font-size="15" font-weight="700"')];
  if (!numbers.length) {
    body.push(`<circle class="eco-open" cx="27" cy="57" r="${num(DOT)}" fill="none" stroke="${SOFT}" stroke-dasharray="3 3"/>`);
    return [[...body, wordsAt(46, 62, words.nobody, ` class="eco-mark" fill="${SOFT}"`)], 82];
  }
  let y = 44;
  for (const number of numbers) {
    const [row, high] = rowOf(drawing, words, view, number, wide);
    body.push(`<g class="eco-person" font-weight="600" transform="translate(0 ${num(y)})">${row}</g>`);
    y += high;
  }
  return [body, y + 4];
}

/* A slice of the drawing: the line, somebody at its end, and their name. */
function rowOf(drawing, words, view, number, wide) {
  const person = drawing.people[number - 1], x = REACH + 2 * DOT + 9, middle = 11;
  const lines = wrap(nameOf(person, number, words), 14, wide - x - 14, 2);
  const under = [words.rings[person.ring], view === "sectors" ? markOf(person, words) : ""].filter(Boolean).join(" · ");
  const ties = tie([16, middle], [REACH - 2, middle], person.line, person.dir).join("");
  const row = [
    `<g class="eco-lines" fill="none" stroke="${INK}" stroke-width="2" stroke-linecap="round">${ties}</g>`,
    numbered(REACH + DOT, middle, DOT, person, number, 11.5),
    ...lines.map((line, index) => wordsAt(x, 15 + 17 * index, line)),
    wordsAt(x, 14 + 17 * lines.length, shorten(under, 12, wide - x - 12), ` class="eco-mark" font-size="12" font-weight="400" fill="${SOFT}"`),
  ];
  return [row.join(""), 17 * lines.length + 27];
}

/* --- Legend and key -------------------------------------------------------------------------------------------------- */

/* Whose number is whose, in columns. Returns also how far down it comes. */
function key(drawing, words, size, side, marks) {
  const columns = size.hasNames ? 3 : 2, letter = 13, wide = (side - 2 * PAD) / columns, { people } = drawing;
  const body = ['<g class="eco-key" font-size="13">'];
  let y = side + 4;
  body.push(`<circle class="eco-sun" cx="${num(PAD + 9)}" cy="${num(y + 9)}" r="7" fill="${SUN}"/>`);
  const middle = joined(drawing.centre.map(whole), words);
  body.push(wordsAt(PAD + 25, y + 14, shorten(middle, letter, side - 2 * PAD - 25), ' font-weight="700"'));
  y += 28;
  for (let first = 0; first < people.length; first += columns) {
    const entries = people.slice(first, first + columns).map((_, column) => entryOf(drawing, words, first + column + 1, marks[first + column], wide));
    entries.forEach(([entry], column) => body.push(`<g transform="translate(${num(PAD + column * wide)} ${num(y)})">${entry}</g>`));
    y += Math.max(...entries.map(([, high]) => high));
  }
  return [[...body, "</g>"], y];
}

/* One number with its name, and how high they are. */
function entryOf(drawing, words, number, mark, wide) {
  const person = drawing.people[number - 1], lines = wrap(nameOf(person, number, words), 13, wide - 32, 2);
  let entry = numbered(10, 10, 10, person, number, 11) + lines.map((line, row) => wordsAt(25, 14 + 16 * row, line)).join("");
  if (mark) entry += wordsAt(25, 13 + 16 * lines.length, shorten(mark, 11.5, wide - 32), ` class="eco-mark" font-size="11.5" fill="${SOFT}"`);
  return [entry, 16 * lines.length + (mark ? 14 : 0) + 12];
}

/* What each shape means. Returns also how high the whole drawing becomes. */
function legend(drawing, words, view, side, high) {
  const letter = 12.5, body = [`<g class="eco-legend" font-size="${num(letter)}" fill="${SOFT}">`];
  let x = PAD, y = high + 14;
  for (const [sample, text] of samples(drawing, words, view)) {
    const wide = SAMPLE + 6 + width(text, letter) + 14;
    if (x > PAD && x + wide > side - PAD) [x, y] = [PAD, y + 23];
    body.push(`<g fill="none" stroke="${INK}" stroke-width="2" stroke-linecap="round">${sample(x, y)}</g>`);
    body.push(wordsAt(x + SAMPLE + 6, y + letter * 0.36, text));
    x += wide;
  }
  y += 26;
  for (const text of sentences(drawing, words, view)) {
    for (const line of wrap(text, letter, side - 2 * PAD, 4)) {
      body.push(wordsAt(PAD, y, line));
      y += 18;
    }
  }
  return [[...body, "</g>"], y];
}

/* Draws one line of the legend from the middle, a small sun, to somebody, a small circle. */
function sampleOf(line, way) {
  return (x, y) => {
    if (!way) return tie([x, y], [x + SAMPLE, y], line, "").join("");
    const ends = `<circle class="eco-sun" cx="${num(x + 4)}" cy="${num(y)}" r="4" fill="${SUN}" stroke="none"/>`
      + `<circle class="eco-dot" cx="${num(x + SAMPLE - 4)}" cy="${num(y)}" r="4" fill="${HUE}" stroke="none"/>`;
    return ends + tie([x + 9, y], [x + SAMPLE - 9, y], line, way).join("");
  };
}

function group(x, y) {
  return `<g stroke="none">${shape(x + SAMPLE / 2, y, 8, "group")}</g>`;
}

function samples(drawing, words, view) {
  const me = middleOf(drawing, words, "me"), lines = view === "energy" ? [] : LINES;
  return [
    ...lines.map((line) => [sampleOf(line, ""), words.lines[line]]),
    ...DIRECTIONS.map((way) => [sampleOf("gewoon", way), fill(words.dirs[way], { me })]),
    ...(drawing.people.some((person) => person.kind === "group") ? [[group, words.group]] : []),
  ];
}

/* The rings, and the letters that stand under names. */
function sentences(drawing, words, view) {
  const told = [];
  if (view === "rings" || view === "energy") told.push(fill(words.rings_told, { rings: RINGS.map((ring) => words.rings[ring]).join(", ") }));
  const used = SUPPORT.filter((letter) => drawing.people.some((person) => person.support.includes(letter)));
  if (used.length && (view === "rings" || view === "sectors")) told.push(used.map((letter) => `${letter} ${words.support[letter]}`).join(" · "));
  return told;
}

/* --- Strokes --------------------------------------------------------------------------------------------------------- */

/* A number with at most one decimal, written alike in both languages. */
function num(value) {
  const tenths = Math.floor(value * 10 + 0.5), size = Math.abs(tenths);
  return `${tenths < 0 ? "-" : ""}${Math.floor(size / 10)}${size % 10 ? `.${size % 10}` : ""}`;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function wordsAt(x, y, text, attributes = "") {
  return `<text x="${num(x)}" y="${num(y)}"${attributes}>${escaped(text)}</text>`;
}

/* The sign of a person, which is round, or of a group, which has corners; open when it is from the past. */
function shape(x, y, dot, kind, was = false) {
  const paint = was ? `fill="#fff" stroke="${HUE}" stroke-width="2" stroke-dasharray="3 2.5"` : `fill="${HUE}"`;
  if (kind !== "group") return `<circle class="eco-dot" cx="${num(x)}" cy="${num(y)}" r="${num(dot)}" ${paint}/>`;
  const side = dot * 0.92, box = `x="${num(x - side)}" y="${num(y - side)}" width="${num(2 * side)}" height="${num(2 * side)}"`;
  return `<rect class="eco-dot" ${box} rx="${num(dot * 0.35)}" ${paint}/>`;
}

/* That sign with the number of the row in the table. */
function numbered(x, y, dot, person, number, size) {
  const was = person.ring === 4;
  const attributes = ` class="eco-number" text-anchor="middle" fill="${was ? INK : "#fff"}" font-size="${num(size)}" font-weight="700"`;
  return shape(x, y, dot, person.kind, was) + wordsAt(x, y + size * 0.36, String(number), attributes);
}

function path(points, attributes = "", end = "") {
  const steps = points.map(([x, y], index) => `${index ? "L" : "M"}${num(x)} ${num(y)}`).join(" ");
  return `<path d="${steps}${end}"${attributes}/>`;
}

const SHAPES = {
  sterk: (at, first, last) => [path([at(first, 2.4), at(last, 2.4)]), path([at(first, -2.4), at(last, -2.4)])],
  gewoon: (at, first, last) => [path([at(first), at(last)])],
  zwak: (at, first, last) => [path([at(first), at(last)], ' stroke-dasharray="3.5 5"')],
  gespannen: zigzag,
  verbroken: gap,
};

/* A line from the middle to somebody: its kind in its shape, its direction in its arrow heads; none for "". */
function tie(begin, end, line, way) {
  const length = distance(end[0] - begin[0], end[1] - begin[1]);
  const along = [(end[0] - begin[0]) / length, (end[1] - begin[1]) / length];
  const at = (far, aside = 0) => [begin[0] + along[0] * far - along[1] * aside, begin[1] + along[1] * far + along[0] * aside];
  const heads = [];
  let first = 0, last = length;
  if (way === "naar_mij" || way === "over_en_weer") {
    heads.push(head(at(0), at(ARROW, HALF), at(ARROW, -HALF)));
    first = ARROW - 1;
  }
  if (way === "van_mij" || way === "over_en_weer") {
    heads.push(head(at(length), at(length - ARROW, HALF), at(length - ARROW, -HALF)));
    last = length - ARROW + 1;
  }
  return [...SHAPES[line](at, first, last), ...heads];
}

function head(...points) {
  return path(points, ` class="eco-arrow" fill="${INK}" stroke="none"`, "Z");
}

function zigzag(at, first, last) {
  const teeth = Math.max(4, Math.floor((last - first) / 5)), inner = [];
  for (let tooth = 0; tooth < teeth; tooth += 1) inner.push(at(first + (last - first) * (tooth + 0.5) / teeth, tooth % 2 ? 3.6 : -3.6));
  return [path([at(first), ...inner, at(last)])];
}

function gap(at, first, last) {
  const middle = (first + last) / 2, one = middle - 3, other = middle + 3;
  const bars = [one, other].map((place) => path([at(place, 5.5), at(place, -5.5)]));
  return [path([at(first), at(one)]), path([at(other), at(last)]), ...bars];
}
