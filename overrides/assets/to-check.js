// Shows that a page is to be checked once nobody has read it over for long, though the site is built no more. Without
// this script the page still says on which day it was read over.

const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris" }).format(new Date());

// Days are written year first: they compare as texts.
for (const notice of document.querySelectorAll("[data-after]")) notice.hidden &&= notice.dataset.after >= today;
