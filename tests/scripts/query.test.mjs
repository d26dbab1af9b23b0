// What becomes of a query, and what answers it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, matches, termsOf, variantsOf } from "../../overrides/assets/search/query.js";

test("words that say nothing go, unless there is nothing else", () => {
  assert.deepEqual(termsOf("comment répondre à un marché public"), ["répondre", "marché", "public"]);
  assert.deepEqual(termsOf("l’épicerie d'ici"), ["épicerie"]);
  assert.deepEqual(termsOf("où"), ["où"]);
  assert.deepEqual(termsOf("?!"), []);
});

test("a word is asked once", () => {
  assert.deepEqual(termsOf("vélo VÉLO"), ["vélo"]);
});

test("a word with a ligature is asked both ways", () => {
  assert.deepEqual(variantsOf(["cœur"]), ["coeur", "cœur"]);
  assert.deepEqual(variantsOf(["vélo"]), ["vélo"]);
});

test("accents and capitals do not count", () => {
  assert.equal(fold("Épicerie ŒUVRE"), "epicerie oeuvre");
});

test("a word answers its beginning, and words that differ by their ending", () => {
  for (const [found, asked] of [
    ["blanchisserie", "blanchiss"],
    ["livreuse", "livreur"],
    ["vérifier", "vérifiez"],
    ["marchés", "marche"],
    ["sociaux", "sociale"],
  ])
    assert.ok(matches(found, asked), `${found} for ${asked}`);
});

test("other words do not", () => {
  for (const [found, asked] of [
    ["porte", "porc"],
    ["visite", "vis-à-vis"],
    ["2024", "2025"],
    ["capacité", "cap"].reverse(),
  ])
    assert.ok(!matches(found, asked), `${found} for ${asked}`);
});
