"""Forms as GitHub writes them in an issue, mails that answer the ready mail, and sound answers."""

from __future__ import annotations

from collections.abc import Mapping

from journal.new_pages.answers import Place
from journal.new_pages.question import Field, Form
from support.journals import TODAY, as_files, small_tree, themes

THEMES = {"emploi": "Emploi", "reemploi": "Réemploi", "achats": "Achats, marchés et commandes"}
# A journal with the visit « atelier » and the tip « oser ».
PLACE = Place(as_files(small_tree(themes(**THEMES))), TODAY, THEMES, {"atelier": "Atelier"})

VISIT = {
    "structure": "La Remise",
    "commune": "Rezé",
    "jour": "14 mars 2026",
    "titre": "",
    "themes": "- [X] Emploi\n- [ ] Réemploi\n- [ ] Achats, marchés et commandes",
    "bref": "Nous sommes allés voir un lieu où l'on répare ensemble. On y apprend à accueillir.",
    "recit": "L'équipe nous a montré son atelier, puis elle a répondu à nos questions.",
    "retenir": "Accueillir d'abord.",
    "accord": "- [X] Oui, avec leur nom et leur fonction ; ou je ne cite personne.",
}
TIP = {
    "conseil": "Montrer ses outils avant de parler de ses prix, dès la première rencontre.",
    "titre": "Montrer ses outils",
    "visite": "Atelier",
    "themes": "- [X] Emploi",
    "pourquoi": "Ce que l'on voit se comprend plus vite que ce que l'on entend.",
    "etapes": "Choisir trois outils\nLes poser sur la table",
    "accord": VISIT["accord"],
}


def as_issue(form: Form, answers: Mapping[str, str]) -> str:
    """The text of the issue that a form makes: every question, in order, and each answer as sent.

    Source: what GitHub writes, as its users' public issues show it.
    """
    parts = []
    for question in form.questions:
        answer = answers.get(question.id, "")
        if not answer and question.field is not Field.BOXES:
            answer = "_No response_"
        parts.append(f"### {question.label}\n\n{answer}")
    return "\n\n".join(parts)


def as_mail(form: Form, answers: Mapping[str, str]) -> str:
    """A mail that answers the ready one, each answer under its question."""
    return "\n".join(
        f"{question.label}{question.mark and f' ({question.mark})'}\n"
        f"{answers.get(question.id, '')}\n"
        for question in form.in_a_mail
    )
