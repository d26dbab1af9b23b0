"""What is answered to whoever sent a form: complete, in their words, and obeyed by nothing."""

from __future__ import annotations

import pytest

from journal.forms.propose import propose
from journal.forms.reply import MARKER, as_text, reply
from journal.new_pages.question_table import (
    CORRECTION_FORM,
    OTHER_VISIT,
    PICTURE_FORM,
    TIP_FORM,
    VISIT_FORM,
)
from support.forms import PLACE, TIP, VISIT, as_issue, as_mail

CHANGE, PREVIEW = "https://depot.example/pull/1", "https://depot.example/apercu/"


def answer(form, answers: dict[str, str], **links: str) -> str:
    return reply(propose(as_issue(form, answers), PLACE), **links)


def test_a_page_is_announced_with_what_to_look_at() -> None:
    said = answer(VISIT_FORM, VISIT, change=CHANGE, preview=PREVIEW)
    assert said.startswith(MARKER)
    assert "La page **Visite chez La Remise** est prête à être relue." in said
    assert f"- [la page telle qu'elle paraîtra]({PREVIEW})\n- [la proposition]({CHANGE})" in said
    assert "À savoir" not in said
    assert said == answer(VISIT_FORM, VISIT, change=CHANGE, preview=PREVIEW)


def test_links_that_are_not_there_yet_are_not_shown() -> None:
    assert "](" not in answer(VISIT_FORM, VISIT)


def test_everything_that_is_missing_is_said_at_once_in_words_of_its_question() -> None:
    answers = {"jour": "hier", "bref": "Un.", "recit": "", "titre": "Court", "structure": ""}
    said = answer(VISIT_FORM, VISIT | answers)
    lines = [line for line in said.splitlines() if line.startswith("- ")]
    asked = [VISIT_FORM.by_id[name].label for name in answers]
    assert len(lines) == len(answers)
    assert all(any(line.startswith(f"- **{label}** ") for line in lines) for label in asked)
    assert "« hier » n'a pas été compris. Écrivez par exemple 14 mars 2026" in said
    assert "« Edit »" in said


def test_what_the_gate_refuses_is_said_with_what_is_missing() -> None:
    """Whoever mends all that was said has a page: nothing else comes up the second time."""
    photo = "![IMG_1](https://github.com/user-attachments/assets/0a)"
    broken = VISIT | {"titre": "UNE VISITE À FAIRE", "recit": "Un signe \ufffd", "photos": photo}
    faults = propose(as_issue(VISIT_FORM, broken), PLACE).faults
    assert {said.question for said in faults} == {
        VISIT_FORM.by_id[name].label for name in ("titre", "recit", "photos")
    }
    mended = broken | {"titre": "Une visite à faire", "recit": "Un signe"}
    mended["photos"] += "\nUn vélo bleu."
    assert propose(as_issue(VISIT_FORM, mended), PLACE).faults == []
    [said] = propose(as_issue(VISIT_FORM, VISIT | {"structure": ""}), PLACE).faults
    assert said.question == VISIT_FORM.by_id["structure"].label


@pytest.mark.parametrize(
    ("form", "sound", "broken"),
    [
        (VISIT_FORM, VISIT, {"recit": "Un caractère \ufffd perdu", "titre": "UNE VISITE À FAIRE"}),
        (VISIT_FORM, VISIT, {"recit": "[ici](../conseils/aucun.md)", "commune": "\ufffd"}),
        (TIP_FORM, TIP, {"titre": "x" * 200, "visite": "Une autre", "themes": "- [X] Emplio"}),
    ],
)
def test_nothing_is_said_of_headers_nor_of_files(form, sound, broken: dict[str, str]) -> None:
    faults = propose(as_issue(form, sound | broken), PLACE).faults
    assert len(faults) >= len(broken)
    for said in faults:
        assert said.question
        text = f"{said.message} {said.hint}"
        assert not [
            word for word in ("YAML", "en-tête", "title", "description", ': "') if word in text
        ]


def test_a_picture_is_asked_for_by_mail() -> None:
    answers = {"page": "atelier", "montre": "Un vélo bleu.", "accord": "oui"}
    [said] = propose(as_mail(PICTURE_FORM, answers), PLACE).faults
    assert "Joignez les photos" in said.hint


