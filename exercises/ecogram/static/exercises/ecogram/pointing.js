/* People in the drawing itself: arrow keys, and dragging as an extra. Whatever is done here the list can do as well. */

import { SIZES, arrange } from "./layout.js";
import { marksOf } from "./drawing.js";
import { describe } from "./telling.js";

const FAR_ENOUGH = 6; // pixels: less is a tap
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/* Make the people of the drawing reachable: one of them at a time is in the tab order. */
export function makeReachable(canvas, drawing, words, current) {
  const first = drawing.people.some(({ id }) => id === current) ? current : drawing.people[0]?.id;
  for (const svg of canvas.querySelectorAll("svg")) {
    const people = svg.querySelectorAll("[data-person]");
    if (!people.length) continue;
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", svg.querySelector("title").textContent);
    for (const person of people) {
      const number = drawing.people.findIndex(({ id }) => id === person.dataset.person) + 1;
      person.setAttribute("role", "button");
      person.setAttribute("tabindex", person.dataset.person === first ? "0" : "-1");
      person.setAttribute("aria-label", `${number}. ${describe(drawing, number, words)}`);
    }
  }
}

/* Who stands next in this direction: round the middle, or nearest by in another ring. */
function neighbour(layout, id, [turn, out]) {
  const angle = ({ x, y }) => (Math.atan2(y - layout.middle, x - layout.middle) + 2.5 * Math.PI) % (2 * Math.PI);
  const round = [...layout.people].sort((one, other) => angle(one) - angle(other));
  const place = round.findIndex(({ person }) => person.id === id), here = round[place];
  if (turn) return round[(place + turn + round.length) % round.length].person.id;
  const apart = (other) => Math.abs(Math.sin((angle(other) - angle(here)) / 2));
  const rings = round.filter(({ person }) => (person.ring - here.person.ring) * out > 0);
  const best = rings.sort((one, other) => (one.person.ring - other.person.ring) * out || apart(one) - apart(other))[0];
  return best?.person.id ?? id;
}

/* The part and the ring at a point of the drawing. */
function placeAt(layout, x, y) {
  const right = x - layout.middle, down = y - layout.middle, far = Math.hypot(right, down);
  const turn = (Math.atan2(down, right) * 180 / Math.PI + 450) % 360 - 90;
  const sector = layout.sectors.find(({ start, end }) => turn >= start && turn < end) ?? layout.sectors[0];
  const ring = layout.rings.findIndex((radius) => far <= radius) + 1;
  return { sector: sector.label, ring: ring || 4 };
}

/* `tool` gives the drawing and its words, and takes what was done: focus, step, put and open. */
export function setUpPointing(canvas, tool) {
  const layoutOf = (svg) => {
    const size = SIZES.find(({ name }) => svg.classList.contains(`eco--${name}`));
    return arrange(tool.drawing(), size, marksOf(tool.drawing(), tool.words, tool.view()));
  };
  const personAt = (event) => event.target.closest?.("svg [data-person][role]");

  canvas.addEventListener("keydown", (event) => {
    const person = personAt(event), step = STEPS[event.key];
    if (!person || event.ctrlKey || event.metaKey || event.altKey) return;
    const { person: id } = person.dataset;
    if (step) {
      event.preventDefault();
      if (event.shiftKey) tool.step(id, ...step);
      else tool.focus(neighbour(layoutOf(person.ownerSVGElement), id, step));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      tool.open(id);
    }
  });

  let drag = null, hasDragged = false;
  canvas.addEventListener("pointerdown", (event) => {
    const person = personAt(event);
    hasDragged = false;
    if (!person || event.button !== 0) return;
    drag = { person, x: event.clientX, y: event.clientY, isMoving: false };
    person.setPointerCapture?.(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const right = event.clientX - drag.x, down = event.clientY - drag.y;
    drag.isMoving ||= Math.hypot(right, down) > FAR_ENOUGH;
    if (!drag.isMoving) return;
    const { a: scale } = drag.person.ownerSVGElement.getScreenCTM();
    drag.person.setAttribute("transform", `translate(${right / scale} ${down / scale})`);
    drag.person.classList.add("eco-person--moving");
  });
  const letGo = () => {
    const last = drag;
    drag = null;
    last?.person.removeAttribute("transform");
    last?.person.classList.remove("eco-person--moving");
    return last;
  };
  canvas.addEventListener("pointerup", (event) => {
    const { person, isMoving } = letGo() ?? {};
    if (!isMoving) return;
    const svg = person.ownerSVGElement, point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    hasDragged = true;
    tool.put(person.dataset.person, placeAt(layoutOf(svg), point.x, point.y));
  });
  canvas.addEventListener("pointercancel", letGo);
  canvas.addEventListener("click", (event) => { // the last event of a tap: nothing takes the focus after it
    const person = personAt(event);
    if (person && !hasDragged) tool.open(person.dataset.person);
  });
}
