// The search, loaded when a reader opens it (search-opener.js). Pagefind finds; what readers type is
// prepared here, what Pagefind answers is checked here, and shown, under the field or on /recherche/.
//
// What becomes of a query, `termsOf` and `variantsOf`:
// - both apostrophes part words; single letters go (« l’épicerie », « d'équipement »), and so do words
//   that every page has (« comment », « jusqu' », « les »), unless there is nothing else;
// - « 60 000 € » is asked as « 60000 », « R2122-8 » as « r21228 », « accords-cadres » as two words;
// - accents and capitals do not count (Pagefind sees to it); « oe » and « œ » are both asked.
//
// Pagefind never says that it does not know a word: it drops it, or answers with words that share its
// beginning. So a page is shown only if it has every word asked, as `matches` understands it.

const ROOT = new URL("../", import.meta.url);
const SHOWN = { panel: 5, page: 10 };
const PARTS = 3;
const PATIENCE = 30;
const WORDS_SHOWN = 70;
const EMPTY = { q: "", type: "", theme: "" };
const KINDS = { Visite: "visites", Conseil: "conseils", Glossaire: "glossaire", Page: "pages" };

// ---- Queries -----------------------------------------------------------------------------------

const GROUPED = /(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)/gu;

const COMMON = new Set(
  ("a ai ainsi alors as au aussi aux avec ce ceci cela ces cet cette chez combien comme comment " +
    "dans de definition des donc du elle elles en es est et etes etre eu font ici il ils je jusqu la le " +
    "les leur leurs lorsqu lui ma mais me meme mes moi mon ne ni nos notre nous on ont ou où par pas peut " +
    "pour pourquoi puis puisqu qu quand que quel quelle quelles quels qui quoi quoiqu sa sans se ses si " +
    "signification signifie son sont sur ta te tes toi ton tu un une va veut vos votre vous").split(" "),
);

// Endings of nouns, adjectives and verbs, without accents: two words that differ by these are one.
const ENDINGS = (
  "e s x es ee ees er ers ere eres ez ent ant ante ants antes ai ait aient a as ons ont " +
  "ir is it i ie ies issent issant eur eurs euse euses rice rices ateur ateurs atrice atrices " +
  "ier iers iere ieres ien iens ienne iennes al ale ales aux el els elle elles eux eaux eau " +
  "if ifs ive ives ation ations ition itions ion ions ement ements issement issements ment ments " +
  "age ages ite ites able ables ible ibles ique iques isme ismes iste istes ance ances ence ences"
)
  .split(" ")
  .sort((one, other) => other.length - one.length);

export function fold(text) {
  const open = text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
  return open.normalize("NFD").replace(/\p{M}/gu, "");
}

