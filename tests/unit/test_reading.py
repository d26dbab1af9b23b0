"""From source files to a catalogue: what is wrong in one never hides what another holds."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.entries.any_entry import MODELS
from journal.entries.page import Page
from journal.problems.problem import Problem, Severity, errors, sort_problems
from support.journals import (
    codes_of,
    journal,
    page,
    problems_of,
    read,
    read_only,
    slugs,
    themes,
    tip,
    visit,
)
from support.proposals import applied

BROKEN = {"visites/casse.md": page(title="a : b")}


def test_every_page_is_read_once() -> None:
    plain = {"glossaire.md": page(title="Glossaire", description="Les mots.")}
    lists = {"visites/index.md": page(title="Les visites", description="Toutes.")}
    catalogue = journal(visit(), tip(), plain, lists, today=date(2026, 1, 2))
    assert slugs(catalogue.visits) == ["atelier"]
    assert slugs(catalogue.tips) == ["oser"]
    assert catalogue.today == date(2026, 1, 2)


def test_files_that_are_not_pages_are_left_alone() -> None:
    assert codes_of(visit(), {"visites/note.txt": "---\n", "robots.txt": ""})[:1] == [
        "themes.yml:1 theme-sans-page"
    ]


def test_nothing_to_read_is_an_empty_catalogue() -> None:
    catalogue, problems = read_only({})
    assert (catalogue.entries, catalogue.used_themes, problems) == ((), (), [])


def test_a_list_page_is_not_an_entry_and_a_plain_page_has_no_length_rule() -> None:
    assert journal({"index.md": page(title="Ici", description="Court.")}).entries == ()


def test_an_unknown_theme_is_reported_on_its_own_line() -> None:
    tags = "\n  - emploi\n  - emplio"
    [problem] = problems_of(visit(tags=tags))
    assert (problem.line, problem.column, problem.code) == (9, 5, "theme-inconnu")
    assert problem.hint == "Vouliez-vous dire : emploi ou reemploi ?"
    [problem] = problems_of(visit(tags="[zzz]"))
    assert problem.hint == "Choisissez parmi : achats, emploi, lancement, reemploi."


def test_a_former_name_of_a_theme_still_files_entries_once() -> None:
    renamed = {"themes.yml": "emploi:\n  nom: Emploi\n  description: Oui.\n  alias: [travail]\n"}
    catalogue = journal(renamed, visit(tags="[travail]"), tip(tags="[travail, emploi]"))
    assert [entry.tags for entry in catalogue.entries] == [("emploi",), ("emploi",)]
    assert slugs(catalogue.with_theme("emploi")) == ["atelier", "oser"]


def test_an_unknown_visit_is_reported_for_a_tip_and_for_a_presentation() -> None:
    assert codes_of(visit(), tip(visite="atao")) == ["conseils/oser.md:5 visite-inconnue"]
    assert codes_of(visit(lors_de="atao")) == ["visites/atelier.md:8 visite-inconnue"]
    assert codes_of(visit(), tip(visite="index"), {"visites/index.md": page(title="a")})[0] == (
        "conseils/oser.md:5 visite-inconnue"
    )


def test_a_visit_is_not_presented_during_itself() -> None:
    [problem] = problems_of(visit(lors_de="atelier"), visit("autre"))
    assert (problem.line, problem.code) == (8, "visite-inconnue")
    assert problem.hint.endswith("Choisissez parmi : autre.")


def test_two_entries_of_a_kind_never_share_an_identifier() -> None:
    same = [visit("nouveau", id="atelier"), visit()]
    assert codes_of(*same) == ["visites/nouveau.md:8 identifiant-en-double"]
    assert errors(problems_of(visit(), tip("atelier"))) == []


def test_a_tip_is_not_a_visit() -> None:
    assert codes_of(visit(), tip("dire"), tip(visite="dire")) == [
        "conseils/oser.md:5 visite-inconnue"
    ]


@pytest.mark.parametrize(
    "broken", [{"visites/atelier.md": "rien"}, visit(title="Court"), visit(tags="[inconnu]")]
)
def test_a_tip_of_a_broken_visit_is_not_to_blame(broken: dict[str, str]) -> None:
    problems = problems_of(broken, tip())
    assert {problem.path for problem in problems} == {"visites/atelier.md"}


def test_a_presentation_during_a_broken_visit_is_not_to_blame() -> None:
    problems = problems_of(BROKEN, visit(lors_de="casse"))
    assert {problem.path for problem in problems} == {"visites/casse.md"}


@pytest.mark.parametrize(
    "broken_themes",
    [
        pytest.param("reemploi:\n  nom: Réemploi\n", id="one theme"),
        pytest.param("reemploi: a : b\n", id="the whole file"),
    ],
)
def test_pages_are_not_to_blame_for_a_broken_list_of_themes(broken_themes: str) -> None:
    problems = problems_of(visit(), tip(), {"themes.yml": broken_themes})
    assert {problem.path for problem in problems} == {"themes.yml"}


def test_pages_are_to_blame_for_themes_that_nobody_declared() -> None:
    assert codes_of(visit(), {"themes.yml": ""}) == ["visites/atelier.md:7 theme-inconnu"]


@pytest.mark.parametrize(
    "broken", [visit(title="Court"), BROKEN, visit(tags="[emploi, inconnu]")], ids=str
)
def test_a_theme_is_not_said_unused_because_a_page_is_broken(broken: dict[str, str]) -> None:
    assert not any("theme-sans-page" in code for code in codes_of(broken))


def test_a_problem_never_hides_one_in_another_file() -> None:
    trees = [
        BROKEN,
        visit(title="Court"),
        visit("autre", tags="[inconnu]"),
        tip(visite="nulle-part", date="2026-02-30"),
        tip("dire", visite="nulle-part"),
        {"a-propos.md": "Sans en-tête.\n"},
        {"glossaire.md": page(title="Glossaire")},
    ]
    together = [p for p in problems_of(*trees) if p.severity is Severity.ERROR]
    alone = [p for tree in trees for p in problems_of(tree) if p.severity is Severity.ERROR]
    where = [(p.path, p.line, p.code) for p in sort_problems(alone)]
    assert [(p.path, p.line, p.code) for p in together] == where
    assert {p.path for p in together} == {path for t in trees for path in t}


def test_lines_that_cannot_be_read_hide_nothing_of_the_others() -> None:
    wrong = visit(title="Oser : répondre", date="hier", lieu="@Nantes", tags="[emploi", couleur="a")
    assert codes_of(wrong) == [
        "visites/atelier.md:2 deux-points-sans-guillemets",
        "visites/atelier.md:4 date-invalide",
        "visites/atelier.md:7 en-tete-illisible",
        "visites/atelier.md:8 en-tete-illisible",
        "visites/atelier.md:9 cle-inconnue",
    ]


def test_all_that_is_wrong_in_one_header_is_said_at_once() -> None:
    wrong = visit(title="Court", date="hier", tags="emploi", couleur="rouge", structure=None)
    assert codes_of(wrong) == [
        "visites/atelier.md:1 cle-manquante",
        "visites/atelier.md:2 texte-trop-court",
        "visites/atelier.md:4 date-invalide",
        "visites/atelier.md:6 liste-attendue",
        "visites/atelier.md:7 cle-inconnue",
    ]


@pytest.mark.parametrize("typed", ["!Nantes centre", "2026-02-30", "=", "0x_", "!!int Nantes"])
def test_a_value_that_would_make_mkdocs_drop_the_header_is_refused(typed: str) -> None:
    wrong = visit(lieu=typed, horaire="14:00")
    assert yaml_error_of(wrong) is not None
    [problem] = problems_of(wrong)
    assert (problem.line, problem.key, problem.code) == (8, "lieu", "valeur-invalide")
    assert problem.hint == f'Écrivez : lieu: "{typed}"'


@pytest.mark.parametrize(
    "typed", ['"!Nantes"', '"2026-02-30"', "'='", "2026-03-14", "no", "010", "~", "1e3", ""]
)
def test_a_value_that_mkdocs_only_types_otherwise_is_not(typed: str) -> None:
    right = visit(structure=typed or "14:00")
    assert yaml_error_of(right) is None
    assert not errors(problems_of(right))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  lieu: Nantes", "lieu: Nantes"),
        ("lieu\uff1aNantes", "lieu: Nantes"),
        ("lieu = Nantes", "lieu: Nantes"),
        ("- lieu: Nantes", "lieu: Nantes"),
        ("* lieu : Nantes", "lieu: Nantes"),
        ("**lieu** : Nantes", "lieu: Nantes"),
        ('"lieu": "Nantes",', 'lieu: "Nantes"'),
        ("lieu: ! Nantes", 'lieu: "! Nantes"'),
        ("lieu: \u201cNantes\u201d", 'lieu: "Nantes"'),
        ("lieu: \u00ab Nantes : le centre \u00bb", 'lieu: "Nantes : le centre"'),
        ('lieu: Nantes"', 'lieu: "Nantes"'),
        ("auteurs: - Léa Martin", "auteurs: [Léa Martin]"),
        ("auteurs: @lea", 'auteurs: ["@lea"]'),
        ("auteurs: Léa Martin / Paul Durand", "auteurs: [Léa Martin, Paul Durand]"),
        ("auteurs: Léa Martin (Le Quai), Ali", "auteurs: [Léa Martin (Le Quai), Ali]"),
        ("auteurs:\n  Léa Martin\n  • Ali", "auteurs: [Léa Martin, Ali]"),
        ("auteurs:\n-Léa Martin", "- Léa Martin"),
        ("tags: #emploi", "tags: [emploi]"),
        ("tags: # Emploi", "tags: [emploi]"),
        ("tags:\n – emploi", "tags: [emploi]"),
        ("mots-clés: [emploi]", "tags"),
        ("date de la visite: 2026-03-14", "visite_le"),
        ("nom de la structure: Atelier", "structure"),
        ("image: ![Un établi](../images/a.jpg)", "image: ../images/a.jpg"),
        ("inscription: [ici](https://a.example/)", "inscription: https://a.example/"),
        ("sources:\n  - titre: Un\n   url: https://a.example/", "url: https://a.example/"),
        ("sources:\n  - [Un](https://a.example/)", '- titre: "Un"'),
        ('sources:\n  - "[Un](https://a.example/)"', '- titre: "Un"'),
    ],
)
def test_a_line_typed_otherwise_is_said_once_with_the_line_to_write(typed: str, meant: str) -> None:
    names = {"tags": "tags", "mots": "tags", "date de": "visite_le", "nom de": "structure"}
    without = {key: None for name, key in names.items() if typed.startswith(name)}
    text = visit(**without, image_alt="Un établi" if "image" in typed else None)[ATELIER]
    text = text.replace("---\nUn texte", f"{typed}\n---\nUn texte")
    [problem] = said_of(text)
    assert meant in problem.hint
    mended = applied(text.split("\n"), problem)
    assert mended is None or said_of("\n".join(mended)) == []


ATELIER = "visites/atelier.md"


def said_of(text: str) -> list[Problem]:
    """What is said of a visit itself."""
    return [problem for problem in problems_of({ATELIER: text}) if problem.path == ATELIER]


@pytest.mark.parametrize("typed", ["non", "inconnu", "?", "-", "N/A", "~", "aucun", "[non]"])
@pytest.mark.parametrize("key", ["lieu", "adresse", "auteurs", "sources", "image", "relu_le"])
def test_a_word_that_says_nothing_is_not_published(key: str, typed: str) -> None:
    found = said_of(visit(**{key: typed})[ATELIER])
    assert [problem.hint.startswith("Retirez") for problem in found] == [True], found


def yaml_error_of(tree: dict[str, str]) -> Exception | None:
    """What stops the YAML loader that MkDocs uses on the header of a page."""
    [text] = tree.values()
    try:
        yaml.load(text.split("---\n")[1], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError) as error:
        return error
    return None


def test_sound_pages_are_kept_beside_broken_ones() -> None:
    catalogue, _ = read(BROKEN, visit(), tip())
    assert slugs(catalogue.entries) == ["atelier", "oser"]


def test_a_theme_without_entries_is_a_warning_on_its_line() -> None:
    catalogue, [problem] = read(visit(), themes("reemploi", "vide"))
    assert (problem.path, problem.line, problem.code) == ("themes.yml", 4, "theme-sans-page")
    assert problem.severity is Severity.WARNING
    assert [theme.slug for theme in catalogue.used_themes] == ["reemploi"]
    assert "vide" in catalogue.themes


def test_the_order_of_the_files_changes_nothing() -> None:
    sources = themes("reemploi", "vide") | BROKEN | visit() | tip() | tip("dire", visite="rien")
    backwards = dict(reversed(sources.items()))
    assert read_only(sources) == read_only(backwards)


# ---- Whatever a header holds, its author gets French and never a traceback ----------------------

KEYS = sorted(
    {"<<", "", "titre", "Title", "descripton", "slug", "?", "- a"}
    | {
        field.alias or name
        for m in (*MODELS.values(), Page)
        for name, field in m.model_fields.items()
    }
)
TYPED = [
    "", "~", "''", "' '", "un mot", "a : b", "a: b", "a:b", "[]", "[a]", "[a, a]", "[a, [b]]", "[a",
    "{}", "{a: b}", "{a: b", "[{titre: a, ur: b}]", "[{url: c}]", "[{}]", "oui", "non", "no", "0",
    "-1", "010", "1.5", "9" * 30, "14:00", "2026-03-14", "2026-02-30", "2026-00", "25/01/2026",
    "XXXX-01-25", "XXXX", "Été", "a|b", "{value}", "{}%s", "é" * 300, "'L'eau'", '"a', "*a", "&a b",
    "!a b", "@a", "%a", "`a`", "# a", "|", ">\n  a", "\t a", "a\v", "\n  - a\n  - b", "\n\t- a",
    "\n  a: b\n  a: c", '"\\ud800"', '"\\U00110000"', "https://a.example", "www.a.example",
    "---", "...", "--- a", "\u2028", "\N{NO-BREAK SPACE}",
]  # fmt: skip
HEADERS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(TYPED)), max_size=6).map(
    lambda pairs: "".join(f"{key}: {typed}\n" for key, typed in pairs)
)
PATHS = st.sampled_from(["visites/a.md", "conseils/a.md", "page.md", "themes.yml"])

# Words of pydantic, PyYAML and Python that no French sentence here needs.
ENGLISH = re.compile(
    r"\b(the|should|must|have|has|be|is|was|not|at|least|most|input|string|integer|boolean|field|"
    r"value|invalid|expected|required|extra|permitted|missing|found|while|mapping|sequence|"
    r"scanning|parsing|character|token|none|true|false|dict|tuple|list|error|exception)\b"
)


def problems_in(path: str, header: str) -> list[Problem]:
    """The problems of one header; those of a page with nothing else wrong around it."""
    sources = themes("emploi") | {path: header if path == "themes.yml" else f"---\n{header}---\n"}
    return read_only(sources)[1]


@settings(derandomize=True, database=None)
@given(PATHS, HEADERS)
def test_what_is_wrong_is_said_in_french_and_placed(path: str, header: str) -> None:
    problems = problems_in(path, header)
    assert isinstance(problems, list)
    for problem in problems:
        said = f"{problem.message} {problem.hint}"
        typed_by_the_author = set(ENGLISH.findall(header))
        assert set(ENGLISH.findall(said)) <= typed_by_the_author, said
        assert problem.message
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", problem.code)
        assert 1 <= problem.line <= header.count("\n") + 2
        said.encode("utf-8")


@settings(derandomize=True, database=None)
@given(PATHS, st.text(max_size=80) | st.text("ab:-[]{}\"'|>&*!%@#?, \n\t\\", max_size=40))
def test_no_text_is_ever_an_exception(path: str, header: str) -> None:
    assert all(isinstance(problem, Problem) for problem in problems_in(path, f"{header}\n"))


@pytest.mark.parametrize(
    "key",
    ["date", "visite_le", "tags", "sources", "annulee", "reportee_du", "reportee_le", "image"],
)
def test_no_value_in_a_sound_visit_is_an_exception(key: str) -> None:
    for typed in TYPED:
        for problem in problems_of(visit(**{key: typed})):
            assert not set(ENGLISH.findall(f"{problem.message} {problem.hint}")) - {"value"}
