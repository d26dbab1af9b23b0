// One thing written with other signs: how it is asked, and where a text has it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf, unified } from "../../overrides/assets/search/notations.js";
import { readingsOf, termsOf } from "../../overrides/assets/search/query.js";

test("each kind is asked in one writing", () => {
  for (const [typed, ...asked] of [
    ["article R. 2122-8", "article", "r21228"],
    ["l 2113-12-1", "l2113121"],
    ["loi n° 2014-856", "loi", "2014856"],
    ["+33 (0)2 40 12 34 56", "0240123456"],
    ["vendredi 22/11/2024", "22", "novembre", "2024"],
    ["vendredi 22 nov. 2024", "22", "novembre", "2024"],
    ["2023-02-01", "1", "février", "2023"],
    ["09:00", "9h"],
    ["14 h 30", "14h30"],
    ["10m²", "10", "m2"],
    ["H₂O", "h2o"],
    ["60\u202f000 euros", "60000"],
    ["1,5 million d’euros", "1500000"],
    ["60 000,00 € HT", "60000", "ht"],
    ["20 pour cent", "20"],
    ["ﬁnancement", "financement"],
    ["co\u00advoiturage", "covoiturage"],
  ])
    assert.deepEqual(termsOf(typed), asked, typed);
});

test("what only looks like one is left alone", () => {
  for (const text of [
    "il a 12 ans",
    "IL A 12 ANS",
    "il a 12-14 ans",
    "31/02/2024",
    "25:70",
    "1/2",
    "plan b 2026",
    "3 sur 4",
    "4815162342",
  ])
    assert.equal(unified(text), text);
});

test("a word with a hyphen is asked as two and as one", () => {
  assert.deepEqual(readingsOf("micro-crèche"), [["micro", "crèche"], ["microcrèche"]]);
  assert.deepEqual(readingsOf("crèche R2122-8"), [["crèche", "r21228"]]);
});

test("what is asked is found where it stands, with its own signs", () => {
  const text = "Voir R. 2122-8, le 22/11/2024 vers 14\u202fh\u202f30, au +33 2 40 12 34 56 : 17 m².";
  const found = (...asked) => placesOf(text, (word) => asked.includes(word)).map((p) => text.slice(p.start, p.end));
  assert.deepEqual(found("r21228"), ["R. 2122-8"]);
  assert.deepEqual(found("22", "novembre", "2024"), ["22/11/2024"]);
  assert.deepEqual(found("14h30", "0240123456"), ["14\u202fh\u202f30", "+33 2 40 12 34 56"]);
  assert.deepEqual(found("22"), []);
});