export function termsOf(query) {
  const words = query
    .normalize("NFC")
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(GROUPED, (figures) => figures.replace(/\s/gu, ""))
    .replace(/(\d)\s*(?:€|euros?(?!\p{L}))/gu, "$1 ")
    .replace(/(?<=\p{L})-(?=\p{L})/gu, " ")
    .split(/[\s']+/u)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((word) => word.length > 1 || /\d/.test(word));
  const telling = words.filter((word) => !COMMON.has(fold(word)));
  return [...new Set(telling.length ? telling : words)];
}

export function variantsOf(terms) {
  const text = terms.join(" ");
  const open = text.replaceAll("œ", "oe").replaceAll("æ", "ae");
  return [...new Set([open, open.replaceAll("oe", "œ").replaceAll("ae", "æ")])];
}

const roots = new Map();

function rootOf(folded) {
  if (roots.has(folded)) return roots.get(folded);
  // « capac-ité », but « visit-e », as « visit-er ».
  const isLeft = (end) => folded.length - end.length >= (/^ites?$/.test(end) ? 4 : 3);
  const ending = ENDINGS.find((end) => folded.endsWith(end) && isLeft(end));
  const bare = ending && !/\d/.test(folded) ? folded.slice(0, -ending.length) : folded;
  // « vérifi-ez » is « vérif-ier ».
  const root = bare.length > 4 ? bare.replace(/i$/, "") : bare;
  roots.set(folded, root);
  return root;
}

// Whether a word of a page answers a word of a query: it begins with it, or only its ending differs.
function answers(found, asked) {
  return found.startsWith(asked) || (found[0] === asked[0] && rootOf(found) === rootOf(asked));
}

export const matches = (word, term) => answers(fold(word), fold(term));

// ---- Asking ------------------------------------------------------------------------------------

let engine, facetsLoaded, wordsLoaded;
let failures = 0;

async function load() {
  // Without a worker: 12 kB less, and a search takes a few milliseconds.
  // Some browsers never ask again for a module that failed: another address each time.
  engine ??= import(new URL(`pagefind/pagefind.js${failures ? `?${failures}` : ""}`, ROOT)).then(async (pagefind) => {
    const instance = pagefind.createInstance({ noWorker: true });
    await instance.init();
    return instance;
  });
  return engine;
}

// After a failure: what has not come is kept as such, by Pagefind too.
function forget() {
  engine = facetsLoaded = wordsLoaded = undefined;
  failures++;
}

async function ask(terms) {
  const pagefind = await load();
  const answers = await Promise.all(variantsOf(terms).map((text) => pagefind.search(text)));
  const best = new Map();
  for (const found of answers.flatMap((answer) => answer.results)) {
    if (!(best.get(found.id)?.score >= found.score)) best.set(found.id, found);
  }
  return [...best.values()].sort((one, other) => other.score - one.score);
}

const wordsOf = new Map();

async function read(found) {
  const data = await found.data();
  const name = data.meta.url;
  if (!wordsOf.has(name)) {
    // Pagefind looks in these too.
    const { title, kind, themes = "", day = "" } = data.meta;
    const text = fold([title, kind, themes, day, data.content].join(" "));
    const words = text.split(/\s+/u).flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
    wordsOf.set(name, [...new Set(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")))]);
  }
  return { data, words: wordsOf.get(name) };
}

function has(page, term) {
  const asked = fold(term);
  return page.words.some((word) => answers(word, asked));
}

// The pages that have every term, `size` at a time: { pages, next(), more(), total, isExact }.
// Pagefind gives the best first, by and large: after `PATIENCE` pages in a row that do not have them
// all, the rest is taken not to have them either.
async function find(terms, { type, theme }, size) {
  let left = await ask(terms);
  if (type || theme) {
    const facets = await loadFacets();
    left = left.filter(({ id }) => facets(id, type, theme));
  }
  const list = { pages: [], total: left.length, isExact: false };
  list.next = async () => {
    const fresh = await Promise.all(left.slice(0, size).map(read));
    left = left.slice(size);
    const sound = fresh.filter((page) => terms.every((term) => has(page, term)));
    list.pages.push(...sound);
    list.total -= fresh.length - sound.length;
    list.isExact = !left.length;
    return sound;
  };
  list.more = async () => {
    for (let read = 0; left.length && read < PATIENCE; read += size) {
      const sound = await list.next();
      if (sound.length) return sound;
    }
    left = [];
    list.total = list.pages.length;
    list.isExact = true;
    return [];
  };
  await list.more();
  return list;
}

async function isKnown(term) {
  const first = await Promise.all((await ask([term])).slice(0, 3).map(read));
  return first.some((page) => has(page, term));
}

// When no page has them all: the words that no page has, or the pages that have the most.
async function explain(terms, state, size) {
  const known = await Promise.all(terms.map(isKnown));
  const missing = terms.filter((_, rank) => !known[rank]);
  if (missing.length || terms.length < 2) return { missing, kept: terms.filter((_, r) => known[r]) };
  const lists = await Promise.all(terms.map((term) => find([term], state, size)));
  const pages = new Map(lists.flatMap((list) => list.pages).map((page) => [page.data.meta.url, page]));
  const count = (page) => terms.filter((term) => has(page, term)).length;
  const ranked = [...pages.values()].sort((one, other) => count(other) - count(one));
  return { missing, partial: ranked.slice(0, size) };
}

async function loadText(name) {
  const answer = await fetch(new URL(`pagefind/${name}`, ROOT));
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.text()).trimEnd().split("\n");
}

function loadFacets() {
  facetsLoaded ??= loadText("facets.txt").then(([kinds, themes, ...lines]) => {
    const [kindRanks, themeRanks] = [kinds.split(" "), themes.split(" ")];
    const pages = new Map(lines.map((line) => [line.split(" ", 1)[0], line.split(" ").slice(1)]));
    return (id, type, theme) => {
      const [kind, ...found] = pages.get(id).map((rank) => parseInt(rank, 36));
      return (!type || kindRanks[kind] === type) && (!theme || found.includes(themeRanks.indexOf(theme)));
    };
  });
  return facetsLoaded;
}

// ---- Nearest spelling --------------------------------------------------------------------------

// Letters to add, leave out, change or swap with the next (Damerau and Levenshtein), up to `limit`.
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = last[j - 1] + (one[i - 1] !== other[j - 1]);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

async function nearest(term) {
  const asked = fold(term);
  const limit = asked.length < 4 ? 0 : asked.length < 6 ? 1 : 2;
  if (!limit || /\d/.test(asked)) return null;
  wordsLoaded ??= loadText("words.txt");
  let [best, closest] = [null, limit + 1];
  for (const word of await wordsLoaded) {
    const far = distance(asked, fold(word), limit);
    if (far < closest) [best, closest] = [word, far];
  }
  return best;
}

// ---- Showing -----------------------------------------------------------------------------------

function element(name, attributes = {}, ...content) {
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
  const { title, kind } = data.meta;
  const words = data.content.split(" ");
  const around = plain(data.plain_excerpt);
  const isWhole = kind === "Glossaire" || around.startsWith(title);
  const end = kind === "Glossaire" ? words.length : (data.anchors[0]?.location ?? words.length);
  if (!isWhole) return `… ${around}${data.content.endsWith(around) ? "" : " …"}`;
  const own = words.slice(0, end).join(" ").slice(title.length).replace(/^[.\s]+/, "").split(" ");
  return own.slice(0, WORDS_SHOWN).join(" ") + (own.length > WORDS_SHOWN ? " …" : "");
}

function partsOf({ data }) {
  const inside = data.sub_results.filter((part) => part.anchor && part.locations.length);
  const weight = (part) => part.weighted_locations.reduce((sum, l) => sum + l.balanced_score, 0);
  return inside.sort((one, other) => weight(other) - weight(one)).slice(0, PARTS);
}

function resultOf(page, terms) {
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
    element("p", { className: "search-about" }, element("strong", {}, meta.kind), ...about),
    element("p", { className: "search-excerpt" }, ...marked(excerptOf(page), terms)),
    parts.length ? element("ul", { className: "search-parts", ariaLabel: "Dans cette page" }, ...parts) : "",
  );
  item.dataset.kind = KINDS[meta.kind];
  return item;
}

const countOf = ({ total, isExact }) =>
  `${isExact ? "" : "Environ "}${total} résultat${total > 1 ? "s" : ""}`;

function addressOf({ q, type, theme }) {
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
async function answer(state, size) {
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

// ---- Using -------------------------------------------------------------------------------------

function moveBetween(field, area, onEscape) {
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

function tellTrouble(form, again) {
  const button = element("button", { type: "button", className: "search-more" }, "Réessayer");
  button.addEventListener("click", again);
  const text = element("span", {}, "La recherche n’a pas pu se charger. Vérifiez votre connexion.");
  form.querySelector(".search-trouble").replaceChildren(text, " ", button);
}

// A function that answers a state and has it laid out, unless another was asked meanwhile.
function makeRunner(form, area, size, lay) {
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

function later(action, delay = 90) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), delay);
  };
}

function loadStyles() {
  const styles = element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
  document.head.append(styles);
  return new Promise((done) => (styles.onload = styles.onerror = done));
}

const onwards = (href, text) =>
  element("p", { className: "search-onwards" }, element("a", { href }, text));

async function startPanel(form) {
  await loadStyles();
  const field = form.elements.q;
  const area = element("div", { className: "search-panel", role: "region", ariaLabel: "Résultats de la recherche", hidden: true });
  form.append(area);
  const close = () => (area.hidden = true);
  const run = makeRunner(form, area, SHOWN.panel, (found, state, body) => {
    area.hidden = !found.said;
    if (found.list && !(found.list.isExact && found.list.total <= SHOWN.panel))
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
    moveBetween(field, area, (event) => {
      event.preventDefault();
      close();
      form.cameFrom ? form.cameFrom.focus() : document.activeElement.blur();
    }),
  );
  if (field.value) type();
}

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

// When nothing comes after all, the count says so aloud, and the focus stays among the results.
function moreButton(form, found, body, { status, again }) {
  const button = element("button", { type: "button", className: "search-more" }, "Montrer la suite");
  const go = async () => {
    const pages = await found.list.more();
    const list = body.querySelector(".search-list");
    list.append(...pages.map((page) => resultOf(page, found.terms)));
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

function startPage(form) {
  const field = form.elements.q;
  const area = document.querySelector(".search-results");
  const themes = document.querySelector(".search-themes");
  const filters = form.querySelector(".search-filters");
  const title = document.title;
  const record = makeRecorder();
  const run = makeRunner(form, area, SHOWN.page, (found, state, body, handles) => {
    filters.hidden = !state.q.trim();
    themes.hidden = found.content.length > 0 && !found.isNothing;
    document.title = state.q.trim() ? `«\u00a0${state.q.trim()}\u00a0» · ${title}` : title;
    if (found.list && !found.list.isExact) body.append(moreButton(form, found, body, handles));
  });
  const go = (settled) => {
    record(stateOf(form), settled);
    return run(stateOf(form));
  };
  field.addEventListener("input", later(() => go(false)));
  form.addEventListener("change", ({ target }) => target !== field && go(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(true);
  });
  addEventListener("popstate", () => {
    fill(form);
    run(stateOf(form));
  });
  const escape = () => field.focus();
  for (const place of [form, area]) place.addEventListener("keydown", moveBetween(field, area, escape));
  // What was typed while this program came stays; else the address says what to look for.
  if (field.value) return go(false);
  fill(form);
  return run(stateOf(form));
}

export function start(form) {
  load().catch(() => {}); // While the reader types; a failure is told when there is something to find.
  return form.dataset.search === "page" ? startPage(form) : startPanel(form);
}
