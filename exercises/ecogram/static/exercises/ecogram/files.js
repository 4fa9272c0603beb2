/* Files, made and read in the browser, and keeping in the browser itself: nothing of either passes through the server. */

import { draw } from "./drawing.js";
import { WIDE } from "./layout.js";
import { Unreadable, read, write } from "./model.js";

const LARGEST = 500_000, SHARP = 2, PREFIX = "leerkring:private:";

/* Offer the drawing as a file of this type. Returns its name; throws when the browser cannot make it. */
export async function save(type, drawing, words, view) {
  const make = { svg: () => picture(drawing, words, view), png: () => pixels(drawing, words, view), json: () => new Blob([write(drawing)], { type: "application/json" }) };
  const name = `ecogram-${new Date().toLocaleDateString("sv")}.${type}`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await make[type]());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}

/* The drawing in a file. Throws Unreadable. */
export async function open(file) {
  if (file.size > LARGEST) throw new Unreadable("too_large");
  try {
    return read(JSON.parse(await file.text()));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable("other_program");
    throw error;
  }
}

function picture(drawing, words, view) {
  return new Blob([draw(drawing, words, view, WIDE)], { type: "image/svg+xml" });
}

async function pixels(drawing, words, view) {
  const image = new Image(), address = URL.createObjectURL(picture(drawing, words, view));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SHARP;
    canvas.height = image.naturalHeight * SHARP;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new DOMException("No PNG"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/* --- Keeping, only when somebody chose so. The note has the shape that “My notes” reads. -------------------------- */

function stored(action) {
  try {
    return action(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null; // a browser that keeps nothing
    throw error;
  }
}

/* The drawing in what was kept: null when there is none, undefined when it cannot be read. */
export function drawingIn(text) {
  if (!text) return null;
  try {
    return read(JSON.parse(text).values?.drawing);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

export function kept(key) {
  return drawingIn(stored((storage) => storage.getItem(PREFIX + key)));
}

/* Returns which message tells how it went: kept, keep_full or keep_failed. */
export function keep(key, drawing, note) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ values: { drawing }, ...note, at: new Date().toISOString() }));
    return "kept";
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return /quota/i.test(error.name) && stored((storage) => storage.length) !== null ? "keep_full" : "keep_failed";
  }
}

export function forget(key) {
  stored((storage) => storage.removeItem(PREFIX + key));
}

/* Call when another tab keeps or wipes this drawing. */
export function whenElsewhere(key, changed) {
  window.addEventListener("storage", (event) => {
    if (event.key === PREFIX + key || event.key === null) changed(event.newValue);
  });
}
