// What is found, laid out: never as HTML, since a page's words may be anything.

import { explain, find, ROOT } from "./index.js";
import { matches, termsOf } from "./query.js";
import { nearest } from "./spelling.js";

export const EMPTY = { q: "", type: "", theme: "" };
const PARTS = 3;
const WORDS_SHOWN = 70;

export function element(name, attributes = {}, ...content) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...content.filter((part) => part !== null && part !== ""));
  return made;
}

// What the index holds, as French prints it.
export function typeset(text) {
  return text
    .replace(/(?<=\p{L})'(?=[\p{L}\p{N}«])/gu, "’")
    .replace(/(?<=\d)\u2060(?=\d)/gu, "\u202f")
    .replace(/(?<=\S) (?=[;!?])/gu, "\u202f")
    .replace(/(?<=\S) (?=[:»€%])|(?<=«) /gu, "\u00a0");
}

function marked(text, terms) {
  return typeset(text)
    .split(/([\p{L}\p{N}\u202f\u2060]+)/u)
    .map((word, rank) => {
      const asked = word.replace(/[\u202f\u2060]/gu, "");
      return rank % 2 && terms.some((term) => matches(asked, term)) ? element("mark", {}, word) : word;
    });
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

// A term is shown whole; a page by what surrounds the words or, when they are in its title, by its
// summary, which stands between the title and the first heading.
function excerptOf({ data }) {
  const { title, url } = data.meta;
  const words = data.content.split(" ");
  const around = plain(data.plain_excerpt);
  const isTerm = url.includes("#");
  const isWhole = isTerm || around.startsWith(title);
  const end = isTerm ? words.length : (data.anchors[0]?.location ?? words.length);
  if (!isWhole) return `… ${around}${data.content.endsWith(around) ? "" : " …"}`;
  const own = words
    .slice(0, end)
    .join(" ")
    .slice(title.length)
    .replace(/^[.\s]+/, "")
    .split(" ");
  return own.slice(0, WORDS_SHOWN).join(" ") + (own.length > WORDS_SHOWN ? " …" : "");
}

function partsOf({ data }) {
  const inside = data.sub_results.filter((part) => part.anchor && part.locations.length);
  const weight = (part) => part.weighted_locations.reduce((sum, l) => sum + l.balanced_score, 0);
  return inside.sort((one, other) => weight(other) - weight(one)).slice(0, PARTS);
}

export function resultOf(page, terms) {
  const { meta } = page.data;
  const address = new URL(meta.url, ROOT).href;
  const about = [meta.day, meta.themes].filter(Boolean).map((text) => ` · ${typeset(text)}`);
  const parts = partsOf(page).map((part) =>
    element("li", {}, element("a", { href: `${address}#${part.anchor.id}` }, ...marked(part.title, terms))),
  );
  const item = element(
    "li",
    { className: "search-result" },
    element("a", { href: address, className: "search-title" }, ...marked(meta.title, terms)),
    element("p", { className: "search-about" }, element("strong", {}, meta.label), ...about),
    element("p", { className: "search-excerpt" }, ...marked(excerptOf(page), terms)),
    parts.length ? element("ul", { className: "search-parts", ariaLabel: "Dans cette page" }, ...parts) : "",
  );
  item.dataset.kind = meta.kind;
  return item;
}

const countOf = ({ total, isExact }) => `${isExact ? "" : "Environ "}${total} résultat${total > 1 ? "s" : ""}`;

export function addressOf({ q, type, theme }) {
  const address = new URL("recherche/", ROOT);
  for (const [name, value] of Object.entries({ q, type, theme })) {
    if (value) address.searchParams.set(name, value);
  }
  return address.href;
}

async function suggestion(terms, { missing, kept }, state) {
  const near = new Map();
  for (const term of missing) near.set(term, await nearest(term));
  const link = (words) => element("a", { href: addressOf({ ...state, q: words.join(" ") }) }, words.join(" "));
  if (missing.every((term) => near.get(term)))
    return element("p", {}, "Voulez-vous dire ", link(terms.map((t) => near.get(t) ?? t)), "\u202f?");
  return kept.length ? element("p", {}, "Chercher seulement ", link(kept), ".") : null;
}

// Everything to show for a query: what is said aloud, then what is laid out.
export async function answer(state, size) {
  const terms = termsOf(state.q);
  const quoted = `«\u00a0${state.q.trim()}\u00a0»`;
  if (!state.q.trim()) return { said: "", content: [] };
  if (!terms.length) return { said: "Tapez au moins deux lettres.", content: [] };
  const list = await find(terms, state, size);
  if (list.pages.length) {
    const items = list.pages.map((page) => resultOf(page, terms));
    const count = () => `${countOf(list)} pour ${quoted}.`;
    return { said: count(), count, content: [resultList(items)], list, terms };
  }
  if ((state.type || state.theme) && (await find(terms, EMPTY, size)).pages.length) {
    const everywhere = element("a", { href: addressOf({ ...EMPTY, q: state.q }) }, `Chercher ${quoted} partout`);
    return {
      said: `Aucun résultat pour ${quoted} parmi ce que vous avez choisi de montrer.`,
      content: [element("p", {}, everywhere)],
    };
  }
  const why = await explain(terms, state, size);
  if (why.partial?.length) {
    const items = why.partial.map((page) => resultOf(page, terms));
    return {
      said: `Aucune page ne réunit tous les mots de ${quoted}. En voici qui en contiennent une partie.`,
      content: [resultList(items)],
    };
  }
  const proposed = why.missing.length ? await suggestion(terms, why, state) : null;
  return { said: `Aucun résultat pour ${quoted}.`, content: [proposed], isNothing: true };
}

const resultList = (items) => element("ol", { className: "search-list" }, ...items);
