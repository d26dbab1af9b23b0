// Asks the index, by Pagefind, and keeps of its answers the pages that have every word.

import { answers, fold, isAcronymOf, isInCapitals, isNamed, LAST, termsOf, variantsOf, weightsOf } from "./query.js";

// Where the site begins, seen from the published file, in assets/immutable/.
export const ROOT = new URL("../../", import.meta.url);
const PATIENCE = 30;
// Among how many terms of the glossary an acronym is looked for.
const SOUGHT = 10;
// The kind's label counts, its identifier does not.
const UNSHOWN = { metaWeights: { kind: 0 } };

let engine, facetsLoaded, wordsLoaded;
let failures = 0;

export async function load() {
  // Without a worker: 12 kB less, and a search takes a few milliseconds.
  // Some browsers never ask again for a module that failed: another address each time.
  engine ??= import(new URL(`pagefind/pagefind.js${failures ? `?${failures}` : ""}`, ROOT)).then(async (pagefind) => {
    const instance = pagefind.createInstance({ noWorker: true, ranking: UNSHOWN });
    await instance.init();
    return instance;
  });
  return engine;
}

// After a failure: what has not come is kept as such, by Pagefind too.
export function forget() {
  engine = facetsLoaded = wordsLoaded = undefined;
  failures++;
}

async function ask(readings, query = "") {
  const [pagefind, facets] = await Promise.all([load(), loadFacets()]);
  const weightOf = weightsOf(query);
  const answers = await Promise.all(readings.flatMap(variantsOf).map((text) => pagefind.search(text)));
  const best = new Map();
  for (const { id, score, data } of answers.flatMap((answer) => answer.results)) {
    const kind = facets.kindOf(id);
    const found = { id, score: score * weightOf(kind), data, kind, isLast: kind === LAST };
    if (!(best.get(id)?.score >= found.score)) best.set(id, found);
  }
  return [...best.values()].sort((one, other) => one.isLast - other.isLast || other.score - one.score);
}

const wordsOf = new Map();

