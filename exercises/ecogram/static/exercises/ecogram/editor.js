/* The ecogram on the page: names first, then weighing, and a drawing that follows. After the page is there, it asks the
   server for nothing, and nothing that is drawn is ever sent: no field has a name, and all of them stand outside the form. */

import * as changes from "./changes.js";
import { draw } from "./drawing.js";
import * as files from "./files.js";
import { NARROW, SIZES } from "./layout.js";
import { MOST_PEOPLE, Unreadable, tidy } from "./model.js";
import { makeReachable, setUpPointing } from "./pointing.js";
import { showRows, showSectors, showTable, showTexts, valueOf } from "./rows.js";
import { describe, fill, nameOf, summary, title } from "./telling.js";

const inThisPage = new Map(); // by key: an answer from the server must not empty the drawing
const LONG_ENOUGH = 10_000; // milliseconds to read a message
const TYPED = "input:not([type=checkbox], [type=file]), textarea";

class Tool {
  constructor(root) {
    this.root = root;
    this.key = root.dataset.ecogram;
    this.words = JSON.parse(root.dataset.words);
    this.start = JSON.parse(root.dataset.start);
    this.least = Number(root.dataset.least);
    this.exercise = root.closest(".exercise");
    const before = inThisPage.get(this.key) ?? { history: changes.begin(this.start), isKept: false, view: "rings", current: "" };
    Object.assign(this, before);
    this.isWaiting = false; // for a choice between this tab and another
    this.listen();
    setUpPointing(this.part("drawing"), this.pointed());
    if (!inThisPage.has(this.key)) this.findKept();
    this.show();
  }

  part(name) {
    return this.root.querySelector(`[data-eco="${name}"]`);
  }

  get drawing() {
    return this.history.now;
  }

