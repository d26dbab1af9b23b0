// The page of the search, at an address of its own that says what was asked.

import { forget } from "./index.js";
import { addressOf, EMPTY, element } from "./results.js";
import { later, makeRunner, moveBetween, tellTrouble } from "./running.js";

const SHOWN_IN_PAGE = 10;
const FEW = 5;

function stateOf(form) {
  return { q: form.elements.q.value, type: form.elements.type.value, theme: form.elements.theme.value };
}

function fill(form) {
  const asked = new URLSearchParams(location.search);
  for (const name of Object.keys(EMPTY)) form.elements[name].value = asked.get(name) ?? "";
}

// One entry of the history for each search that was settled, none for the letters on the way.
function makeRecorder() {
  let isSettled = location.search !== "";
  return (state, settled) => {
    const address = addressOf(state);
    if (address !== location.href) history[isSettled ? "pushState" : "replaceState"](null, "", address);
    isSettled = settled;
  };
}

// From heading to heading, each result is a stop.
function headed(result) {
  const title = result.querySelector(".search-title");
  const heading = element("h3", {});
  title.replaceWith(heading);
  heading.append(title);
  return result;
}

// When nothing comes after all, the count says so aloud, and the focus stays among the results.
function moreButton(form, found, body, { status, again }) {
  const button = element("button", { type: "button", className: "search-more" }, "Montrer la suite");
  const go = async () => {
    const pages = await found.list.more();
    const list = body.querySelector(".search-list");
    list.append(...pages.map((page) => headed(found.show(page))));
    list.children[list.children.length - Math.max(pages.length, 1)].querySelector("a").focus();
    status.textContent = found.count();
    if (found.list.isExact) button.remove();
    form.querySelector(".search-trouble").textContent = "";
  };
  const goAgain = async () => {
    await again();
    body.querySelector(".search-more")?.click();
  };
  button.addEventListener("click", () =>
    go().catch(() => {
      forget();
      tellTrouble(form, goAgain);
    }),
  );
  return button;
}

export function startPage(form) {
  const field = form.elements.q;
  const area = document.querySelector(".search-results");
  const themes = document.querySelector(".search-themes");
  const filters = form.querySelector(".search-filters");
  const title = document.title;
  const record = makeRecorder();
  const run = makeRunner(form, area, SHOWN_IN_PAGE, (found, state, body, handles) => {
    // A few results are read sooner than filters; a choice that was made can always be undone.
    filters.hidden = !(state.type || state.theme || found.list?.total > FEW);
    themes.hidden = found.content.length > 0 && !found.isNothing;
    document.title = state.q.trim() ? `«\u00a0${state.q.trim()}\u00a0» · ${title}` : title;
    for (const result of body.querySelectorAll(".search-result")) headed(result);
    body.querySelector(".search-list")?.before(element("h2", { className: "unseen" }, "Résultats"));
    if (found.list && !found.list.isExact) body.append(moreButton(form, found, body, handles));
  });
  const go = (settled) => {
    record(stateOf(form), settled);
    return run(stateOf(form));
  };
  field.addEventListener(
    "input",
    later(() => go(false)),
  );
  form.addEventListener("change", ({ target }) => target !== field && go(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(true);
  });
  addEventListener("popstate", () => {
    fill(form);
    run(stateOf(form));
  });
  const goBack = moveBetween(field, area, () => field.focus());
  for (const place of [form, area]) place.addEventListener("keydown", goBack);
  // What was typed while this program came stays; else the address says what to look for.
  if (field.value) return go(false);
  fill(form);
  return run(stateOf(form));
}
