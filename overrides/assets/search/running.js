// What the panel and the page share: keys, trouble, and one answer at a time.

import { forget } from "./index.js";
import { answer, element } from "./results.js";

export function moveBetween(field, area, onEscape) {
  return (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") return onEscape(event);
    if (!(event.key in steps) || event.target.tagName === "SELECT") return;
    const stops = [field, ...area.querySelectorAll("a, button")];
    const next = stops[stops.indexOf(document.activeElement) + steps[event.key]];
    if (next && area.checkVisibility()) {
      event.preventDefault();
      next.focus();
    }
  };
}

export function tellTrouble(form, again) {
  const button = element("button", { type: "button", className: "search-more" }, "Réessayer");
  button.addEventListener("click", again);
  const text = element("span", {}, "La recherche n’a pas pu se charger. Vérifiez votre connexion.");
  form.querySelector(".search-trouble").replaceChildren(text, " ", button);
}

// A function that answers a state and has it laid out, unless another was asked meanwhile.
export function makeRunner(form, area, size, lay) {
  const status = element("p", { className: "search-status", role: "status" });
  const body = element("div", {});
  area.append(status, body);
  let turn = 0;
  const trouble = form.querySelector(".search-trouble");
  return async function run(state) {
    const mine = ++turn;
    try {
      const found = await answer(state, size);
      if (mine !== turn) return;
      const wasInside = [body, trouble].some((place) => place.contains(document.activeElement));
      trouble.textContent = "";
      status.textContent = found.said;
      body.replaceChildren(...found.content.filter(Boolean));
      lay(found, state, body, { status, again: () => run(state) });
      if (wasInside) form.elements.q.focus();
    } catch {
      forget();
      if (mine !== turn) return;
      status.textContent = "";
      body.replaceChildren();
      lay({ said: "", content: [] }, state, body);
      tellTrouble(form, () => run(state));
    }
  };
}

export function later(action, delay = 90) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), delay);
  };
}
