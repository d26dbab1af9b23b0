"""The ways in: forms as GitHub reads them, mails that are ready, new files in the browser."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from journal.entries.kinds import Kind
from journal.entries.publisher import CORRECTION_FORM, Site
from journal.forms.issue_forms import FOLDER, issue_forms, visit_names
from journal.forms.split_by_question import receive
from journal.forms.ways_in import doors, mail_body
from journal.gate.examine import check
from journal.language.french import words_of
from journal.new_pages.interview import read_place
from journal.new_pages.question import Field, Form
from journal.new_pages.question_table import (
    CORRECTION_FORM as CORRECTIONS,
)
from journal.new_pages.question_table import FORMS, OTHER_VISIT, TIP_FORM, VISIT_FORM
from journal.new_pages.question_table import THEMES as ASKED_THEMES
from journal.problems.problem import errors
from support.building import ROOT
from support.forms import THEMES
from support.journals import TODAY, as_files, small_tree

VISITS = {"atelier": "Atelier", "no": "No: {1}", "autre": "Atelier"}
TEXTS = issue_forms(THEMES, VISITS)
READ = {path: yaml.safe_load(text) for path, text in TEXTS.items()}
# Source: docs.github.com, « Syntax for GitHub's form schema ».
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def site(mail: str = "", repository: str = "") -> Site:
    return Site("https://a.example/", "Carnet", "", "", "", mail, repository)


# ---- Forms -------------------------------------------------------------------------------------


def test_the_forms_of_the_repository_are_current() -> None:
    """« make schemas » writes them: after a new theme, a new visit, another question."""
    place = read_place(ROOT / "docs", Kind.VISIT, date(2026, 11, 27))
    forms = issue_forms(place.themes, place.visits)
    assert {path: (ROOT / path).read_text("utf-8") for path in forms} == forms
    others = {path.name for path in (ROOT / FOLDER).glob("*.yml")} - {"config.yml"}
    assert others == {f"{form.file}.yml" for form in FORMS}


@pytest.mark.parametrize("path", READ)
def test_a_form_is_as_github_wants_it(path: str) -> None:
    form = READ[path]
    assert set(form) == {"name", "description", "title", "body"}
    assert all(isinstance(form[key], str) and form[key] for key in ("name", "description"))
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    for element in form["body"]:
        assert set(element["attributes"]) <= ATTRIBUTES[element["type"]]
        options = element["attributes"].get("options", [])
        names = [option["label"] if isinstance(option, dict) else option for option in options]
        assert len(set(names)) == len(names)
        assert all(isinstance(name, str) and name for name in names)
    for key in (lambda e: e["id"], lambda e: e["attributes"]["label"]):
        assert len({key(element) for element in asked}) == len(asked)


def test_boxes_and_menu_have_what_there_is() -> None:
    [visit, tip, *_] = (form["body"] for form in READ.values())
    for body in (visit, tip):
        [boxes] = [e for e in body if e.get("id") == "themes"]
        assert [box["label"] for box in boxes["attributes"]["options"]] == list(THEMES.values())
    [menu] = [e for e in tip if e["type"] == "dropdown"]
    assert menu["attributes"]["options"] == [
        *("Atelier (atelier)", "No: {1}", "Atelier (autre)"),
        OTHER_VISIT,
    ]
    assert visit_names({}) == [OTHER_VISIT]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_nobody_is_asked_where_they_can_be_reached(form: Form) -> None:
    for question in form.questions:
        words = words_of(f"{question.label} {question.id}")
        assert not {"courriel", "adresse", "telephone", "mail"} & set(words.split())
        # A mail breaks its lines at 72 characters or more.
        assert len(question.label) <= 60
    assert "ni courriel ni téléphone" in form.intro


def test_a_mistake_is_reported_by_its_own_form() -> None:
    assert f"{CORRECTIONS.file}.yml" == CORRECTION_FORM
    assert "page" in CORRECTIONS.by_id


# ---- Mails -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_a_ready_mail_asks_what_the_form_asks(form: Form) -> None:
    address = urlsplit(doors(site(mail="a@b.example"), TODAY, THEMES.values())[form.file].by_mail)
    assert (address.scheme, address.path) == ("mailto", "a@b.example")
    assert "+" not in address.query
    assert unquote(parse_qs(address.query)["body"][0]) == mail_body(form, THEMES.values())
    # Outlook takes 2,083 characters of an address, as browsers hand it over; others more.
    assert len(address.geturl()) < 2_000
    body = mail_body(form, THEMES.values())
    assert (", ".join(THEMES.values()) in body) is (ASKED_THEMES in form.questions)
    assert ("Joignez les photos" in body) is form.is_pictured
    answered = body.replace("\r\n\r\n", "\r\nune réponse\r\n")
    received = receive(answered)
    assert received.form is form
    assert list(received.answers) == [question.id for question in form.in_a_mail]
    assert set(received.answers.values()) == {"une réponse"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_a_mail_says_first_what_is_enough(form: Form) -> None:
    first, *_ = body = mail_body(form, ()).splitlines()
    assert first.startswith(f"Les {form.how_many_first} premières questions suffisent")
    lines = [line for line in body if "?" in line]
    assert [line.partition(" (")[0] for line in lines] == [q.label for q in form.in_a_mail]
    assert [line.partition(" (")[2].rstrip(")") for line in lines] == [
        question.mark for question in form.in_a_mail
    ]
    assert form.in_a_mail == form.first + form.others + form.if_to_come
    # Whatever cannot be done without is among them, and nothing that a visit to come alone has.
    needed = [q for q in form.in_a_mail if q.is_required or q.needed_if.endswith("a eu lieu")]
    assert {q.id for q in needed} <= {q.id for q in form.first}
    assert not any(question.only_if for question in form.first + form.others)
    # A mail breaks its lines at 72 characters or more, and quotes them.
    assert max(map(len, lines)) <= 68


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_a_mail_that_left_before_the_questions_changed_is_still_read(form: Form) -> None:
    """In each order in which they were asked, in the words that they had then."""
    for order in form.orders:
        assert set(order) == set(form.by_id)
        asked = [form.by_id[id_] for id_ in order]
        mail = "\n".join(f"{question.labels[-1]} (nécessaire)\nune réponse\n" for question in asked)
        received = receive(mail)
        assert (received.form, list(received.answers)) == (form, list(order))
        assert set(received.answers.values()) == {"une réponse"}
    assert VISIT_FORM.by_id["titre"].labels[-1] == "Quel titre, de 10 à 110 caractères ?"


# ---- GitHub's editor ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", [VISIT_FORM, TIP_FORM], ids=lambda form: form.file)
def test_a_new_file_opens_with_its_model(form: Form) -> None:
    address = doors(site(repository="https://depot.example/x/"), TODAY, ())[form.file].by_hand
    assert len(address) < 6_000
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        f"https://depot.example/x/new/main/docs/{form.kind}"
    )
    fields = parse_qs(parts.query, strict_parsing=True)
    path = f"{form.kind}/{fields['filename'][0]}"
    problems = check(as_files(small_tree({path: fields["value"][0]})), today=TODAY)
    assert {p.code for p in errors(p for p in problems if p.path == path)} == {"a-completer"}


def test_a_door_that_leads_nowhere_is_not_there() -> None:
    ways = doors(site(), TODAY, ())
    assert list(ways) == [form.file for form in FORMS]
    assert not any(door.on_github or door.by_mail or door.by_hand for door in ways.values())
    [*_, correction, picture] = doors(site(repository="https://depot.example"), TODAY, ()).values()
    assert correction.on_github == (
        "https://depot.example/issues/new?template=signaler-une-erreur.yml"
    )
    assert (correction.by_hand, picture.by_hand) == ("", "")


def test_every_question_but_that_of_a_picture_is_in_the_mail() -> None:
    left = [q.id for form in FORMS for q in form.questions if q not in list(form.in_a_mail)]
    assert left == ["photo"]
    assert {q.field for form in FORMS for q in form.questions} == set(Field)