@pytest.mark.parametrize("typed", [OTHER_VISIT, "Les Jardins d'ailleurs"])
def test_a_tip_may_wait_for_its_visit(typed: str) -> None:
    [said] = propose(as_issue(TIP_FORM, TIP | {"visite": typed}), PLACE).faults
    assert said.question == TIP_FORM.by_id["visite"].label
    assert "Votre conseil peut attendre" in said.hint


@pytest.mark.parametrize("typed", ["chez Atelier", "La visite à l'atelier, en mars"])
def test_the_visit_of_a_tip_is_known_by_its_name(typed: str) -> None:
    proposal = propose(as_issue(TIP_FORM, TIP | {"visite": typed}), PLACE)
    assert proposal.remarks == ()


def test_a_title_in_capitals_is_given_back_as_it_may_be_copied() -> None:
    [said] = propose(as_issue(VISIT_FORM, VISIT | {"titre": "UNE VISITE À FAIRE"}), PLACE).faults
    assert said.hint == "Écrivez : Une visite à faire"


def test_a_visit_to_come_asks_for_its_commune_once() -> None:
    ahead = VISIT | {"jour": "14 novembre 2026", "commune": ""}
    [said] = propose(as_issue(VISIT_FORM, ahead), PLACE).faults
    assert said.question == VISIT_FORM.by_id["commune"].label


@pytest.mark.parametrize(
    "typed",
    ["![IMG_1](https://github.com/user-attachments/assets/0a)", '<img alt="a" src="b">', "A" * 150],
)
def test_an_organisation_without_a_name_is_asked_about_itself(typed: str) -> None:
    faults = propose(as_issue(VISIT_FORM, VISIT | {"structure": typed}), PLACE).faults
    assert {said.question for said in faults} == {VISIT_FORM.by_id["structure"].label}


def test_who_signs_has_a_name() -> None:
    proposal = propose(as_issue(VISIT_FORM, VISIT | {"credit": "nous"}), PLACE)
    [said] = proposal.notes
    assert said.message == "« nous » n'est pas un nom."
    assert "auteurs" not in "".join(proposal.files.values())


def test_a_summary_says_more_than_the_title() -> None:
    answers = TIP | {"titre": ""}
    [text] = propose(as_issue(TIP_FORM, answers), PLACE).files.values()
    assert f'description: "{TIP["pourquoi"]}"' in text
    short = propose(as_issue(TIP_FORM, answers | {"pourquoi": "Cela aide."}), PLACE)
    assert ["disent la même chose" in said.message for said in short.notes] == [True]


def test_what_cannot_be_published_of_people_is_said() -> None:
    said = answer(VISIT_FORM, VISIT | {"recit": "Écrire à ada@example.org, ou au 06 12 34 56 78."})
    assert "(courriel et téléphone) n'est pas publié" in said
    assert "example.org" not in said
    assert "est prête à être relue" in said


def test_an_agreement_that_is_withheld_is_repeated_with_what_to_do() -> None:
    answers = VISIT | {"themes": "Emploi", "accord": "Pas encore, j'attends la réponse"}
    [said] = propose(as_mail(VISIT_FORM, answers), PLACE).faults
    assert said.message == (
        "« Pas encore, j'attends la réponse » n'est pas un oui pour tout le monde."
    )
    assert said.hint.startswith("Retirez le nom de qui n'a pas dit oui, ou attendez sa réponse")
    [said] = propose(as_mail(VISIT_FORM, answers | {"accord": ""}), PLACE).faults
    assert "oche" not in said.hint


@pytest.mark.parametrize(
    "said",
    [
        "Mathieu ne veut pas être cité.",
        "Elle ne souhaite pas que son nom apparaisse.",
        "Merci de ne pas nommer Mathieu.",
        "Odile préfère rester anonyme.",
    ],
)
def test_who_asks_not_to_be_named_is_heard_wherever_it_is_said(said: str) -> None:
    mail = as_mail(VISIT_FORM, VISIT | {"themes": "Emploi", "accord": "oui"})
    [above] = propose(f"Bonjour. {said}\n\n{mail}", PLACE).faults
    [within] = propose(as_issue(VISIT_FORM, VISIT | {"recit": f"Un récit.\n{said}"}), PLACE).faults
    assert above.message == within.message == f"« {said} » : c'est reprendre un accord."
    assert (above.question, within.question) == ("", VISIT_FORM.by_id["recit"].label)


