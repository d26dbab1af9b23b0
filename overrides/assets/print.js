// Lets the page be printed by a button, which without this script would do nothing: it stays hidden then.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());

// Browsers of before `::details-content` print only what is open.
window.addEventListener("beforeprint", () => {
  for (const leaf of document.querySelectorAll(".leaf")) leaf.open = true;
});
