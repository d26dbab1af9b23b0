"""The gate's corpus: each file of `gate/` holds one mistake, and everything that is said of it.

`support.gate` says how a case is written; `gate/sain/` holds what must not be refused.
"""

from __future__ import annotations

import ast
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, islice, pairwise, product
from pathlib import Path

import pytest

import journal
from journal.ledger.explanations import CODES
from journal.problems.problem import Problem
from support.gate import CASES, Case, around, as_golden, cases, examined
from support.golden import compare

CORPUS = cases()
SOUND = cases("sain")
ALONE = [case for case in CORPUS if case.stands_alone]
SOURCES = sorted(Path(journal.__path__[0]).rglob("*.py"))

# Said of mkdocs.yml by `gate/publisher.py`, and of a built page by the newsletter: not of docs/.
ELSEWHERE = {"identite-incomplete", "absente-de-la-lettre"}

# What the gate was asked to catch: each mistake, and a case of it.
ASKED = {
    "front matter absent": "en-tete-absent",
    "a first line that MkDocs would swallow": "premiere-ligne-avalee",
    "front matter unterminated": "en-tete-non-ferme",
    "unquoted colon": "deux-points-sans-guillemets",
    "tabs": "tabulation",
    "unbalanced quotes": "guillemets",
    "duplicate key": "cle-en-double",
    "unknown key": "cle-inconnue",
    "missing key": "cle-manquante",
    "wrong type": "liste-attendue",
    "empty value": "valeur-vide",
    "date as 25/01/2026": "date-invalide-chiffres",
    "date as 25 janvier 2026": "date-invalide-lettres",
    "2026-02-30": "date-invalide-calendrier",
    "2026-02-30, quoted": "date-invalide-entre-guillemets",
    "publication date in the future": "date-a-venir",
    "publication date before 2020": "date-trop-ancienne",
    "visite_le not EDTF": "date-invalide-visite-edtf",
    "announced visit without place": "lieu-manquant",
    "title too short": "texte-trop-court",
    "title too long": "texte-trop-long",
    "description too short": "texte-trop-court-description",
    "description too long": "texte-trop-long-description",
    "title in capitals": "titre-en-capitales",
    "unknown theme": "theme-inconnu",
    "too many themes": "liste-trop-longue",
    "visite: that names no visit": "visite-inconnue",
    "lors_de: that names no visit": "visite-inconnue-lors-de",
    "duplicate id": "identifiant-en-double",
    "file name with capitals": "nom-de-fichier-capitales",
    "file name with accents": "nom-de-fichier-accents",
    "file name with spaces": "nom-de-fichier-espaces",
    "file name with underscores": "nom-de-fichier-soulignement",
    "a page outside the known folders": "page-mal-rangee",
    "a second h1": "second-titre",
    "a heading level skipped": "niveau-saute",
    "an empty heading": "titre-vide",
    "image without alternative text": "image-sans-texte",
    "image: missing file": "image-introuvable",
    "image over 15 MB": "image-trop-lourde",
    "image hosted elsewhere": "image-hebergee-ailleurs",
    "image without image_alt": "image-sans-texte-en-tete",
    "link to a page that does not exist": "page-introuvable",
    "link to an anchor that does not exist": "ancre-introuvable",
    "absolute link to our own site": "lien-vers-notre-site",
    "empty link": "lien-sans-adresse",
    "cliquez ici": "lien-vague",
    "ici": "lien-vague-ici",
    "lien": "lien-vague-lien",
    "http:// where https is meant": "lien-non-chiffre",
    "script": "html-refuse-script",
    "iframe": "html-refuse-iframe",
    "style": "html-refuse-style",
    "on*=": "html-refuse-evenement",
    "javascript:": "adresse-refusee",
    "data:": "adresse-refusee-donnees",
    "unknown admonition": "encadre-inconnu",
    "unclosed admonition": "encadre-vide",
    "unclosed HTML": "balise-non-fermee",
    "template leftovers": "a-completer",
    "acheteur.euses": "forme-abregee-point",
    "client·es": "forme-abregee-point-median",
}


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_a_mistake_is_explained(case: Case) -> None:
    found = as_golden(case.problems)
    assert found
    compare(CASES / f"{case.name}.txt", case.given, {"problèmes": found})


def test_everything_that_was_asked_for_is_caught() -> None:
    assert set(ASKED.values()) <= {case.name for case in CORPUS}
    assert len(CORPUS) >= 150


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_what_is_sound_is_not_refused(case: Case) -> None:
    assert case.files
    assert as_golden(case.problems) == ""


def test_a_clean_tree_yields_nothing() -> None:
    assert examined([]) == []
    assert as_golden(examined(case for case in SOUND if case.ledger is None)) == ""
    assert len(around()) > 5


# ---- One mistake never hides another ----------------------------------------------------------


def places(problems: Iterable[Problem]) -> set[tuple[str, int, str, str]]:
    """Problems without their hints, which may propose the pages of another case."""
    return {(p.path, p.line, p.code, p.message) for p in problems}


def test_no_mistake_hides_another() -> None:
    assert len(ALONE) > 140
    assert places(examined(ALONE)) == {p for case in ALONE for p in places(case.problems)}


def pairs(count: int) -> Iterator[tuple[Case, Case]]:
    """Pairs of independent cases, always the same: each case with `count` others."""
    chance = random.Random(0)
    for case in ALONE:
        others = [other for other in ALONE if not other.files.keys() & case.files.keys()]
        yield from ((case, other) for other in chance.sample(others, min(count, len(others))))


