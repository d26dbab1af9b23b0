// The results under the field of any page.

import { ROOT } from "./index.js";
import { addressOf, EMPTY, element } from "./results.js";
import { later, makeRunner, moveBetween } from "./running.js";

const SHOWN_IN_PANEL = 5;

function loadStyles() {
  const styles = element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
  document.head.append(styles);
  return new Promise((done) => (styles.onload = styles.onerror = done));
}

const onwards = (href, text) => element("p", { className: "search-onwards" }, element("a", { href }, text));

export async function startPanel(form) {
  await loadStyles();
  const field = form.elements.q;
  const area = element("div", {
    className: "search-panel",
    role: "region",
    ariaLabel: "Résultats de la recherche",
    hidden: true,
  });
  form.append(area);
  const close = () => (area.hidden = true);
  const run = makeRunner(form, area, SHOWN_IN_PANEL, (found, state, body) => {
    area.hidden = !found.said;
    if (found.list && !(found.list.isExact && found.list.total <= SHOWN_IN_PANEL))
      body.append(onwards(addressOf(state), "Voir tous les résultats"));
    if (found.isNothing) body.append(onwards(new URL("themes/", ROOT).href, "Chercher par thème"));
  });
  const type = later(() => run({ ...EMPTY, q: field.value }));
  field.addEventListener("input", type);
  field.addEventListener("focus", () => area.hidden && field.value && type());
  form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !form.contains(relatedTarget) && close());
  document.addEventListener("click", ({ target }) => form.contains(target) || close());
  form.addEventListener(
    "keydown",
    // First out of the results, to ask otherwise; then back to where one was.
    moveBetween(field, area, (event) => {
      if (area.hidden && !form.cameFrom) return;
      event.preventDefault();
      (area.hidden ? form.cameFrom : field).focus();
      close();
    }),
  );
  if (field.value) type();
}