@pytest.mark.parametrize(
    "said", ["Ils ne veulent pas grandir.", "Ne pas citer ses prix.", "Les dons restent anonymes."]
)
def test_what_people_do_not_want_is_no_reserve(said: str) -> None:
    assert propose(as_issue(VISIT_FORM, VISIT | {"recit": said}), PLACE).remarks == ()


def test_a_mistake_that_is_reported_makes_no_page() -> None:
    for mistake in ("Une faute.", "Je ne veux pas que mon nom apparaisse."):
        sent = as_issue(CORRECTION_FORM, {"page": "atelier", "erreur": mistake})
        proposal = propose(sent, PLACE)
        assert (proposal.files, proposal.remarks) == ({}, ())
    assert "Une personne du carnet va le lire" in reply(proposal)


def test_who_reports_a_mistake_is_told_what_everybody_reads() -> None:
    answers = {"page": "atelier", "erreur": "Mon numéro : 06 12 34 56 78."}
    said = answer(CORRECTION_FORM, answers)
    assert "comment joindre quelqu'un (téléphone). Retirez-le" in said
    assert "06 12" not in said
    assert propose(as_mail(CORRECTION_FORM, answers), PLACE).remarks == ()


@pytest.mark.parametrize(("question", "is_ahead"), [("titre", False), ("horaire", True)])
def test_a_story_is_asked_for_with_the_day(question: str, is_ahead: bool) -> None:
    answers = VISIT | {"jour": "jeudi", "recit": "", question: "Une heure de visite"}
    asked = {said.question for said in propose(as_issue(VISIT_FORM, answers), PLACE).faults}
    labels = {VISIT_FORM.by_id[name].label for name in ("jour", "recit")}
    assert asked == (labels - {VISIT_FORM.by_id["recit"].label} if is_ahead else labels)


def test_a_story_in_place_of_a_name_is_led_to_its_own_question() -> None:
    [said] = propose(
        as_issue(VISIT_FORM, VISIT | {"structure": "Une belle visite. " * 9}), PLACE
    ).faults
    assert VISIT_FORM.by_id["recit"].label in said.hint


def test_where_to_register_keeps_nothing_back() -> None:
    proposal = propose(as_issue(VISIT_FORM, VISIT | {"inscription": "Me le dire"}), PLACE)
    [said] = proposal.remarks
    assert proposal.files
    assert said.message.startswith("« Me le dire » n'est pas un lien : la page ne dira donc pas")


@pytest.mark.parametrize(
    ("last", "is_said"),
    [
        ("Ada – 12 rue des Lilas, 44400 Rezé", True),
        ("12 bis, allée des Tilleuls 44800 Saint-Herblain", True),
        ("La Remise, 12 rue des Lilas, 44400 Rezé", False),
        ("L'atelier se tient au 12 rue des Lilas, 44400 Rezé.", False),
    ],
)
def test_an_address_below_a_name_is_said(last: str, is_said: bool) -> None:
    proposal = propose(as_issue(VISIT_FORM, VISIT | {"recit": f"Un récit.\n\n{last}"}), PLACE)
    assert proposal.files
    assert ["la dernière ligne donne une adresse" in said.message for said in proposal.notes] == (
        [True] if is_said else []
    )


def test_answers_above_their_questions_are_said_once() -> None:
    answers = VISIT | {"themes": "Emploi", "accord": "oui"}
    asked = [f"{answers.get(q.id, '')}\n{q.label}\n" for q in VISIT_FORM.in_a_mail]
    [said] = propose("\n".join(asked), PLACE).remarks
    assert "au-dessus des questions" in said.message
    # A greeting is no answer, nor is what stands apart.
    for above in ("Bonjour Ada\n", "Notre visite\n\n"):
        mail = as_mail(VISIT_FORM, answers | {"accord": "non"})
        [said] = propose(above + mail, PLACE).faults
        assert "n'est pas un oui" in said.message


def test_another_text_is_led_to_the_forms() -> None:
    said = reply(propose("Bonjour", PLACE))
    assert PICTURE_FORM.name in said
    assert "ne répond à aucun formulaire" in said


def test_a_terminal_has_one_remark_a_line() -> None:
    faults = propose(as_issue(VISIT_FORM, VISIT | {"jour": "hier", "recit": ""}), PLACE).faults
    text = as_text(faults)
    assert text.count("\n") == len(faults) == 2
    assert "Quel jour ? « hier » n'a pas été compris." in text
