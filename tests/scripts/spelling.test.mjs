// How far a word is from another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, isSlip } from "../../overrides/assets/search/spelling.js";

test("a letter more, less, other or swapped with the next counts for one", () => {
  assert.equal(distance("marche", "marche", 2), 0);
  for (const other of ["marches", "mache", "marcho", "mrache"]) assert.equal(distance("marche", other, 2), 1, other);
  assert.equal(distance("associatoin", "association", 2), 1);
  assert.equal(distance("epicrie", "epiceries", 2), 2);
});

test("beyond the limit it only says so", () => {
  assert.ok(distance("bois", "bouteilles", 2) > 2);
  assert.ok(distance("abcd", "wxyz", 2) > 2);
});

test("a slip of the finger is told from another word", () => {
  for (const [asked, word] of [
    ["epicrie", "epicerie"],
    ["inserton", "insertion"],
    ["marhcé".normalize("NFKD").replace(/\p{M}/gu, ""), "marche"],
    ["marrche", "marche"],
    ["coopertaive", "cooperative"],
  ])
    assert.ok(isSlip(asked, word), asked);
  for (const [asked, word] of [
    ["livret", "livres"],
    ["fusion", "union"],
    ["loi", "lot"],
    ["vente", "rente"],
    ["avion", "action"],
  ])
    assert.ok(!isSlip(asked, word), asked);
});