  say(text, details = {}) {
    this.part("said").textContent = fill(this.words[text], details);
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.part("said").textContent = ""; }, LONG_ENOUGH);
  }

  nameOf(id) {
    const index = this.drawing.people.findIndex((person) => person.id === id);
    return index < 0 ? "" : nameOf(this.drawing.people[index], index + 1, this.words);
  }

  /* Whether leaving the page would take people away that are nowhere else. */
  get isLost() {
    return !this.isKept && this.drawing.people.length > 0 && this.drawing !== this.saved;
  }

  rowOf(id) {
    return this.root.querySelector(`[data-eco="rows"] [data-person="${CSS.escape(id)}"]`);
  }

  /* --- Changing --- */

  change(drawing, mark = "") {
    this.history = changes.further(this.history, drawing, mark);
    this.after();
  }

  back() {
    if (!this.history.past.length) return;
    this.history = changes.undo(this.history);
    if (this.wiped) this.isKept = true;
    this.after();
    this.say("undone");
  }

  again() {
    if (!this.history.future.length) return;
    this.history = changes.redo(this.history);
    this.after();
    this.say("redone");
  }

  after() {
    this.wiped = false;
    this.show();
    if (this.isKept && !this.isWaiting) this.keep();
  }

  add(label) {
    if (this.drawing.people.length >= MOST_PEOPLE) {
      this.say("full", { most: MOST_PEOPLE });
      return null;
    }
    this.change(changes.add(this.drawing, label, this.part("quick-sector").value));
    return this.drawing.people[this.drawing.people.length - 1].id;
  }

  addQuick() {
    const field = this.part("quick"), label = tidy(field.value);
    field.focus();
    if (!label) this.say("nameless");
    else if (this.add(label)) {
      field.value = "";
      this.say("added", { name: label });
    }
  }

  addRow() {
    const id = this.add("");
    if (id) this.open(id);
  }

  remove(id) {
    const name = this.nameOf(id), row = this.rowOf(id), next = row.nextElementSibling ?? row.previousElementSibling;
    this.change(changes.remove(this.drawing, id));
    (next?.querySelector("summary") ?? this.part("quick")).focus();
    this.say("removed", { name });
  }

  open(id) {
    const row = this.rowOf(id);
    row.querySelector("details").open = true;
    row.querySelector('[data-field="label"]').focus();
  }

  pointed() {
    const told = (id) => {
      const { ring, sector } = this.drawing.people.find((person) => person.id === id);
      this.say("moved", { name: this.nameOf(id), ring: this.words.rings[ring], sector });
      this.focus(id);
    };
    return {
      words: this.words,
      drawing: () => this.drawing,
      view: () => this.view,
      open: (id) => this.open(id),
      focus: (id) => this.focus(id),
      step: (id, parts, rings) => {
        this.change(changes.move(this.drawing, id, parts, rings), `move ${id}`);
        told(id);
      },
      put: (id, { sector, ring }) => {
        this.change(changes.set(changes.set(this.drawing, id, "sector", sector), id, "ring", ring));
        told(id);
      },
    };
  }

  focus(id) {
    this.current = id;
    makeReachable(this.part("drawing"), this.drawing, this.words, id);
    const people = this.part("drawing").querySelectorAll(`[data-person="${CSS.escape(id)}"]`);
    [...people].find((person) => person.checkVisibility?.() ?? true)?.focus();
  }

  /* --- Showing --- */

  show() {
    const { drawing, words, view } = this, { people } = drawing;
    inThisPage.set(this.key, { history: this.history, isKept: this.isKept, view, current: this.current });
    this.root.dataset.view = view;
    showRows(this.part("rows"), this.part("row"), drawing, words);
    showSectors(this.part("quick-sector"), drawing.sectors);
    this.showFields();
    this.showDrawing();
    showTable(this.part("table-rows"), drawing, words);
    showTexts(this.part("told"), "p", summary(drawing, words));
    showTexts(this.part("people"), "li", people.map((_, index) => describe(drawing, index + 1, words)));
    const isEnough = people.length >= this.least;
    this.part("progress").textContent = this.least ? fill(words[isEnough ? "progress_done" : "progress"], { n: people.length, least: this.least }) : "";
    for (const name of ["hint", "all", "keys"]) this.part(name).hidden = !people.length;
    this.part("undo").setAttribute("aria-disabled", !this.history.past.length); // a disabled one would lose the focus
    this.part("redo").setAttribute("aria-disabled", !this.history.future.length);
    this.part("keep").setAttribute("aria-pressed", this.isKept);
    this.root.toggleAttribute("data-at-risk", this.isLost);
    for (const button of this.root.querySelectorAll("[data-eco-view]")) button.setAttribute("aria-pressed", button.dataset.ecoView === view);
    this.showCopies();
  }

  showFields() {
    const centre = this.part("centre");
    if (centre && centre !== document.activeElement) centre.value = this.drawing.centre.join(", ");
    this.root.querySelectorAll('[data-eco="sector"]').forEach((field, index) => {
      if (field !== document.activeElement) field.value = this.drawing.sectors[index];
    });
  }

  /* What the server drew stays until something changes. Under the table are the rings, for paper. */
  showDrawing() {
    const canvas = this.part("drawing"), view = this.view === "table" ? "rings" : this.view;
    const html = SIZES.map((size) => draw(this.drawing, this.words, view, size)).join("");
    const isFirst = !this.shown && this.history.now === this.start && view === "rings";
    if (html !== this.shown && !isFirst) canvas.innerHTML = html;
    this.shown = html;
    makeReachable(canvas, this.drawing, this.words, this.current);
  }

  /* The own drawing beside the reference of an exercise. */
  showCopies() {
    for (const figure of this.exercise?.querySelectorAll("[data-eco-copy]") ?? []) {
      figure.hidden = !this.drawing.people.length;
      figure.querySelector("[data-eco-copied]").innerHTML = draw(this.drawing, this.words, "rings", NARROW);
    }
  }

  /* --- Keeping --- */

  note() {
    const place = this.root.closest("[data-course]")?.dataset; // none in an editor's preview
    const heading = this.exercise?.querySelector(".exercise__title");
    const text = [...summary(this.drawing, this.words), ...this.drawing.people.map((_, index) => `${index + 1}. ${describe(this.drawing, index + 1, this.words)}`)];
    return {
      words: [{ label: title(this.drawing, this.words), text: text.join("\n") }],
      title: (heading ?? document.querySelector("h1")).textContent,
      course: place?.course ?? "",
      module: place?.module ?? "",
      address: place ? [place.address, this.exercise?.id].filter(Boolean).join("#") : "",
    };
  }

  keep() {
    const how = files.keep(this.key, this.drawing, this.note());
    if (how !== "kept") {
      this.isKept = false;
      this.part("keep").setAttribute("aria-pressed", false);
      this.say(how);
    }
    return how;
  }

  toggleKeeping() {
    if (this.isKept) {
      this.isKept = false;
      files.forget(this.key);
      this.show();
      this.say("not_kept");
      return;
    }
    this.isKept = true;
    if (this.keep() === "kept") this.say("kept");
    this.show();
  }

  findKept() {
    const drawing = files.kept(this.key);
    if (drawing === undefined) this.say("spoiled");
    if (!drawing) return;
    this.history = changes.begin(drawing);
    this.isKept = true;
    this.say("found");
  }

  wipe() {
    const wasKept = this.isKept;
    this.isKept = false;
    files.forget(this.key);
    this.change({ ...this.start, sectors: [...this.start.sectors] });
    this.wiped = wasKept;
    this.part("undo").focus();
    this.say("wiped");
  }

  elsewhere(text) {
    const drawing = files.drawingIn(text);
    if (!this.isKept || !drawing || JSON.stringify(drawing) === JSON.stringify(this.drawing)) return;
    this.other = drawing;
    this.isWaiting = true;
    this.part("other-tab").hidden = false;
  }

  choose(drawing) {
    this.isWaiting = false;
    this.part("other-tab").hidden = true;
    this.change(drawing);
    this.keep();
    this.part("keep").focus();
  }

  /* --- Files --- */

  async save(type) {
    try {
      const { drawing } = this;
      const name = await files.save(type, this.drawing, this.words, this.view === "table" ? "rings" : this.view);
      if (type === "json") this.saved = drawing;
      this.root.toggleAttribute("data-at-risk", this.isLost);
      this.say("saved", { name });
    } catch (error) {
      if (type !== "png" || !(error instanceof DOMException)) throw error;
      this.say("no_picture");
    }
  }

  async openFile(field) {
    const [file] = field.files;
    if (!file) return;
    try {
      this.change(await files.open(file));
      this.saved = this.drawing;
      this.say("opened");
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.say(error.reason, error.details);
    }
    field.value = "";
  }

  /* --- What somebody does --- */

  listen() {
    const { root } = this;
    const actions = {
      "quick-add": () => this.addQuick(),
      more: () => this.addRow(),
      undo: () => this.back(),
      redo: () => this.again(),
      print: () => window.print(),
      keep: () => this.toggleKeeping(),
      wipe: () => this.wipe(),
      "take-other": () => this.choose(this.other),
      "keep-own": () => this.choose(this.drawing),
    };
    for (const deed of ["pointerdown", "keydown"]) document.addEventListener(deed, () => { this.part("said").textContent = ""; }, true);
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.ecoView) this.see(button.dataset.ecoView);
      else if (button.dataset.ecoFile) this.save(button.dataset.ecoFile);
      else if (button.dataset.row === "remove") this.remove(button.closest("[data-person]").dataset.person);
      else actions[button.dataset.eco]?.();
    });
    root.addEventListener("private:keep", () => this.toggleKeeping());
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("change", (event) => this.chosen(event.target));
    root.addEventListener("keydown", (event) => this.pressed(event));
    if (!this.exercise) window.addEventListener("beforeunload", (event) => { if (this.isLost) event.preventDefault(); });
    files.whenElsewhere(this.key, (text) => this.elsewhere(text));
  }

  see(view) {
    this.view = view;
    this.show();
  }

  typed(field) {
    const id = field.closest("[data-person]")?.dataset.person;
    if (id && field.dataset.field) this.change(changes.set(this.drawing, id, field.dataset.field, valueOf(field)), field.matches(TYPED) ? `${id} label` : "");
    if (field.dataset.eco === "centre") this.change(changes.seat(this.drawing, field.value.split(",")), "centre");
  }

  chosen(field) {
    this.history = { ...this.history, mark: "" };
    if (field.dataset.eco === "open") this.openFile(field);
    if (field.dataset.eco === "sector") {
      const index = [...this.root.querySelectorAll('[data-eco="sector"]')].indexOf(field), drawing = changes.rename(this.drawing, index, field.value);
      if (drawing === this.drawing) this.say("sector_taken");
      field.value = drawing.sectors[index];
      this.change(drawing);
    }
  }

  pressed(event) {
    const { target, key } = event, letter = key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !target.matches(TYPED) && (letter === "z" || letter === "y")) {
      event.preventDefault();
      if (letter === "y" || event.shiftKey) this.again();
      else this.back();
    } else if (key === "Enter" && target.dataset.eco === "quick" && !event.isComposing) this.addQuick();
    else if (key === "Enter" && target.dataset.field === "label" && !event.isComposing) this.addRow();
  }
}

/* Letters of a name that has not been typed yet: fetched with the page, since nothing is fetched after it. */
document.fonts?.load('1em "Atkinson Hyperlegible Next Variable"', "Şş");

function setUp(place) {
  for (const root of place.querySelectorAll(".ecogram:not([data-is-drawing])")) {
    root.dataset.isDrawing = "";
    new Tool(root);
  }
}

setUp(document);
document.addEventListener("htmx:load", (event) => setUp(event.target.parentElement ?? document));
