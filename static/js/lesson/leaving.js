/* What somebody made for themselves and did not keep goes with the page: the way on asks first. Nothing is kept
   unasked. Whoever holds such work marks its element `data-at-risk`, and keeps it on the event "private:keep". */

const WAYS_ON = ".step-nav a, .lesson__rail a";
const question = document.getElementById("unkept");
let goOn = null; // what happens when nothing is at risk any more

function placesAtRisk() {
  return [...document.querySelectorAll("[data-at-risk]")];
}

function ask(event, way) {
  if (!question || goOn || !placesAtRisk().length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  goOn = way;
  question.returnValue = "";
  question.showModal();
}

// Before stored.js hears of it, which without a connection goes on by itself.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".step-nav")) ask(event, () => form.requestSubmit(event.submitter));
}, { capture: true });

document.addEventListener("click", (event) => {
  const link = event.target.closest(WAYS_ON);
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // another tab: this page stays
  if (link && !isElsewhere) ask(event, () => link.click());
});

question?.addEventListener("close", () => {
  const choice = question.returnValue, [place] = placesAtRisk();
  if (choice === "keep") for (const each of placesAtRisk()) each.dispatchEvent(new CustomEvent("private:keep"));
  if (choice === "go" || (choice === "keep" && !placesAtRisk().length)) goOn();
  else place.querySelector(":is(input, textarea, select, button):not([hidden])")?.focus(); // not kept: it says there why
  goOn = null;
});
