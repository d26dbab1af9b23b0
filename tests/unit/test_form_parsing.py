"""What somebody sent, question by question, whatever stands in the answers."""

from __future__ import annotations

import pytest

from journal.entries.publisher import CONCERNED
from journal.forms.consent import Consent, consent
from journal.forms.propose import propose
from journal.forms.restated_questions import set_right
from journal.forms.split_by_question import MAX_LENGTH, Received, receive
from journal.forms.themes_named import themes_named
from journal.forms.ticked_boxes import ticked
from journal.new_pages.question import Field, Form
from journal.new_pages.question_table import (
    CORRECTION_FORM,
    FORMS,
    PICTURE_FORM,
    TIP_FORM,
    VISIT_FORM,
)
from support.forms import PLACE, TIP, VISIT, as_issue, as_mail


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_a_form_is_known_by_its_questions(form: Form) -> None:
    answers = {question.id: f"réponse {question.id}" for question in form.questions}
    received = receive(as_issue(form, answers))
    assert (received.form, received.answers, received.is_mail) == (form, answers, False)


def test_what_was_not_answered_is_left_out() -> None:
    received = receive(as_issue(CORRECTION_FORM, {"page": "atao"}))
    assert received.answers == {"page": "atao"}
    assert received["erreur"] == ""


@pytest.mark.parametrize("form", [VISIT_FORM, TIP_FORM, PICTURE_FORM], ids=lambda form: form.file)
def test_an_answer_may_hold_every_question_before_it_and_after_the_next_one(form: Form) -> None:
    """Headings that read as questions, in the answer to each question that can hold lines."""
    for rank, question in enumerate(form.questions):
        if question.field is not Field.TEXT:
            continue
        following = form.questions[rank + 1 : rank + 2]
        other = [q for q in form.questions if q not in following]
        answer = "avant\n\n" + "\n\n".join(f"### {q.label}\n\nmilieu {q.id}" for q in other)
        received = receive(as_issue(form, {question.id: answer, form.questions[-1].id: "fin"}))
        expected = {question.id: answer, form.questions[-1].id: "fin"}
        if question is form.questions[-1]:
            expected = {question.id: "fin"}
        assert received.answers == expected


@pytest.mark.parametrize("form", [VISIT_FORM, TIP_FORM], ids=lambda form: form.file)
def test_what_follows_a_line_that_reads_as_the_next_question_is_not_lost(form: Form) -> None:
    for rank, question in enumerate(form.questions[:-1]):
        following = form.questions[rank + 1]
        if question.field is Field.TEXT:
            answer = f"avant\n\n### {following.label}\n\naprès"
            received = receive(as_issue(form, {question.id: answer, following.id: "sa réponse"}))
            said = received[question.id] + received[following.id]
            assert "avant" in received[question.id]
            assert "après" in said
            assert "sa réponse" in received[following.id]
            if following.field is not Field.TEXT:
                assert received[question.id] == answer


def test_a_question_that_an_edit_took_away_is_not_answered() -> None:
    text = as_issue(VISIT_FORM, VISIT)
    without = text.replace(f"### {VISIT_FORM.by_id['commune'].label}\n\nRezé\n\n", "")
    received = receive(without)
    assert received.answers == {
        key: value for key, value in VISIT.items() if value and key != "commune"
    }


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("'", "’"),
        lambda text: text.replace(" ?", "\u00a0?"),
        lambda text: text.replace("### ", "###   "),
        lambda text: f"\ufeff{text}",
        lambda text: text.replace("\n", "\r"),
    ],
)
def test_signs_that_programs_change_make_no_difference(changed) -> None:
    assert set(receive(changed(as_issue(TIP_FORM, TIP))).answers) == {*TIP}


@pytest.mark.parametrize("text", ["", "Bonjour", "### Autre\n\nchose", "# Quel jour ?", "?\n" * 9])
def test_any_other_text_is_no_form(text: str) -> None:
    received = receive(text)
    assert received.form is None
    assert received.answers == {}


