// What is found, laid out: never as HTML, since a page's words may be anything.

import { explain, find, ROOT, wordAmong } from "./index.js";
import { MONTHS, placesOf } from "./notations.js";
import { fold, isInCapitals, matches, readingsOf } from "./query.js";
import { nearest } from "./spelling.js";

export const EMPTY = { q: "", type: "", theme: "" };
const PARTS = 3;
const WORDS_BEFORE = 12;
const WORDS_AFTER = 24;
const WORDS_SHOWN = 70;
const MANY = 5;
const IN_DATES = new RegExp(
  `(?<=\\d|\\der) (?=(?:${MONTHS.join("|")})(?!\\p{L}))|(?<=${MONTHS.join("|")}) (?=\\d{4})`,
  "gu",
);

export function element(name, attributes = {}, ...content) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...content.filter((part) => part !== null && part !== ""));
  // One text between two marks, not one per word: ears hear a sentence.
  made.normalize();
  return made;
}

// What the index holds, as French prints it.
export function typeset(text) {
  return text
    .replace(/(?<=\p{L})'(?=[\p{L}\p{N}«])/gu, "’")
    .replace(/(?<=\d)\u2060(?=\d)/gu, "\u202f")
    .replace(/(?<=\S) (?=[;!?])/gu, "\u202f")
    .replace(/(?<=\S) (?=[:»€%])|(?<=«) /gu, "\u00a0")
    .replace(IN_DATES, "\u00a0");
}

// Where a text has what is asked, written with other signs (every kind of these has figures), or an acronym.
function placesIn(text, terms) {
  if (isInCapitals(terms[0] ?? "")) {
    const [before, after] = text.split(new RegExp(`(?<!\\p{L})${terms[0]}(?!\\p{L})`, "u"));
    return after === undefined ? [] : [{ start: before.length, end: before.length + terms[0].length }];
  }
  if (!terms.some((term) => /\d/.test(term))) return [];
  const asked = new Set(terms.map(fold));
  return placesOf(text, (word) => asked.has(fold(word)));
}

function marked(text, terms) {
  const shown = typeset(text);
  const parts = [];
  let end = 0;
  for (const place of placesIn(shown, terms)) {
    parts.push(...markedWords(shown.slice(end, place.start), terms));
    parts.push(element("mark", {}, shown.slice(place.start, place.end)));
    end = place.end;
  }
  return [...parts, ...markedWords(shown.slice(end), terms)];
}

function markedWords(text, terms) {
  return text.split(/([\p{L}\p{N}\u202f\u2060]+)/u).map((word, rank) => {
    const asked = word.replace(/[\u202f\u2060]/gu, "");
    return rank % 2 && terms.some((term) => matches(asked, term)) ? element("mark", {}, word) : word;
  });
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

// A term is shown whole; a page by what surrounds the words or, when they are in its title, by its
// summary, which stands between the title and the first heading.
function excerptOf({ data }, terms) {
  const { title, url } = data.meta;
  const words = data.content.split(" ");
  const around = plain(data.plain_excerpt);
  const isTerm = url.includes("#");
  const [place] = isTerm || placesIn(around, terms).length ? [] : placesIn(data.content, terms);
  if (place) return surroundings(data.content, place);
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

function surroundings(text, { start }) {
  const [before, after] = [text.slice(0, start).split(" "), text.slice(start).split(" ")];
  const shown = [...before.slice(-WORDS_BEFORE), ...after.slice(0, WORDS_AFTER)];
  return `… ${shown.join(" ").trim()}${after.length > WORDS_AFTER ? " …" : ""}`;
}

// Figures are held together, « 60\u2060000 ».
const wordsIn = (text) => text.split(/[^\p{L}\p{N}\u202f\u2060]+/u).map((word) => word.replace(/[\u202f\u2060]/gu, ""));
const says = (text, term) => wordsIn(text).some((word) => matches(word, term)) || placesIn(text, [term]).length > 0;

function partsOf({ data }, terms) {
  const words = data.content.split(" ");
  // Where an acronym is, not where a word begins as it does.
  const [acronym] = terms.filter(isInCapitals);
  const isHere = ({ locations }) => (acronym ? locations.some((l) => says(words[l] ?? "", acronym)) : locations.length);
  const inside = data.sub_results.filter((part) => part.anchor && isHere(part));
  const weight = (part) => part.weighted_locations.reduce((sum, l) => sum + l.balanced_score, 0);
  return inside.sort((one, other) => weight(other) - weight(one)).slice(0, PARTS);
}

// Of what is asked, the words by which a page is found, and which it does not say.
function unsaidIn({ data: { content, meta } }, terms) {
  return terms.filter((term) => says(meta.also ?? "", term) && ![meta.title, content].some((text) => says(text, term)));
}

const quoted = (words) => `«\u00a0${words.join(" ")}\u00a0»`;

// Terms as they were typed: « PME », « sous-traitance ».
function typedIn(q, terms) {
  const typed = q.split(/\s+/u).filter((word) =>
    readingsOf(word)
      .flat()
      .some((term) => terms.includes(term)),
  );
  return typed.length ? typed : terms;
}

export function resultOf(page, terms, q, isNear = false) {
  const { meta } = page.data;
  const address = new URL(meta.url, ROOT).href;
  const about = [meta.day, meta.themes].filter(Boolean).map((text) => ` · ${typeset(text)}`);
  const parts = partsOf(page, terms).map((part) =>
    element("li", {}, element("a", { href: `${address}#${part.anchor.id}` }, ...marked(part.title, terms))),
  );
  const item = element(
    "li",
    { className: "search-result" },
    element("a", { href: address, className: "search-title" }, ...marked(meta.title, terms)),
    element("p", { className: "search-about" }, element("strong", {}, meta.label), ...about),
    element("p", { className: "search-excerpt" }, ...marked(excerptOf(page, terms), terms)),
    parts.length ? element("ul", { className: "search-parts", ariaLabel: "Dans cette page" }, ...parts) : "",
  );
  item.dataset.kind = meta.kind;
  const unsaid = isNear || item.querySelector("mark") ? [] : unsaidIn(page, terms);
  if (unsaid.length)
    item.append(
      element("p", { className: "search-about" }, `La page emploie d’autres mots que ${quoted(typedIn(q, unsaid))}.`),
    );
  return item;
}

const countOf = ({ total, isCounted }) => `${isCounted ? "" : "Environ "}${total} résultat${total > 1 ? "s" : ""}`;

export function addressOf({ q, type, theme }) {
  const address = new URL("recherche/", ROOT);
  for (const [name, value] of Object.entries({ q, type, theme })) {
    if (value) address.searchParams.set(name, value);
  }
  return address.href;
}

const link = (words, state) => element("a", { href: addressOf({ ...state, q: words.join(" ") }) }, words.join(" "));

// The words that were meant, when each that no page has is a slip for one, and a page has them all.
async function whatWasMeant(terms, missing, state) {
  const near = new Map();
  for (const term of missing) near.set(term, await nearest(term));
  if (!missing.length || !missing.every((term) => near.get(term))) return null;
  const meant = terms.map((term) => near.get(term) ?? term);
  const { pages } = await find([meant], { ...state, q: meant.join(" ") }, 1);
  return pages.length ? element("p", {}, "Voulez-vous dire ", link(meant, state), "\u202f?") : null;
}

// What some pages do say of it; where words are found.
function whatToTry({ missing, kept }, state) {
  const glossary = element("a", { href: new URL("glossaire/", ROOT).href }, "le glossaire");
  return [
    missing.length && kept.length ? element("p", {}, "Chercher seulement ", link(kept, state), ".") : null,
    element("p", {}, "Essayez un mot voisin\u00a0: ", glossary, " en explique plusieurs."),
  ];
}

// Everything to show for a query: what is said aloud, then what is laid out.
export async function answer(state, size) {
  const readings = readingsOf(state.q);
  const [terms] = readings;
  const asked = quoted([state.q.trim()]);
  if (!state.q.trim()) return { said: "", content: [] };
  if (!terms.length) return { said: "Tapez au moins deux lettres.", content: [] };
  const list = await find(readings, state, size);
  if (list.pages.length) {
    const words = list.isAcronym ? [state.q.trim()] : readings.flat();
    const isNear = list.isExact && list.pages.every((page) => unsaidIn(page, words).length);
    const among = state.type || state.theme ? " de ce que vous avez choisi de montrer" : "";
    const count = () =>
      isNear ? `Aucune page${among} ne dit ${asked}\u202f; pages proches\u00a0:` : `${countOf(list)} pour ${asked}.`;
    const show = (page) => resultOf(page, words, state.q, isNear);
    return { said: count(), count, content: await laidOut(list.pages, terms, show), list, show };
  }
  if ((state.type || state.theme) && (await find(readings, EMPTY, size)).pages.length) {
    const everywhere = element("a", { href: addressOf({ ...EMPTY, q: state.q }) }, `Chercher ${asked} partout`);
    return {
      said: `Aucun résultat pour ${asked} parmi ce que vous avez choisi de montrer.`,
      content: [element("p", {}, everywhere)],
    };
  }
  const why = await explain(terms, state, size);
  const meant = await whatWasMeant(terms, why.missing, state);
  if (why.partial.length) {
    const unsaid = why.missing.length
      ? `Aucun résultat pour ${asked}\u00a0: aucune page ne dit ${quoted(why.missing)}. Voici les plus proches.`
      : `Aucune page ne réunit tous les mots de ${asked}. En voici qui en contiennent une partie.`;
    return {
      said: unsaid,
      content: [meant, ...(await laidOut(why.partial, terms, (page) => resultOf(page, why.kept, state.q)))],
    };
  }
  const content = [meant, ...whatToTry(why, state)];
  return { said: `Aucun résultat pour ${asked}.`, content, isNothing: true };
}

const listOf = (pages, show, ariaLabel) => element("ol", { className: "search-list", ariaLabel }, ...pages.map(show));

// Pages; when they are few, what the glossary says of two of the words besides.
async function laidOut(pages, terms, show) {
  const results = listOf(pages, show, "Résultats");
  const word = terms.length > 2 && pages.length <= MANY ? await wordAmong(terms) : null;
  if (!word || pages.some((page) => page.data.meta.url === word.data.meta.url)) return [results];
  const title = "Dans le glossaire";
  return [results, element("p", { className: "search-aside" }, `${title}\u00a0:`), listOf([word], show, title)];
}
