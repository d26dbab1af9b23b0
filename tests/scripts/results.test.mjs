// What the index holds, as French prints it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { typeset } from "../../overrides/assets/search/results.js";

test("apostrophes and spaces are those of print", () => {
  assert.equal(typeset("l'épicerie d'ici"), "l’épicerie d’ici");
  assert.equal(typeset("Pourquoi ? « Oui » : 10 %"), "Pourquoi\u202f? «\u00a0Oui\u00a0»\u00a0: 10\u00a0%");
});

test("nothing parts a day, its month and its year", () => {
  assert.equal(typeset("du 1er mai 2026 au 2 juin"), "du 1er\u00a0mai\u00a02026 au 2\u00a0juin");
  assert.equal(typeset("en mai 2026, 12 maisons"), "en mai\u00a02026, 12 maisons");
});

test("figures that the index holds together are parted again", () => {
  assert.equal(typeset("60\u2060000 €"), "60\u202f000\u00a0€");
});