def test_a_text_without_end_is_read_up_to_what_an_issue_holds() -> None:
    received = receive(as_issue(VISIT_FORM, VISIT | {"accord": "x" * 200_000}))
    assert received.form is VISIT_FORM
    assert sum(map(len, received.answers.values())) < MAX_LENGTH
    assert receive(f"### {VISIT_FORM.questions[0].label}\n\n" * 1_500).form is VISIT_FORM


# ---- Mails -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mail",
    [
        "Quelle structure avez-vous visitée ? Atao\nQuel jour ? 14 mars 2026",
        "Quelle structure avez-vous visitée ?\nAtao\n\nQuel jour ?\n14 mars 2026\n",
        "> Quelle structure avez-vous visitée ?\nAtao\n> Quel jour ?\n14 mars 2026",
        "> Quelle structure avez-vous visitée ?\n> Atao\n>\n> Quel jour ?\n> 14 mars 2026",
        "1. Quelle structure avez-vous visitée ? : Atao\n2. Quel jour ? : 14 mars 2026",
        "*Quelle structure avez-vous visitée ?* Atao\n*Quel jour ?* 14 mars 2026",
        "1 - Quelle structure avez-vous visitée ? Atao\n3 - Quel jour ? 14 mars 2026",
        "1/ Quelle structure avez-vous visitée ? Atao\n3° Quel jour ? 14 mars 2026",
        "> Quelle structure avez-vous\n> visitée ?\nAtao\n> Quel jour ?\n14 mars 2026",
        "Quelle structure avez-vous\nvisitée ? Atao\n*Quel jour\n?* 14 mars 2026",
        (
            "De : Ada\nObjet : Visite\n\nQuelle structure avez-vous visitée ? Atao\n"
            "Quel jour ? 14 mars 2026\n-- \nAda\n06 12 34 56 78"
        ),
        (
            "Quelle structure avez-vous visitée ? Atao\nQuel jour ? 14 mars 2026\n\n"
            "Envoyé de mon iPhone"
        ),
    ],
)
def test_a_mail_is_read_however_it_answers(mail: str) -> None:
    received = receive(mail)
    assert received.is_mail
    assert received.answers == {"structure": "Atao", "jour": "14 mars 2026"}


def test_a_mail_may_ask_something_itself() -> None:
    mail = as_mail(VISIT_FORM, VISIT | {"recit": "Que faire ?\nRéparer, nous a-t-on dit."})
    assert receive(mail)["recit"] == "Que faire ?\nRéparer, nous a-t-on dit."


# ---- Boxes -------------------------------------------------------------------------------------


def test_boxes_are_ticked_or_named() -> None:
    assert ticked("- [X] Un, deux\n- [ ] Trois\n- [x] Quatre") == ["Un, deux", "Quatre"]
    assert ticked("- [ ] Un") == []
    assert ticked("Un, deux ;\n- trois.") == ["Un", "deux", "trois"]


# ---- Mails that answer mails -------------------------------------------------------------------

ANSWERS = {"structure": "La Remise", "jour": "14 mars 2026", "bref": "Un lieu.", "accord": "oui"}
MAIL = as_mail(VISIT_FORM, ANSWERS)


@pytest.mark.parametrize("before", ["👉 ", "Q1. ", "• ", "1.\u00a0\u00a0\u00a0 ", "– ", "o "])
def test_a_question_may_have_a_bullet(before: str) -> None:
    text = "\n".join(f"{before}{line}" if line.endswith("?") else line for line in MAIL.split("\n"))
    assert receive(text).answers == ANSWERS


@pytest.mark.parametrize("before", ["-> ", "=> ", "→ ", "R : ", "Rép. : "])
def test_what_only_begins_an_answer_is_none_of_it(before: str) -> None:
    marked = {name: f"{before}{answer}" for name, answer in ANSWERS.items()}
    assert receive(as_mail(VISIT_FORM, marked)).answers == ANSWERS