async function read(found) {
  const data = await found.data();
  const name = data.meta.url;
  if (!wordsOf.has(name)) {
    // Pagefind looks in these too.
    const { title, label, themes = "", day = "", also = "" } = data.meta;
    const text = fold([title, label, themes, day, also, data.content].join(" "));
    const words = text.split(/\s+/u).flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
    wordsOf.set(name, [...new Set(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")))]);
  }
  return { data, score: found.score, words: wordsOf.get(name) };
}

function has(page, term, whole = false) {
  const asked = fold(term);
  return page.words.some((word) => (whole ? [asked, `${asked}s`].includes(word) : answers(word, asked)));
}

const spells = ({ data: { meta } }, q) => meta.kind === "glossaire" && isAcronymOf(q.trim(), meta.title);

// Whether what is asked is an acronym, which changes what answers it: known before any page is shown.
async function isSpelled(all, q) {
  if (!isInCapitals(q.trim())) return false;
  const words = await Promise.all(
    all
      .filter(({ kind }) => kind === "glossaire")
      .slice(0, SOUGHT)
      .map(read),
  );
  return words.some((page) => spells(page, q));
}

// The pages that have every term of a reading, `size` at a time:
// { pages, next(), more(), total, isExact, isCounted, isAcronym }.
export async function find(readings, { q, type, theme }, size) {
  let left = await ask(readings, q);
  const isAcronym = await isSpelled(left, q);
  if (type || theme) {
    const facets = await loadFacets();
    left = left.filter(({ id }) => facets.keeps(id, type, theme));
  }
  // Not an organisation: what was learned there comes first.
  const isFirst = (page) =>
    spells(page, q) || (page.data.meta.kind !== "structures" && isNamed(page.data.meta.title, readings[0]));
  const sift = (pages) =>
    pages
      .filter((page) => readings.some((terms) => terms.every((term) => has(page, term, isAcronym))))
      .sort((one, other) => isFirst(other) - isFirst(one));
  const ready = isAcronym ? await siftAll(left, sift) : [];
  const list = Object.assign(listing(ready, isAcronym ? [] : left, sift, size), { isAcronym });
  await list.more();
  return list;
}

// Of the pages that begin with an acronym's letters, few have it: how many, one knows once they are
// read, or once so many in a row as patience allows do not have it.
async function siftAll(found, sift) {
  const sound = [];
  for (let start = 0; start < found.length; start += PATIENCE) {
    const pages = sift(await Promise.all(found.slice(start, start + PATIENCE).map(read)));
    if (!pages.length) break;
    sound.push(...pages);
  }
  return sift(sound);
}

// Of `ready` pages, then of those `left` to read and to sift. Pagefind gives the best first, by and
// large: after `PATIENCE` pages in a row that do not have every term, the rest is taken not to have
// them either.
function listing(ready, left, sift, size) {
  const list = { pages: [], total: ready.length + left.length, isExact: false, isCounted: !left.length };
  list.next = async () => {
    const fresh = ready.length ? [] : await Promise.all(left.splice(0, size).map(read));
    const sound = ready.length ? ready.splice(0, size) : sift(fresh);
    list.pages.push(...sound);
    list.total = list.pages.length + ready.length + left.length;
    list.isExact = !ready.length && !left.length;
    list.isCounted ||= list.isExact;
    return sound;
  };
  list.more = async () => {
    for (let read = 0; ready.length + left.length && read < PATIENCE; read += size) {
      const sound = await list.next();
      if (sound.length) return sound;
    }
    left.length = 0;
    list.total = list.pages.length;
    list.isExact = list.isCounted = true;
    return [];
  };
  return list;
}

async function isKnown(term) {
  const first = await Promise.all((await ask([[term]])).slice(0, 3).map(read));
  return first.some((page) => has(page, term));
}

// When no page has them all: the words that no page has, and the pages that have the most of the
// others, unless too few of the words are left to tell what was meant.
export async function explain(terms, state, size) {
  const known = await Promise.all(terms.map(isKnown));
  const missing = terms.filter((_, rank) => !known[rank]);
  const kept = terms.filter((_, rank) => known[rank]);
  if (terms.length < 2 || kept.length * 2 < terms.length) return { missing, kept, partial: [] };
  return { missing, kept, partial: await nearestPages(kept, state, size) };
}

// The word of the glossary that two of the words name side by side: « mémoire technique », of those
// who ask for « mémoire technique modèle ».
export async function wordAmong(terms) {
  for (const [rank, second] of terms.slice(1).entries()) {
    const pair = [terms[rank], second];
    const { pages } = await find([pair], { q: pair.join(" "), type: "glossaire" }, 1);
    const found = pages.find(({ data }) => pair.every((term) => titleHas(data.meta.title, term)));
    if (found) return found;
  }
  return null;
}

const titleHas = (title, term) => termsOf(title).some((word) => answers(fold(word), fold(term)));

// Pages that have some of the words: a word that few pages have tells more than one that all have.
async function nearestPages(terms, state, size) {
  const lists = await Promise.all(terms.map((term) => find([[term]], state, size)));
  const telling = new Map(terms.map((term, rank) => [term, 1 / Math.log(2 + lists[rank].total)]));
  const weightOf = weightsOf(state.q);
  const pages = new Map(lists.flatMap((list) => list.pages).map((page) => [page.data.meta.url, page]));
  const value = (page) =>
    terms.filter((term) => has(page, term)).reduce((sum, term) => sum + telling.get(term), 0) *
    (1 + Math.log(weightOf(page.data.meta.kind)) / 4);
  const ranked = [...pages.values()].sort((one, other) => value(other) - value(one) || other.score - one.score);
  return ranked.filter((page) => value(page) * 2 >= value(ranked[0])).slice(0, size);
}

async function loadText(name) {
  // Its name stays: one of before the last publication would not agree with the index.
  const answer = await fetch(new URL(`pagefind/${name}`, ROOT), { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.text()).trimEnd().split("\n");
}

export function loadWords() {
  wordsLoaded ??= loadText("words.txt");
  return wordsLoaded;
}

function loadFacets() {
  facetsLoaded ??= loadText("facets.txt").then(([kinds, themes, ...lines]) => {
    const [kindRanks, themeRanks] = [kinds.split(" "), themes.split(" ")];
    const pages = new Map(lines.map((line) => [line.split(" ", 1)[0], line.split(" ").slice(1)]));
    const ranksOf = (id) => pages.get(id).map((rank) => parseInt(rank, 36));
    const kindOf = (id) => kindRanks[ranksOf(id)[0]];
    const keeps = (id, type, theme) =>
      (!type || kindOf(id) === type) && (!theme || ranksOf(id).slice(1).includes(themeRanks.indexOf(theme)));
    return { kindOf, keeps };
  });
  return facetsLoaded;
}
