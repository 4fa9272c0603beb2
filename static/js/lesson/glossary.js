/* A difficult word opens its meaning beside it. Without script, or without popovers, its link leads to all words. */

const GAP = 8; // pixels between the word and its note

function place(note, word) {
  const line = [...word.getClientRects()].at(-1); // the word may be broken over two lines
  const room = document.documentElement.clientWidth - note.offsetWidth;
  const edge = Math.min(16, room / 2);
  note.style.insetBlockStart = `${line.bottom + window.scrollY + GAP}px`;
  note.style.left = `${Math.max(edge, Math.min(line.left, room - edge)) + window.scrollX}px`;
}

function open(note, word) {
  note.showPopover();
  place(note, word);
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

for (const word of document.querySelectorAll("a[data-term]")) {
  const note = document.getElementById(word.dataset.term);
  if (!note?.showPopover) continue;
  let wasOpen = false; // touching the word closes an open note by itself, before the click comes
  word.setAttribute("role", "button");
  word.setAttribute("aria-haspopup", "dialog");
  word.setAttribute("aria-expanded", "false");
  word.addEventListener("pointerdown", () => { wasOpen = note.matches(":popover-open"); });
  word.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!wasOpen) open(note, word);
    else if (note.matches(":popover-open")) note.hidePopover();
    wasOpen = false;
  });
  word.addEventListener("keydown", (event) => {
    if (event.key !== " ") return; // as of every button
    event.preventDefault();
    open(note, word);
  });
  note.addEventListener("toggle", (event) => {
    word.setAttribute("aria-expanded", String(event.newState === "open"));
  });
}
