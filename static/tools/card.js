/* A card to count with on the pitch: a screen that stays on, and the result when one is done. The counting itself is
   checklist.js's. Nothing is sent and nothing is kept. */

const card = document.querySelector("[data-card]");
const part = (name) => card.querySelector(`[data-card-${name}]`);
const [count, result, heading, done, on, wipe] = ["count", "result", "heading", "done", "on", "wipe"].map(part);
const [full, awake, sum] = ["full", "awake", "sum"].map(part);
const fields = [...card.querySelectorAll(".tally__number")];
const numbers = [...card.querySelectorAll("[data-card-number]")];
let lock = null;

/* A browser lets go of the lock whenever the page is out of sight. */
async function stayAwake() {
  if (!navigator.wakeLock || document.hidden || count.hidden || lock) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    awake.hidden = false;
    lock.addEventListener("release", () => {
      lock = null;
      awake.hidden = true;
    });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // an empty battery, or a browser that does not allow it
  }
}

function show(isDone) {
  count.hidden = isDone;
  result.hidden = !isDone;
  window.scrollTo(0, 0);
  if (isDone) lock?.release();
  else stayAwake();
}

done.addEventListener("click", () => {
  fields.forEach((field, index) => { numbers[index].textContent = field.value || "0"; });
  show(true);
  heading.focus();
});
on.addEventListener("click", () => {
  show(false);
  done.focus();
});
wipe.addEventListener("click", () => {
  show(false);
  card.querySelector("[data-checklist-reset]").click();
  if (document.activeElement === document.body) done.focus(); // nothing was counted: there is nothing to put back
});
document.addEventListener("visibilitychange", stayAwake);

if (document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
}
for (const each of [...card.querySelectorAll("[data-count]"), done, sum]) each.hidden = false;
stayAwake();
