// The nearest spelling of a word that no page has, among those that the site uses.

import { loadWords } from "./index.js";
import { fold } from "./query.js";

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

const sorted = (word) => [...word].sort().join("");

// How far a word may be from what a finger slipped on: « livres » is no slip for « livret », nor
// « union » for « fusion ». The first letter is seldom wrong; in a short word another letter makes
// another word, when one is left out, doubled or swapped it is still the same.
export function isSlip(asked, word) {
  const limit = asked.length < 4 ? 0 : asked.length < 8 ? 1 : 2;
  if (!limit || asked[0] !== word[0]) return false;
  if (limit === 1 && asked.length === word.length && sorted(asked) !== sorted(word)) return false;
  return distance(asked, word, limit) <= limit;
}

export async function nearest(term) {
  const asked = fold(term);
  if (/\d/.test(asked)) return null;
  let [best, closest] = [null, 3];
  for (const word of await loadWords()) {
    const found = fold(word);
    if (!isSlip(asked, found)) continue;
    const far = distance(asked, found, 2);
    if (far < closest) [best, closest] = [word, far];
  }
  return best;
}
