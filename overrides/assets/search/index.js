// Asks the index, by Pagefind, and keeps of its answers the pages that have every word.

import { answers, fold, variantsOf } from "./query.js";

// Where the site begins, seen from the published file, in assets/immutable/.
export const ROOT = new URL("../../", import.meta.url);
const PATIENCE = 30;
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

async function ask(readings) {
  const pagefind = await load();
  const answers = await Promise.all(readings.flatMap(variantsOf).map((text) => pagefind.search(text)));
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
    const { title, label, themes = "", day = "", also = "" } = data.meta;
    const text = fold([title, label, themes, day, also, data.content].join(" "));
    const words = text.split(/\s+/u).flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
    wordsOf.set(name, [...new Set(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")))]);
  }
  return { data, words: wordsOf.get(name) };
}

function has(page, term) {
  const asked = fold(term);
  return page.words.some((word) => answers(word, asked));
}

// The pages that have every term of a reading, `size` at a time: { pages, next(), more(), total, isExact }.
// Pagefind gives the best first, by and large: after `PATIENCE` pages in a row that do not have them
// all, the rest is taken not to have them either.
export async function find(readings, { type, theme }, size) {
  let left = await ask(readings);
  if (type || theme) {
    const facets = await loadFacets();
    left = left.filter(({ id }) => facets(id, type, theme));
  }
  const list = { pages: [], total: left.length, isExact: false };
  list.next = async () => {
    const fresh = await Promise.all(left.slice(0, size).map(read));
    left = left.slice(size);
    const sound = fresh.filter((page) => readings.some((terms) => terms.every((term) => has(page, term))));
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
  const first = await Promise.all((await ask([[term]])).slice(0, 3).map(read));
  return first.some((page) => has(page, term));
}

// When no page has them all: the words that no page has, or the pages that have the most.
export async function explain(terms, state, size) {
  const known = await Promise.all(terms.map(isKnown));
  const missing = terms.filter((_, rank) => !known[rank]);
  if (missing.length || terms.length < 2) return { missing, kept: terms.filter((_, r) => known[r]) };
  const lists = await Promise.all(terms.map((term) => find([[term]], state, size)));
  const pages = new Map(lists.flatMap((list) => list.pages).map((page) => [page.data.meta.url, page]));
  const count = (page) => terms.filter((term) => has(page, term)).length;
  const ranked = [...pages.values()].sort((one, other) => count(other) - count(one));
  return { missing, partial: ranked.slice(0, size) };
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
    return (id, type, theme) => {
      const [kind, ...found] = pages.get(id).map((rank) => parseInt(rank, 36));
      return (!type || kindRanks[kind] === type) && (!theme || found.includes(themeRanks.indexOf(theme)));
    };
  });
  return facetsLoaded;
}
