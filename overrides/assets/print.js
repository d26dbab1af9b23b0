// Lets the page be printed by its buttons, which without this script would do nothing: they stay hidden then.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Browsers of before `::details-content` print only what is open.
window.addEventListener("beforeprint", () => {
  for (const leaf of document.querySelectorAll(".leaf")) leaf.open = true;
});