def test_everything_may_stand_on_one_line() -> None:
    assert receive(" ".join(MAIL.split())).answers == ANSWERS


CITED = "\n".join(
    f"> {line}" for line in as_mail(VISIT_FORM, ANSWERS | {"jour": "hier"}).split("\n")
)


@pytest.mark.parametrize(
    "above",
    [
        f"{MAIL}\nLe ven. 13 mars, Ada a écrit :\n",
        "Pardon !\n\nQuel jour ?\n14 mars 2026\n\nLe ven. 13 mars, Ada <a@b.example>\na écrit :\n",
        "Quel jour ? 14 mars 2026\n\n-----Message d'origine-----\n",
    ],
)
def test_what_is_above_a_cited_mail_is_what_has_changed(above: str) -> None:
    received = receive(f"{above}{CITED}")
    assert (received.answers, received.others) == (ANSWERS, ())


def test_two_visits_in_one_message_are_two() -> None:
    other = ANSWERS | {"structure": "Le Bazar", "jour": "15 mars 2026"}
    for text in (MAIL + as_mail(VISIT_FORM, other), as_issues(ANSWERS, other)):
        received = receive(text)
        assert (received.answers, received.others) == (ANSWERS, (other,))
        [said] = [f for f in propose(text, PLACE).faults if not f.question]
        assert "plusieurs fois aux questions (« Le Bazar »)" in said.message


def as_issues(*sent: dict[str, str]) -> str:
    return "\n\n".join(as_issue(VISIT_FORM, answers) for answers in sent)


@pytest.mark.parametrize("before", ["", "> ", "Merci.\n\n"])
def test_the_mail_of_a_page_reports_a_mistake(before: str) -> None:
    page = "https://carnet.example/visites/atelier/"
    received = receive(f"{before}{CONCERNED} {page}\n\nUne faute.\n-- \nAda")
    assert (received.form, received.is_mail) == (CORRECTION_FORM, True)
    assert received["page"] == page
    assert received["erreur"] == f"{before.strip('> ')}Une faute."
    assert receive("C'est une page concernée : la nôtre.").form is None


def test_an_answer_beside_its_question_may_be_broken() -> None:
    ends = {"par une école": "Commencer", "par une école, et": "commencer"}
    for ideas, end in ends.items():
        mail = as_mail(VISIT_FORM, VISIT | {"retenir": ""})
        label = VISIT_FORM.by_id["retenir"].label
        line = f"{label} Le plus simple est de commencer {ideas}"
        received = receive(mail.replace(f"{label}\n", f"{line}\n{end} petit.\n"))
        assert received["retenir"].count("\n") == (end == "Commencer")


def test_what_is_too_long_to_be_read_is_said() -> None:
    text = as_mail(VISIT_FORM, ANSWERS | {"recit": "Un récit. " * 7_000})
    assert ["la fin n'en a pas été lue" in f.message for f in propose(text, PLACE).faults].count(
        True
    )


# ---- Consent -----------------------------------------------------------------------------------


def said_of_consent(answer: str, form: Form = VISIT_FORM, *, is_mail: bool = True) -> Consent:
    return consent(form.by_id["accord"], Received(form, {"accord": answer}, is_mail))


