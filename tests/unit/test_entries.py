"""Visits, tips and plain pages: their headers, and what each can say of itself."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic import ValidationError

from journal.entries.any_entry import model_of
from journal.entries.entry import Origin
from journal.entries.kinds import Kind
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.headers.base_model import validate
from journal.headers.yaml_text import Value, YamlText
from journal.problems.problem import errors
from support.journals import (
    DESCRIPTION,
    TODAY,
    codes_of,
    journal,
    page,
    problems_of,
    read,
    slugs,
    tip,
    visit,
)

AUTHORITY = "visites-apprenantes,2026"

# RFC 4151, section 2.1, for an authority that is a name of our own rather than a domain's.
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d{2}(?:-\d{2})?)?:[A-Za-z0-9._~!$&'()*+,;=:@/-]+")


def read_visit(**changes: str) -> Visit:
    return journal(visit(**changes)).visits[0]


def read_tip(**changes: str) -> Tip:
    return journal(visit(), tip(**changes)).tips[0]


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("visites/atao.md", Visit),
        ("conseils/oser.md", Tip),
        ("visites/index.md", None),
        ("conseils/index.md", None),
        ("visites/photos/atao.md", None),
        ("visites/atao.jpg", None),
        ("glossaire.md", None),
        ("themes/index.md", None),
        ("autres/visites/atao.md", None),
    ],
)
def test_the_folder_tells_what_a_page_is(path: str, model: type | None) -> None:
    assert model_of(path) is model


def test_a_visit_says_all_it_knows() -> None:
    atelier = read_visit(
        visite_le="XXXX-01-25",
        reportee_du="[2026-03-18, 2026-03]",
        reportee_le="[2026-03-16, 2026-03-17]",
        lieu="Nantes",
        horaire="14:00-17:00",
        adresse="1 rue de l'Essai",
        inscription="https://inscription.example/a",
        annulee="2026-03-18",
        coordonnees="47.2, -1.5",
        auteurs="[Ada, Grâce]",
        sources="[{titre: Un article, url: https://a.example, consulte_le: 2026-03-01}]",
        image="a.jpg",
        image_alt="Un établi",
        ecrit_le="2026-03-19",
    )
    assert (atelier.kind, atelier.slug, atelier.path, atelier.address) == (
        Kind.VISIT,
        "atelier",
        "visites/atelier.md",
        "visites/atelier/",
    )
    assert str(atelier.held_on) == "un 25 janvier"
    assert (atelier.published_on, atelier.written_on) == (date(2026, 3, 20), date(2026, 3, 19))
    assert (atelier.organisation, atelier.place) == ("Atelier", "Nantes")
    assert (atelier.hours, atelier.venue) == ("14:00-17:00", "1 rue de l'Essai")
    assert atelier.registration == "https://inscription.example/a"
    assert [day.edtf for day in atelier.days] == ["2026-03-18", "2026-03", "XXXX-01-25"]
    assert atelier.moved_on == (date(2026, 3, 16), date(2026, 3, 17))
    assert (atelier.cancelled, atelier.cancelled_on) == (True, (date(2026, 3, 18),))
    assert str(atelier.coordinates) == "47.2, -1.5"
    assert atelier.authors == ("Ada", "Grâce")
    [source] = atelier.sources
    assert (source.title, source.url) == ("Un article", "https://a.example")
    assert source.accessed_on == date(2026, 3, 1)
    assert (atelier.image, atelier.image_alt) == ("a.jpg", "Un établi")


def test_a_tip_says_all_it_knows() -> None:
    oser = read_tip(ordre="2", tags="[lancement, emploi]")
    assert (oser.kind, oser.path, oser.address) == (Kind.TIP, "conseils/oser.md", "conseils/oser/")
    assert (oser.visit, oser.rank, oser.tags) == ("atelier", 2, ("lancement", "emploi"))


def test_what_is_optional_may_be_left_out() -> None:
    atelier = read_visit()
    assert atelier.authors == atelier.sources == atelier.former_addresses == ()
    assert atelier.cancelled is False
    assert atelier.place is atelier.presented_during is atelier.registration is None
    assert read_tip().rank is None


@pytest.mark.parametrize("key", ["title", "description", "date", "visite_le", "structure", "tags"])
def test_what_a_visit_requires(key: str) -> None:
    assert codes_of(visit(**{key: None})) == ["visites/atelier.md:1 cle-manquante"]


@pytest.mark.parametrize("key", ["title", "description", "date", "visite", "tags"])
def test_what_a_tip_requires(key: str) -> None:
    assert codes_of(visit(), tip(**{key: None})) == ["conseils/oser.md:1 cle-manquante"]


@pytest.mark.parametrize("key", ["title", "description"])
def test_what_any_other_page_requires(key: str) -> None:
    header = {"title": "Glossaire", "description": "Court.", "template": "a.html", key: None}
    codes = codes_of(visit(), tip(), {"glossaire.md": page(**header)})
    assert [code for code in codes if "themes.yml" not in code] == ["glossaire.md:1 cle-manquante"]


@pytest.mark.parametrize(("key", "least", "most"), [("title", 10, 110), ("description", 50, 200)])
def test_lengths_have_limits_that_are_themselves_allowed(key: str, least: int, most: int) -> None:
    for length in (least, most):
        assert read_visit(**{key: "é" * length})
    for length, code in ((least - 1, "texte-trop-court"), (most + 1, "texte-trop-long")):
        [found] = codes_of(visit(**{key: "é" * length}))
        assert found.endswith(code)


def test_spaces_around_a_title_do_not_count() -> None:
    [found] = codes_of(visit(title="'   neuf car.   '"))
    assert found == "visites/atelier.md:2 texte-trop-court"
    assert read_visit(title="'  Dix lettres  '").title == "Dix lettres"
    assert read_visit(description=f'"  {DESCRIPTION} "').description == DESCRIPTION


def test_an_entry_has_one_to_five_themes_each_once() -> None:
    assert len(read_visit(tags="[emploi]").tags) == 1
    assert codes_of(visit(tags="[]")) == ["visites/atelier.md:7 liste-vide"]
    assert codes_of(visit(tags="[a, b, c, d, e, f]")) == ["visites/atelier.md:7 liste-trop-longue"]
    assert codes_of(visit(tags="[Emploi]")) == ["visites/atelier.md:7 identifiant-invalide"]
    assert codes_of(visit(tags="[emploi, achats, emploi]")) == [
        "visites/atelier.md:7 element-en-double"
    ]


def test_keys_of_one_kind_are_unknown_to_the_other() -> None:
    assert codes_of(visit(ordre="1")) == ["visites/atelier.md:8 cle-inconnue"]
    assert codes_of(visit(), tip(lieu="Nantes")) == ["conseils/oser.md:7 cle-inconnue"]


@pytest.mark.parametrize("key", ["slug", "kind", "published_on"])
def test_the_code_s_own_names_are_not_keys(key: str) -> None:
    [text] = visit(tags=f"[emploi]\n{key}: a").values()
    assert codes_of({"visites/atelier.md": text}) == ["visites/atelier.md:8 cle-inconnue"]


def test_a_file_whose_name_is_no_address_is_no_entry() -> None:
    catalogue, problems = read(visit(), visit("Été chez Ada"))
    assert slugs(catalogue.visits) == ["atelier"]
    assert errors(problems) == []  # its name is judged with those of all files


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("oui", "Écrivez : annulee: 2026-06-15"),
        ("non", "Retirez la ligne"),
        ("peut-être", "Écrivez l'année, le mois, le jour"),
    ],
)
def test_a_cancellation_is_a_day_and_the_gate_says_which(typed: str, hint: str) -> None:
    [problem] = problems_of(visit(annulee=typed))
    assert (problem.line, problem.code, problem.key) == (8, "date-invalide", "annulee")
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize("key", ["annulee", "reportee_du"])
def test_several_days_are_typed_between_brackets(key: str) -> None:
    [problem, *_] = problems_of(visit(**{key: "2026-04-02, 2026-04-09"}))
    assert (problem.code, problem.key) == ("date-invalide", key)
    assert problem.hint == f"Écrivez : {key}: [2026-04-02, 2026-04-09]"


@pytest.mark.parametrize(
    ("key", "typed", "hint"),
    [
        ("annulee", "{le: 2026-04-02}", "Écrivez : annulee: 2026-04-02"),
        ("annulee", "[{le: 2026-04-02}]", "Écrivez : 2026-04-02"),
        (
            "annulee",
            "{a: 2026-04-02, b: 2026-04-09}",
            "Écrivez : annulee: [2026-04-02, 2026-04-09]",
        ),
        ("visite_le", "{jour: 2026-04-02}", "Écrivez : visite_le: 2026-04-02"),
        ("visite_le", "{du: 2026-04-02, au: 2026-04-04}", "Écrivez l'année, le mois, le jour"),
        ("annulee", "{parce que: la salle est prise}", "Écrivez l'année, le mois, le jour"),
    ],
)
def test_a_day_stands_without_a_key_of_one_s_own(key: str, typed: str, hint: str) -> None:
    [problem] = problems_of(visit(**{key: typed}))
    assert (problem.code, problem.hint.startswith(hint)) == ("date-invalide", True), problem.hint


@pytest.mark.parametrize("typed", ["2026-04-02", "[2026-04-02]"])
def test_one_day_may_be_typed_alone_or_as_a_list(typed: str) -> None:
    atelier = read_visit(reportee_du=typed, reportee_le=typed)
    assert ([day.edtf for day in atelier.moved_from], atelier.moved_on) == (
        *(["2026-04-02"], (date(2026, 4, 2),)),
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "valeur-vide"),
        ("[]", "liste-vide"),
        ("demain", "date-invalide"),
        ("[2026-04-02, demain]", "date-invalide"),
        ("{a: b}", "date-invalide"),
    ],
)
def test_days_that_are_none(typed: str, code: str) -> None:
    for key in ("reportee_du", "reportee_le"):
        assert codes_of(visit(**{key: typed})) == [f"visites/atelier.md:8 {code}"]


def test_an_entry_never_changes() -> None:
    with pytest.raises(ValidationError):
        read_visit().title = "Un autre titre"


def test_an_entry_is_updated_the_day_it_was_reviewed_else_published() -> None:
    assert read_visit().updated_on == date(2026, 3, 20)
    assert read_visit(relu_le="2026-05-02").updated_on == date(2026, 5, 2)


@pytest.mark.parametrize(
    ("held_on", "today", "announced"),
    [
        ("2026-06-15", date(2026, 6, 15), True),
        ("2026-06-15", date(2026, 6, 16), False),
        ("2026-06", date(2026, 6, 30), True),
        ("2026-06", date(2026, 7, 1), False),
        ("2026", date(2026, 12, 31), True),
        ("2026", date(2027, 1, 1), False),
        ("XXXX-12-31", date(1970, 1, 1), False),
        ("XXXX-06", date(2026, 6, 1), False),
    ],
)
def test_a_visit_is_ahead_until_the_last_day_it_may_be(
    held_on: str, today: date, announced: bool
) -> None:
    catalogue = journal(visit(visite_le=held_on), today=today)
    assert catalogue.is_ahead(catalogue.visit("atelier")) is announced


def test_identifiers_are_tag_uris() -> None:
    for entry in (read_visit(), read_tip(), read_visit(id="010")):
        assert TAG_URI.fullmatch(entry.identifier(AUTHORITY))
    assert read_visit().identifier(AUTHORITY) == "tag:visites-apprenantes,2026:visites/atelier"


def test_an_identifier_survives_a_rename_and_a_retitle() -> None:
    before = read_visit(slug="ancien")
    after = read_visit(slug="nouveau", title="Un tout autre titre", id="ancien", date="2027-01-01")
    assert after.address == "visites/nouveau/"
    assert after.identifier(AUTHORITY) == before.identifier(AUTHORITY)


def test_a_rename_without_the_former_id_makes_another_entry() -> None:
    assert read_visit(slug="ancien").identifier(AUTHORITY) != read_visit(slug="nouveau").identifier(
        AUTHORITY
    )


def test_a_visit_and_a_tip_of_the_same_name_are_told_apart() -> None:
    same = read_tip(slug="atelier")
    assert same.slug == read_visit().slug
    assert same.identifier(AUTHORITY) != read_visit().identifier(AUTHORITY)


def test_a_header_is_typed_without_any_file() -> None:
    values: dict[str, Value] = {
        "title": "Un conseil tout seul",
        "description": DESCRIPTION,
        "date": "2026-03-20",
        "visite": "ailleurs",
        "tags": ["emploi"],
    }
    entry, problems = validate(
        Tip, YamlText("conseils/seul.md", values), context=Origin("seul", TODAY)
    )
    assert problems == []
    assert entry is not None
    assert entry.slug == "seul"
