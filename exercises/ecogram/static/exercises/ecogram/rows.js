/* The list of people as a form: a card for each, folded to one line. The list is the truth; the drawing follows it. */

import { fill, markOf, middleOf, nameOf } from "./telling.js";

/* Make the list say what the drawing says, without touching the field that somebody is typing in. */
export function showRows(list, prototype, drawing, words) {
  const rows = new Map([...list.children].map((row) => [row.dataset.person, row]));
  drawing.people.forEach((person, index) => {
    const row = rows.get(person.id) ?? makeRow(prototype, person.id);
    rows.delete(person.id);
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    showRow(row, drawing, index, words);
  });
  for (const row of rows.values()) row.remove();
}

function makeRow(prototype, id) {
  const row = prototype.firstElementChild.cloneNode(true);
  row.dataset.person = id;
  return row;
}

function showRow(row, drawing, index, words) {
  const person = drawing.people[index], me = middleOf(drawing, words, "me");
  const part = (name) => row.querySelector(`[data-row="${name}"]`);
  part("number").textContent = index + 1;
  part("name").textContent = nameOf(person, index + 1, words);
  const facts = [words.rings[person.ring], person.sector, words.lines[person.line], fill(words.dirs[person.dir], { me }), markOf(person, words)];
  part("facts").textContent = facts.filter(Boolean).join(" · ");
  row.classList.toggle("eco-row--was", person.ring === 4);
  row.classList.toggle("eco-row--group", person.kind === "group");
  showSectors(row.querySelector('[data-field="sector"]'), drawing.sectors);
  for (const field of row.querySelectorAll("[data-field]")) showField(field, person[field.dataset.field]);
  for (const option of row.querySelectorAll('[data-field="dir"] option')) option.textContent = fill(words.dirs[option.value], { me });
}

function showField(field, value) {
  if (field.type === "checkbox") field.checked = value.includes(field.value);
  else if (field !== document.activeElement || field.tagName === "SELECT") field.value = value;
}

export function showSectors(select, sectors) {
  if ([...select.options].map((option) => option.value).join("\n") === sectors.join("\n")) return;
  const chosen = select.selectedIndex;
  select.replaceChildren(...sectors.map((sector) => new Option(sector, sector)));
  select.selectedIndex = Math.max(chosen, 0);
}

/* What a field of a row says now. */
export function valueOf(field) {
  if (field.type !== "checkbox") return field.value;
  return [...field.closest("fieldset").querySelectorAll(":checked")].map((tick) => tick.value);
}

/* The table: everything that the drawing shows, in words. */
export function showTable(body, drawing, words) {
  const me = middleOf(drawing, words, "me");
  body.replaceChildren(...drawing.people.map((person, index) => {
    const row = document.createElement("tr");
    const cells = [
      index + 1, nameOf(person, index + 1, words) + (person.kind === "group" ? ` (${words.group})` : ""), person.sector,
      words.rings[person.ring], words.lines[person.line], fill(words.dirs[person.dir], { me }),
      person.support.map((one) => words.support[one]).join(", "), words.freqs[person.freq], words.wishes[person.wish],
    ];
    row.append(...cells.map((text, column) => {
      const cell = document.createElement(column === 1 ? "th" : "td");
      if (column === 1) cell.scope = "row";
      cell.textContent = text;
      return cell;
    }));
    return row;
  }));
}

export function showTexts(place, name, texts) {
  place.replaceChildren(...texts.map((text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }));
}
