// What becomes of a query, and what answers it.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fold,
  isAcronymOf,
  isNamed,
  matches,
  termsOf,
  variantsOf,
  weightsOf,
} from "../../overrides/assets/search/query.js";

test("a query becomes words that the index has", () => {
  for (const [query, ...terms] of [
    ["L’Épicerie d'à côté", "épicerie", "côté"],
    ["60 000 € HT", "60000", "ht"],
    ["60\u202f000 euros", "60000"],
    ["article R2122-8", "article", "r21228"],
    ["accords-cadres", "accords", "cadres"],
    ["main-d’œuvre", "main", "œuvre"],
    ["comment répondre à un marché", "répondre", "marché"],
    ["qui", "qui"],
    ["aujourd'hui", "aujourd", "hui"],
    ["jusqu'à Qu’une recyclerie", "recyclerie"],
    ["a ? !"],
  ])
    assert.deepEqual(termsOf(query), terms, query);
});

test("whoever asks how is told what to do before what a word means", () => {
  for (const query of ["comment répondre", "trouver un marché", "vendre à une mairie", "guide", "où acheter ?"]) {
    const weightOf = weightsOf(query);
    assert.ok(weightOf("guides") > weightOf("glossaire"), query);
    assert.equal(weightOf("guides"), weightOf("conseils"), query);
  }
  for (const query of ["clause sociale", "cahier des charges", "accord-cadre", "mémoire technique", ""])
    assert.equal(weightsOf(query)("glossaire"), weightsOf("")("glossaire"), query);
});

test("what is told to those who write comes last", () => {
  for (const query of ["comment écrire", "photo"]) assert.ok(weightsOf(query)("contribuer") < 0.5, query);
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

test("an acronym in capitals is the one that the glossary spells out", () => {
  assert.ok(isAcronymOf("FAIR", "FAIR, forum des achats"));
  assert.ok(isAcronymOf("ESS", "ESS"));
  for (const query of ["fair", "Fair", "FAIRE", "FAIR forum"]) assert.ok(!isAcronymOf(query, "FAIR, forum"), query);
  assert.ok(matches("FAIR", "FAIR") && matches("SCOPs", "SCOP"));
  assert.ok(!matches("faire", "FAIR") && !matches("Fair", "FAIR"));
});

test("a page is asked by its title, or by the verb of what it begins with", () => {
  for (const [title, query] of [
    ["Racontez une visite", "raconter une visite"],
    ["Groupement, conjoint ou solidaire", "se grouper à plusieurs"],
    ["MAPA", "mapa"],
  ])
    assert.ok(isNamed(title, termsOf(query)), query);
  for (const [title, query] of [
    ["Acheteur public", "acheter"],
    ["Une visite chez ATAO", "visite"],
    ["Paiement direct", "délai de paiement"],
  ])
    assert.ok(!isNamed(title, termsOf(query)), query);
});
