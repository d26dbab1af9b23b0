"""Answers of people in a hurry: what they mean is published, or they are told what to write."""

from __future__ import annotations

import pytest

from journal.forms.propose import Proposal, propose
from journal.headers.frontmatter import read_front_matter
from journal.new_pages.question_table import PICTURE_FORM, TIP_FORM, VISIT_FORM
from support.forms import PLACE, TIP, VISIT, as_issue


def of_visit(**answers: str) -> Proposal:
    return propose(as_issue(VISIT_FORM, VISIT | answers), PLACE)


def header_of(proposal: Proposal) -> dict[str, object]:
    assert proposal.faults == []
    [text] = proposal.files.values()
    return dict(read_front_matter(text, "")[0].header.values)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        *(("structure", said) for said in ("Nous sommes allés à la Remise", "On a visité Envie")),
        *(
            ("structure", said)
            for said in ("Elle s'appelle Envie", "Titre : une matinée à Envie", "C'était à Envie")
        ),
        ("structure", "Visite de la Remise"),
        *(("commune", said) for said in ("Association Les Mains Vertes", "Ressourcerie du Quai")),
        *(
            ("recit", said)
            for said in (
                "Cf. pièce jointe",
                "Voir le fichier joint.",
                "cf document word joint",
                "dans le PDF joint",
                "Je vous l'envoie par mail",
            )
        ),
    ],
)
def test_what_does_not_answer_is_asked_again(question: str, typed: str) -> None:
    said = of_visit(**{question: typed}).faults
    assert [fault.question for fault in said] == [VISIT_FORM.by_id[question].label]


@pytest.mark.parametrize(
    "name",
    [
        *("La Petite Cantine", "Visites en Ville", "On Va Où", "Nous autres", "J'agis ici"),
        *(
            "L'Autre Atelier",
            "Association On est là",
            "Elle et Lui",
            "Titres et cie",
            "C'est la vie",
        ),
    ],
)
def test_a_name_is_kept_as_it_is_written(name: str) -> None:
    assert header_of(of_visit(structure=name))["structure"] == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *((said, "L'Atelier") for said in ("l'Atelier", "« L'Atelier »", "Visite à L'Atelier")),
        ("Structure : Envie", "Envie"),
    ],
)
def test_a_name_loses_what_is_no_part_of_it(typed: str, name: str) -> None:
    assert header_of(of_visit(structure=typed))["structure"] == name


def test_the_address_of_a_site_beside_the_name_is_that_of_the_organisation() -> None:
    header = header_of(of_visit(structure="Envie - https://www.envie.example"))
    assert (header["structure"], header["site"]) == ("Envie", "https://www.envie.example")


def test_a_title_loses_its_quotation_marks_and_its_full_stop() -> None:
    title = "Une matinée à réparer"
    for typed in (f"« {title} »", f"{title}.", f"Titre : {title}"):
        assert header_of(of_visit(titre=typed))["title"] == title


@pytest.mark.parametrize(
    "typed",
    [
        "Pas que je sache",
        "Pas de chiffres",
        "Je n'en ai pas",
        "Aucune source",
        "Non concerné",
        "rien de plus",
    ],
)
def test_having_nothing_to_say_is_no_answer(typed: str) -> None:
    proposal = of_visit(suite=typed, sources=typed)
    assert typed not in "".join(proposal.files.values())
    assert "sources" not in header_of(proposal)


def test_where_nobody_can_go_and_a_day_that_may_change_are_told() -> None:
    ahead = {"jour": "14 janvier 2027 (à confirmer)", "rendez-vous": "Sur place."}
    proposal = of_visit(**ahead)
    assert "adresse" not in header_of(proposal)
    said = {note.question for note in proposal.notes}
    assert {VISIT_FORM.by_id[name].label for name in ahead} <= said


def test_what_somebody_does_is_no_second_author() -> None:
    for role in ("de l'association Envie", "du Quai", "chez Envie"):
        header = header_of(of_visit(credit=f"Ada Exemple, {role}"))
        assert header["auteurs"] == [f"Ada Exemple ({role})"]


def test_what_folds_is_unfolded() -> None:
    typed = "Avant.\n<details><summary>La suite</summary>\n\nAprès.\n</details>"
    [text] = of_visit(recit=typed).files.values()
    assert "Avant.\n\n**La suite**\n\nAprès.\n" in text


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Voici :\n- un\n- deux", "Voici :\n\n- un\n- deux"),
        ("Viser un seul lot,\nle plus petit\nDeux", "- Viser un seul lot, le plus petit\n- Deux"),
        ("Viser un lot\nplutôt que tout\nDeux", "- Viser un lot plutôt que tout\n- Deux"),
        ("un lot\net un autre", "- un lot\n- et un autre"),
        ("-> Un\n=> Deux", "- Un\n- Deux"),
    ],
)
def test_a_list_keeps_what_announces_it_and_its_ideas_whole(typed: str, listed: str) -> None:
    [text] = of_visit(retenir=typed).files.values()
    assert f"## À retenir\n\n{listed}\n" in text


def test_what_is_left_to_write_is_told_at_once() -> None:
    for blank in ("[nom à vérifier]", "(à compléter)", "XX"):
        proposal = of_visit(recit=f"{VISIT['recit']} Il y a {blank} personnes.")
        [note] = [n for n in proposal.notes if "se lirait dans la page" in n.message]
        assert blank in note.message
    assert not of_visit(recit=f"{VISIT['recit']} Au XX siècle, en taille XX et XL.").notes


def test_steps_that_are_one_paragraph_are_told() -> None:
    steps = "Choisir trois outils, les poser sur la table, puis les montrer un à un. Recommencer."
    proposal = propose(as_issue(TIP_FORM, TIP | {"etapes": steps}), PLACE)
    assert [note.question for note in proposal.notes] == [TIP_FORM.by_id["etapes"].label]


def test_steps_that_are_numbered_on_one_line_are_as_many() -> None:
    for typed in ("1- Choisir 2- poser 3- montrer", "(1) Choisir, (2) poser, (3) montrer"):
        proposal = propose(as_issue(TIP_FORM, TIP | {"etapes": typed}), PLACE)
        [text] = proposal.files.values()
        assert text.count("- [ ] ") == 3
    [text] = of_visit(retenir="De 10 à 15 personnes, 2 lots et 3 ans").files.values()
    assert "- De 10 à 15 personnes, 2 lots et 3 ans\n" in text


@pytest.mark.parametrize("typed", ["Rezé, près de Nantes", "Rezé (à côté de Nantes)", "à Rezé"])
def test_a_commune_is_itself_alone(typed: str) -> None:
    assert header_of(of_visit(commune=typed))["lieu"] == "Rezé"


def test_pictures_that_share_a_description_are_told() -> None:
    photos = "".join(
        f"![](https://github.com/user-attachments/assets/{rank}f3b7c2e-1111-4222-8333-44445555666)\n"
        for rank in (1, 2)
    )
    sent = {"page": "Atelier", "photo": photos, "montre": "Un atelier.", "accord": "- [X] Oui"}
    notes = propose(as_issue(PICTURE_FORM, sent), PLACE).notes
    assert [note.question for note in notes] == [PICTURE_FORM.by_id["montre"].label]