@pytest.mark.parametrize(
    "answer",
    [
        *("oui", "Oui.", "- [X] Oui", "OUI !", "D’accord", "Ok pour tous", "Personne", "Bien sûr"),
        *("Oui, avec leur nom et leur fonction ; ou je ne cite personne.", "Je ne cite personne."),
        *("Non, je ne cite personne", "Oui, pas de souci", "Personne n'est citée", "Oui\nAda"),
        *("Elles sont d'accord toutes les deux", "Oui, personne ne s'y oppose"),
        "Oui\n\nDans l'attente de votre réponse, je n'ai pas joint la photo.\nAda",
        "Oui\n\nMais quelle belle visite !",
        "Oui.\nPS : je n'ai pas de photo",
        *("C'est d'accord pour tous", "J'ai leur accord", "Elle est d'accord", "Pas de noms cités"),
        *("Tout le monde est d'accord", "Oui, j'ai demandé à tout le monde"),
        *("Il n'y a aucun nom", "Accord donné par tous", "Oui, j'ai leur accord écrit"),
        *(
            "Oui, Odile est d'accord",
            "Elles ont dit oui",
            "Accord oral de tous",
            "👍",
            "Oui, toutes",
        ),
        "- [X] Oui, avec leur nom et leur fonction ; ou je ne cite personne.",
    ],
)
def test_a_yes_is_understood(answer: str) -> None:
    assert said_of_consent(answer) is Consent.GIVEN


@pytest.mark.parametrize(
    "answer",
    [
        *("oui pour Odile, non pour Mathieu", "d'accord, sauf Mathieu", "Oui ?", "Non", "non."),
        *("Personne ne m'a répondu pour l'instant", "pas encore, j'attends la réponse", "à voir"),
        *("Oui, mais sans leur nom", "Oui, je crois", "Je leur demande", "Oui pour l'instant"),
        *("Oui\n\nSauf Mathieu", "Oui\n\nJ'attends encore Mathieu", "Oui, Odile n’a rien dit"),
        *("oui, presque tous", "oui, la plupart", "oui, hors Mathieu", "OUI MOINS MATHIEU"),
        *("oui, elle préfère rester anonyme", "oui si vous floutez", "oui, seulement Odile"),
        *("oui dès que Mathieu aura signé", "oui, avec des initiales", "oui pour Odile"),
        *("oui, avec leur fonction", "oui, il reste à demander à Mathieu"),
        *("Aucune", "Je ne cite personne, sauf Mathieu", "Je pense que oui"),
        *(
            "J'ai demandé leur accord",
            "Oui pour Odile,\nnon pour Mathieu",
            "oui\nPS : sauf Mathieu",
        ),
        "- [X] Oui, avec leur nom et leur fonction ; ou je ne cite personne.\n\nSauf Mathieu.",
    ],
)
def test_a_yes_that_something_takes_back_is_none(answer: str) -> None:
    assert said_of_consent(answer) is Consent.WITHHELD


def test_a_box_that_is_not_ticked_is_no_answer() -> None:
    assert said_of_consent("- [ ] Oui", is_mail=False) is Consent.MISSING
    assert said_of_consent("") is Consent.MISSING


def test_the_yes_of_a_picture_is_its_own() -> None:
    words = PICTURE_FORM.by_id["accord"].options[0]
    assert said_of_consent(words, PICTURE_FORM) is Consent.GIVEN
    for said in ("Oui c'est moi qui l'ai prise", "Oui, ma photo. On ne reconnaît personne"):
        assert said_of_consent(said, PICTURE_FORM) is Consent.GIVEN
    # Who took it does not say that those it shows agree.
    for said in ("C'est moi qui l'ai prise", "Oui, je l'ai prise, mais on reconnaît Odile"):
        assert said_of_consent(said, PICTURE_FORM) is Consent.WITHHELD
    assert said_of_consent("Oui, sauf une personne", PICTURE_FORM) is Consent.WITHHELD


# ---- Themes ------------------------------------------------------------------------------------

NAMES = {
    "ess": "Économie sociale et solidaire",
    "marches": "Marchés publics",
    "iae": "Insertion par l'activité économique",
    "acheteurs": "Relations avec les acheteurs",
    "structurer": "Structurer son activité",
}


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("économie sociale et solidaire", ["ess"]),
        *((acronym, ["ess"]) for acronym in ("ESS", "ess")),
        ("IAE", ["iae"]),
        ("marchés", ["marches"]),
        ("Marché public", ["marches"]),
        ("insertion", ["iae"]),
        ("les acheteurs", ["acheteurs"]),
        ("Insertion et marchés", ["iae", "marches"]),
        # Of two themes, of a word too short, of none.
        *((typed, []) for typed in ("activité", "son", "les", "jardin", "insertion et jardin", "")),
    ],
)
def test_a_theme_is_known_by_a_part_of_its_name(typed: str, slugs: list[str]) -> None:
    assert themes_named(typed, {**NAMES, "publics": "Publics éloignés"}) == slugs


