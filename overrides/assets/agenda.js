// Takes away what is over since the site was built, so that a list of announced visits has no past one. Without this
// script all of it stays, and says its day. What is hidden until then is shown.

const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris" }).format(new Date());
const past = document.querySelector("[data-past]");

for (const part of document.querySelectorAll("[data-until]")) {
  // Days are written year first: they compare as texts.
  if (part.dataset.until >= today) continue;
  if (past && part.matches("li")) {
    past.closest("section").hidden = false;
    past.prepend(part);
  } else part.hidden = !part.hidden;
}
for (const list of document.querySelectorAll(".announced")) {
  const none = list.parentElement.querySelector(".none");
  if (none) none.hidden = [...list.children].some((visit) => !visit.hidden);
}