def assert_union(*group: Case) -> None:
    alone = {problem for case in group for problem in places(case.problems)}
    assert places(examined(group)) == alone, [case.name for case in group]


def test_no_mistake_hides_another_two_by_two() -> None:
    for one, other in islice(pairs(1), None, None, 3):
        assert_union(one, other)


def meetings(count: int) -> Iterator[list[int]]:
    """Groups of ranks in which any two meet once: points of a plane, by lines, over a prime."""
    side = next(
        n for n in range(2, count + 2) if n * n >= count and all(n % k for k in range(2, n))
    )
    for slope, start in product(range(side), repeat=2):
        yield [x * side + (slope * x + start) % side for x in range(side)]
    for x in range(side):
        yield [x * side + y for y in range(side)]


def apart(group: list[Case]) -> Iterator[list[Case]]:
    """A group, or those it makes once cases that are of the same file are set apart."""
    for one, other in combinations(group, 2):
        if one.files.keys() & other.files.keys():
            yield from apart([case for case in group if case is not one])
            yield from apart([case for case in group if case is not other])
            return
    yield group


@pytest.mark.audit
def test_no_mistake_hides_another_in_any_pair() -> None:
    """Pairs are many: each is examined among others, and alone only where something is hidden."""
    for ranks in meetings(len(ALONE)):
        for group in apart([ALONE[rank] for rank in ranks if rank < len(ALONE)]):
            try:
                assert_union(*group)
            except AssertionError:
                for pair in combinations(group, 2):
                    assert_union(*pair)
                raise


def test_any_two_meet_once() -> None:
    for count in (2, 5, 30):
        met = Counter(pair for group in meetings(count) for pair in combinations(sorted(group), 2))
        assert {met[pair] for pair in combinations(range(count), 2)} == {1}


# ---- Codes ------------------------------------------------------------------------------------


def test_every_code_has_a_case() -> None:
    said = {problem.code for case in CORPUS for problem in case.problems}
    assert said | ELSEWHERE == set(CODES)


_CODE = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")


def is_sentence(node: ast.AST) -> bool:
    """Whether an expression may be a message: a sentence, or what computes one."""
    if isinstance(node, ast.Constant):
        return bool(re.match(r"[A-ZÀ-Ý«].* ", str(node.value)))
    if isinstance(node, ast.IfExp):
        return is_sentence(node.body)
    if isinstance(node, ast.JoinedStr):
        return isinstance(node.values[0], ast.FormattedValue) or is_sentence(node.values[0])
    return isinstance(node, ast.Starred)


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Texts that look like codes, followed by a message or by a tuple that begins with one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            rows = [node.args]
        elif isinstance(node, ast.Tuple):
            rows = [node.elts]
        elif isinstance(node, ast.Dict):
            rows = [
                [key, value.elts[0]]
                for key, value in zip(node.keys, node.values, strict=True)
                if key and isinstance(value, ast.Tuple) and value.elts
            ]
        else:
            continue
        for row in rows:
            for first, second in pairwise(row):
                value = getattr(first, "value", None)
                if isinstance(value, str) and _CODE.fullmatch(value) and is_sentence(second):
                    yield value


def test_every_code_that_is_said_is_explained_and_the_reverse() -> None:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in SOURCES]
    said = {code for tree in trees for code in codes_in(tree) if "-" in code}
    texts = {
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    }
    assert said - set(CODES) == set()
    assert set(CODES) - texts == set()
    assert len(said) > 40


# ---- Read as a newcomer would ------------------------------------------------------------------

# What people typed, code and lines to write are shown as they are.
_SHOWN = re.compile(r"«[^»]*»|`[^`]*`|(?:Écrivez|Vouliez-vous dire|Essayez plutôt)[^:]*:.*|\(.*?\)")
_JARGON = re.compile(
    r"\b(?:the|is|are|not|an?d?|or|of|in|error|invalid|expected|found|missing|unknown|string|str|"
    r"int|float|bool|dict|tuple|None|null|true|false|while|parsing|scanning|token|mapping|scalar|"
    r"key|value|input|field|Traceback|Exception|\w+Error|pydantic|yaml|regex|pattern|front matter|"
    r"slug|tag|commit|markdown|dépôt|git|path|file|line|header|link|markdown_\w+)\b|\\[nux]|\{\w*\}",
    re.IGNORECASE,
)


def complaints(text: str) -> list[str]:
    """What a newcomer would not understand in a text of ours."""
    words = _SHOWN.sub("", text)
    found = _JARGON.findall(words)
    # « a » is a French verb, « YAML » and « UTF-8 » are names.
    return [word for word in found if word not in {"a", "A"}]


def test_messages_are_read_as_a_newcomer_would() -> None:
    for case in CORPUS:
        for problem in case.problems:
            assert complaints(problem.message) == [], problem
            assert complaints(problem.hint) == [], problem
            assert problem.hint
            assert problem.message[0].isupper() or problem.message[0] == "«"
            assert problem.message.endswith("."), problem
            assert "\n" not in problem.message + problem.hint


def test_explanations_are_read_as_a_newcomer_would() -> None:
    for code, explanation in CODES.items():
        assert re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", code)
        for text in explanation:
            assert complaints(text) == [], code
            assert text.endswith((".", "…")), code


@pytest.mark.parametrize(
    "text",
    [
        "Input should be a valid string",
        "« title » : str attendu",
        "ValueError: non",
        "could not find expected ':'",
    ],
)
def test_jargon_is_noticed(text: str) -> None:
    assert complaints(text)