# ---- Questions typed again ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda label: label.removesuffix(" ?"),
        lambda label: f"« {label} »",
    ],
)
def test_a_question_of_a_mail_may_lose_its_sign_or_be_quoted(change) -> None:
    text = MAIL
    for question in VISIT_FORM.questions:
        text = text.replace(question.label, change(question.label))
    assert receive(text).answers == ANSWERS


def test_the_questions_of_a_mail_may_come_in_any_order() -> None:
    names = ["accord", "jour", "bref", "recit", "commune", "structure", "themes"]
    asked = {name: VISIT[name] for name in names if VISIT.get(name)}
    text = "\n\n".join(f"{VISIT_FORM.by_id[name].label}\n{said}" for name, said in asked.items())
    received, said = set_right(receive(text))
    assert (received.answers, said) == (asked, [])


@pytest.mark.parametrize("copied", ["{label}\n\n", "{label} ", "{bare} : ", "**{label}**\n"])
def test_a_question_copied_above_its_answer_is_none_of_it(copied: str) -> None:
    label = VISIT_FORM.by_id["recit"].label
    typed = copied.format(label=label, bare=label.removesuffix(" ?")) + "Un récit."
    received, _ = set_right(receive(as_issue(VISIT_FORM, VISIT | {"recit": typed})))
    assert received["recit"] == "Un récit."


def test_what_leads_an_answer_is_none_of_it_and_a_title_above_a_story_is_one() -> None:
    sent = {"structure": "Structure : La Remise", "bref": "Titre : Un lieu pour tous\nOn y va."}
    received, _ = set_right(receive(as_issue(VISIT_FORM, sent)))
    assert received["structure"] == "La Remise"
    assert (received["titre"], received["bref"]) == ("Un lieu pour tous", "On y va.")


def test_another_question_in_an_answer_takes_what_follows_it_when_it_has_no_answer() -> None:
    typed = f"Un récit.\n\n{VISIT_FORM.by_id['contexte'].label}\nElle répare."
    sent = {"structure": "La Remise", "recit": typed}
    received, said = set_right(receive(as_issue(VISIT_FORM, sent)))
    assert (received["recit"], received["contexte"], said) == ("Un récit.", "Elle répare.", [])
    # In a form, a story may hold a question that is answered where it is asked.
    received, _ = set_right(receive(as_issue(VISIT_FORM, sent | {"contexte": "Une remise."})))
    assert (received["recit"], received["contexte"]) == (typed, "Une remise.")


def test_a_question_answered_twice_is_said() -> None:
    for name, typed, severity in (("jour", "hier", "error"), ("bref", "Et plus.", "warning")):
        text = f"{MAIL}{VISIT_FORM.by_id['contexte'].label}\nIci.\n"
        text += f"{VISIT_FORM.by_id[name].label}\n{typed}\n"
        received, [said] = set_right(receive(text))
        assert (said.question, str(said.severity)) == (VISIT_FORM.by_id[name].label, severity)
        assert received["contexte"] == "Ici."


def test_a_quotation_in_a_mail_is_one_below_a_question_that_is_not_quoted() -> None:
    quoted = as_mail(VISIT_FORM, ANSWERS | {"recit": "On a dit :\n> Il faut oser."})
    assert receive(quoted)["recit"] == "On a dit :\n> Il faut oser."
    whole = "\n".join(f"> {line}" for line in quoted.split("\n"))
    assert ">" not in receive(whole)["recit"]
