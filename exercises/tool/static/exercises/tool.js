/* Only a kindness: after “I have looked at this”, whom you would call stays in view. The links work without script. */

document.addEventListener("htmx:afterSwap", () => {
  const screen = document.getElementById(location.hash.slice(1));
  if (screen?.matches(".route__screen")) location.replace(location.hash);
});
