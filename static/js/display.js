/* Shows a choice of letters and colours at once, and has it kept. Without script the form's button does both. */

const form = document.querySelector("[data-display]");

/* A lost connection loses nothing: the button still keeps it. */
async function haveKept(chosen) {
  try {
    await fetch(form.action, { method: "POST", body: chosen, headers: { "X-Display": "keep" } });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function show() {
  const chosen = new FormData(form);
  const root = document.documentElement;
  for (const name of ["theme", "text"]) {
    if (form.elements[name]?.[0]?.disabled) continue; // a house style with light colours only
    if (!["device", "ordinary"].includes(chosen.get(name))) root.dataset[name] = chosen.get(name);
    else delete root.dataset[name];
  }
  haveKept(chosen);
}

form.addEventListener("change", show);
const isChosen = (field) => field.type === "radio" && field.checked !== field.defaultChecked;
if ([...form.elements].some(isChosen)) show(); // before this script was there
