// How far a word is from another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distance } from "../../overrides/assets/search/spelling.js";

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
