// What becomes of a query, and whether a word of a page answers a word of it. Nothing of a browser here.
//
// `termsOf` and `variantsOf`:
// - both apostrophes part words; single letters go (« l’épicerie », « d'équipement »), and so do words
//   that every page has (« comment », « jusqu' », « les »), unless there is nothing else;
// - what may be written with other signs is asked in one writing (notations.js);
// - « accords-cadres » is asked as two words and as one;
// - accents and capitals do not count (Pagefind sees to it); « oe » and « œ » are both asked.
//
// Pagefind never says that it does not know a word: it drops it, or answers with words that share its
// beginning. So a page is shown only if it has every word asked, as `matches` understands it.

import { unified } from "./notations.js";

const COMMON = new Set(
  (
    "a ai ainsi alors as au aussi aux avec bien ce ceci cela ces cest cet cette chez combien comme " +
    "comment dans de deja definition des difference differences dois doit donc du elle elles en entre es " +
    "est et etes etre eu faire fait faut font ici il ils jai jamais je jusqu la le " +
    "les leur leurs lorsqu lui ma mais me meme mes moi mon ne ni nos notre nous on ont ou où par pas peut " +
    "peux pour pourquoi puis puisqu qu quand que quel quelle quelles quels qui quoi quoiqu sa sans se ses si " +
    "savoir signification signifie sommes son sont suis sur ta te tes toi ton trouver tu un une va veut vos votre vous"
  ).split(" "),
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
  return open.normalize("NFKD").replace(/\p{M}/gu, "");
}

export function termsOf(query) {
  const words = unified(query)
    .toLowerCase()
    .replace(/(?<=\p{L})[-/](?=\p{L})/gu, " ")
    .split(/[\s']+/u)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((word) => word.length > 1 || /\d/.test(word));
  const telling = words.filter((word) => !COMMON.has(fold(word)));
  return [...new Set(telling.length ? telling : words)];
}

// A query's words, then what they may be besides: « micro-crèche » is also one word.
export function readingsOf(query) {
  const terms = termsOf(query);
  const joined = termsOf(query.replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, ""));
  return joined.join() === terms.join() ? [terms] : [terms, joined];
}

// Whoever asks how to do something, « comment répondre », « trouver un marché », is told what to do
// before what a word means. Nouns that end as verbs do cost no more than an order.
const HOW = new RegExp(
  "^(?:comment|aides?|aider|guides?|conseils?|etapes?|methodes?|\\p{L}+(?:(?<!i)er|ir|endre|ondre|indre|erdre|ivre)" +
    "|faire|dire|lire|ecrire|construire|mettre|connaitre)$",
  "u",
);
const FOR_HOW = { guides: 3, conseils: 3, glossaire: 0.5 };
// Whoever asks where to reach somebody is told of them.
const REACH = /^(?:adresse|contact|contacter|coordonnees|joindre|site)$/;
const TO_REACH = { structures: 2 };
// What is told to those who write pages comes after all that is told to those who read them; of an
// organisation, what was learned there comes before where it is; what uses a word, before
// terms that have it among others.
export const LAST = "contribuer";
const FOR_ALL = { contribuer: 0.15, structures: 0.4, glossaire: 0.6 };

// What the score of a result counts for, by its kind.
export function weightsOf(query) {
  const words = fold(query).split(/[^\p{L}\p{N}]+/u);
  const asks = (kind) => words.some((word) => kind.test(word));
  const weights = { ...FOR_ALL, ...(asks(HOW) ? FOR_HOW : {}), ...(asks(REACH) ? TO_REACH : {}) };
  return (kind) => weights[kind] ?? 1;
}

const DOING = /(?:ment|age|tion)s?$/;

// Whether a page is asked by its very name: by its title; by a verb, « se grouper », where its title
// begins with what one then does, « groupement ».
export function isNamed(title, terms) {
  const [words, asked] = [termsOf(title).map(fold), terms.map(fold)];
  const says = (word) => asked.some((term) => answers(word, term));
  const does = DOING.test(words[0]) && asked.some((term) => HOW.test(term) && answers(words[0], term));
  return does || (words.length === asked.length && words.every(says));
}

// Whether a query is the acronym that a term of the glossary begins with, typed in capitals: « FAIR » is neither
// « faire » nor the beginning of « fairplay ».
export const isInCapitals = (term) => /^\p{Lu}{2,}$/u.test(term);
export const isAcronymOf = (query, title) => isInCapitals(query) && title.split(",", 1)[0] === query;

export function variantsOf(terms) {
  const text = terms.join(" ");
  const open = text.replaceAll("œ", "oe").replaceAll("æ", "ae");
  return [...new Set([open, open.replaceAll("oe", "œ").replaceAll("ae", "æ")])];
}

// Nouns that end as verbs do: whoever asks for « devis » is not told what one must, « devait ».
const roots = new Map([["devis", "devis"]]);

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
export function answers(found, asked) {
  return found.startsWith(asked) || (found[0] === asked[0] && rootOf(found) === rootOf(asked));
}

// So does an acronym, left in capitals, itself alone.
export const matches = (word, term) =>
  isInCapitals(term) ? [term, `${term}s`].includes(word) : answers(fold(word), fold(term));
