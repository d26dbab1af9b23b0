// Lets the page be printed by a button, which without this script would do nothing: it stays hidden then.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
