"""A page made from its model: what is asked, what is written, and what never is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from journal.gate.examine import check
from journal.headers.frontmatter import read_front_matter
from journal.language.french import MAX_SLUG
from journal.new_pages.answers import Place, choose, clean, read_title
from journal.new_pages.interview import create, is_seen
from journal.new_pages.skeletons import (
    MARK,
    RefusedError,
    guide_text,
    slug_of,
    tip_text,
    visit_text,
)
from journal.problems.problem import errors
from journal.reading.mojibake import may_be_misread
from journal.reading.tree import read_tree
from support.journals import (
    THEMES,
    TODAY,
    as_files,
    small_tree,
    themes,
    visit,
    write_tree,
)
from support.terminal import TITLE

ROOT = Path(__file__).resolve().parents[2]
EMPTY = Place({}, TODAY, {"emploi": "Emploi"}, {})


def codes_of(pages: dict[str, str]) -> list[str]:
    """The codes of the errors of pages put into the small journal, its own page left out."""
    texts = {**themes(*THEMES), **visit(), **pages}
    problems = check(as_files(texts), today=TODAY)
    return [p.code for p in errors(problems) if p.path in pages]


def marks(text: str) -> list[str]:
    """What the gate should say of a page from the model: one problem per mark, and nothing else."""
    return ["a-completer"] * text.count(MARK)


# ---- The text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ATAO", "atao"),
        ("Acculturer à l'ESS", "acculturer-a-l-ess"),
        ("L’Œuvre d’Anne & Cie", "l-oeuvre-d-anne-et-cie"),
        ("Les  Éco-quartiers (Nantes) !", "les-eco-quartiers-nantes"),
        ("Bidules_Chouettes 44", "bidules-chouettes-44"),
        ("S.C.O.P. Été", "s-c-o-p-ete"),
        ("a" * 100, "a" * MAX_SLUG),
        ("mot " * 40, "-".join(["mot"] * 15)),
        ("x" * 30 + " " + "y" * 29, "x" * 30 + "-" + "y" * 29),
        ("x" * 30 + " " + "y" * 30, "x" * 30),
        ("x" * 40 + " avec la " + "y" * 30, "x" * 40),
        ("Parler avec la", "parler-avec-la"),
    ],
)
def test_a_file_is_named_after_its_subject(text: str, slug: str) -> None:
    assert slug_of(text) == slug
    assert len(slug) <= MAX_SLUG


@pytest.mark.parametrize("text", ["?!", "…", "東京", "🎉"])
def test_a_name_without_any_letter_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="lettres de A à Z"):
        slug_of(text)


def test_a_visit_from_the_model_lacks_only_what_its_author_knows() -> None:
    text = visit_text(TITLE, "L'Atelier", ["emploi", "achats"], TODAY)
    assert codes_of({"visites/l-atelier.md": text}) == marks(text)
    assert len(marks(text)) == 8
    header = read_front_matter(text, "")[0].header.values
    assert list(header) == [
        *("title", "description", "date", "visite_le", "structure", "lieu", "tags"),
    ]
    assert (header["date"], header["tags"]) == ("2026-06-15", ["emploi", "achats"])


def test_a_tip_from_the_model_lacks_only_what_its_author_knows() -> None:
    text = tip_text("Un conseil pour essayer", "atelier", "L'Atelier", ["emploi"], TODAY)
    assert codes_of({"conseils/un-conseil.md": text}) == marks(text)
    assert len(marks(text)) == 6
    header = read_front_matter(text, "")[0].header.values
    assert (header["visite"], header["date"]) == ("atelier", "2026-06-15")
    assert "chez L'Atelier](../visites/atelier.md)" in text


def test_a_guide_from_the_model_lacks_only_what_its_author_knows() -> None:
    text = guide_text("Un guide pour essayer", ["emploi"], TODAY)
    assert codes_of({"guides/un-guide.md": text}) == marks(text)
    assert len(marks(text)) == 10
    header = read_front_matter(text, "")[0].header.values
    assert list(header) == ["title", "description", "date", "relu_le", "tags", "sources"]


def test_once_completed_a_page_passes_the_gate() -> None:
    text = visit_text(TITLE, "L'Atelier", ["emploi"], TODAY)
    text = re.sub(rf'visite_le: "{MARK}[^"]*"', "visite_le: 2026-03", text)
    text = text.replace(f"{MARK} : ", "")
    assert codes_of({"visites/l-atelier.md": text}) == []


SECTIONS = re.compile(r"^## .+$", re.MULTILINE)


def test_the_model_of_a_visit_has_the_sections_of_the_real_pages() -> None:
    """But for the title of what is told, which says how it is known, and for the law, apart."""
    model = SECTIONS.findall(visit_text(TITLE, "ATAO", ["emploi"], TODAY))
    real = SECTIONS.findall((ROOT / "docs/visites/atao.md").read_text(encoding="utf-8"))
    real = [heading for heading in real if not heading.startswith("## Les règles, en ")]
    assert model[1] == "## Ce que nous avons vu"
    assert real[1] == "## Ce qui s'est dit"
    assert model[:1] + model[2:] == real[:1] + real[2:]


def test_the_model_of_a_tip_has_the_sections_of_the_real_pages() -> None:
    tree = read_tree(ROOT / "docs")
    real = (ROOT / "docs/conseils/se-faire-connaitre.md").read_text(encoding="utf-8")
    seen = is_seen("atao", tree)
    model = tip_text(TITLE, "atao", "ATAO", ["emploi"], TODAY, seen=seen)
    assert SECTIONS.findall(model) == SECTIONS.findall(real)


@pytest.mark.parametrize(
    ("body", "changes", "heading"),
    [
        ("## Ce que nous avons vu\n\nUn récit.\n", {}, "## Vu chez Le relais"),
        ("## Ce qui s'est dit\n\nUn récit.\n", {}, "## L'exemple du relais"),
        ("Un récit.\n", {"lors_de": "atelier"}, "## L'exemple du relais"),
    ],
)
def test_a_new_tip_says_seen_only_of_what_was(
    tmp_path: Path, body: str, changes: dict[str, str], heading: str
) -> None:
    relais = visit("relais", structure="Le relais", body=body, **changes)
    docs = write_tree(tmp_path, small_tree(relais))
    answers = iter([TITLE, "relais", "reemploi"])
    path = create("conseil", docs, TODAY, lambda _: next(answers), lambda _: None)
    assert heading in path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("slug", ["2026", "no", "null", "1e3", "0x1f", "12-04", "y"])
def test_a_slug_that_yaml_would_guess_is_quoted(slug: str) -> None:
    assert f'  - "{slug}"\n' in visit_text(TITLE, "Nom", [slug], TODAY)
    assert f'visite: "{slug}"\n' in tip_text(TITLE, slug, "Nom", ["emploi"], TODAY)


@given(
    title=st.text(st.characters(codec="utf-8"), min_size=10, max_size=40),
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
)
@example(title='C\'est : "dit" # {là} \\n', name="<script>alert(1)</script>")
@example(title="--- - [x] & *y ! % @ `", name='": {title} |')
@example(title="Une visite à La Suite", name="Ici")
@example(title="« Été » : l’œuvre, d’abord", name="[a](javascript:b) {onclick=c} &lt;d>")
@example(title="0000000000", name="a\x87")
@example(title="   Des espaces   partout  ", name="# _a_ **b** ![c](d.png) ~~e~~")
def test_whatever_was_answered_the_page_passes_but_for_its_marks(title: str, name: str) -> None:
    try:
        title, name = read_title(title, EMPTY), clean(name)
        slug = slug_of(name)
    except RefusedError:
        return
    # What a keyboard does not type, and the gate mends: letters that a program has read wrongly.
    assume(not may_be_misread(title + name))
    pages = {
        f"visites/{slug}-x.md": visit_text(title, name, ["emploi"], TODAY),
        "conseils/x.md": tip_text(title, f"{slug}-x", name, ["emploi"], TODAY),
    }
    for text in pages.values():
        assert read_front_matter(text, "")[0].header.values["title"] == title
    assert set(codes_of(pages)) == {"a-completer"}


# ---- The answers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "text"),
    [("  un   nom\t", "un nom"), ("e\u0301te\u0301", "été"), ("a\u00a0: b\u202f!", "a : b !")],
)
def test_an_answer_is_one_line_of_composed_letters(answer: str, text: str) -> None:
    assert clean(answer) == text


@pytest.mark.parametrize("answer", ["", "   ", "a\x1b[Db", "a\x07b", "a\x00", "a\udce9"])
def test_an_answer_that_cannot_be_read_is_refused(answer: str) -> None:
    with pytest.raises(RefusedError):
        clean(answer)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Court", "Ce titre est trop court : 5 caractères, il en faut au moins 10."),
        ("x" * 111, "Ce titre est trop long : 111 caractères, il en faut au plus 110."),
        ("UNE VISITE À FAIRE", "capitales"),
    ],
)
def test_a_title_that_the_gate_refuses_is_refused_at_once(title: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_title(title, EMPTY)


@pytest.mark.parametrize("title", ["x" * 10, "x" * 110, "« Dix » : #1"])
def test_a_title_that_the_gate_accepts_is_accepted(title: str) -> None:
    assert read_title(title, EMPTY) == title


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("1", ["a"]),
        ("3 1", ["c", "a"]),
        (" 1,2;3 ", ["a", "b", "c"]),
        ("1, 1, 2.", ["a", "b"]),
        ("b", ["b"]),
        ("b 1", ["b", "a"]),
    ],
)
def test_choices_are_numbers_or_names_in_the_order_given(answer: str, chosen: list[str]) -> None:
    assert choose(answer, dict.fromkeys("abc", "…"), limit=3) == chosen


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "Il faut une réponse"),
        (",", "Il faut une réponse"),
        ("0", "« 0 » n'est pas dans la liste : répondez de 1 à 3"),
        ("4", "« 4 » n'est pas"),
        ("-1", "« -1 » n'est pas"),
        ("un", "« un » n'est pas"),
        ("1 2 3", "2 choix au plus"),
    ],
)
def test_a_choice_that_is_not_in_the_list_is_refused(answer: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        choose(answer, dict.fromkeys("abc", "…"), limit=2)
