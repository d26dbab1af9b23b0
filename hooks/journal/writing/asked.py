"""What people are asked about a page: one table for the forms, the ready mails and `make visite`.

A question is known by its label: that is what GitHub writes above each answer, and what a mail
repeats. Whoever changes a label makes answers to the former one unreadable.
"""

from __future__ import annotations

from journal.entries.entry import DESCRIPTION_LENGTH, MOST_TAGS, TITLE_LENGTH, in_characters
from journal.entries.kinds import Kind
from journal.writing.question import Field, Form, Question

_PUBLIC = "Ce que vous écrivez ici est public : n'y mettez ni courriel ni téléphone."

TITLE = Question(
    "titre",
    f"Quel titre, {in_characters(TITLE_LENGTH)} ?",
    "Facultatif : sans réponse, la page en trouve un.",
    Field.LINE,
    key="title",
)
ORGANISATION = Question(
    "structure",
    "Quelle structure avez-vous visitée ?",
    "Ou irez-vous voir. Son nom, comme elle l'écrit.",
    Field.LINE,
    is_required=True,
    key="structure",
)
VISIT = Question(
    "visite",
    "Lors de quelle visite l'avez-vous appris ?",
    "Si elle n'est pas dans la liste, racontez-la d'abord : il y a un formulaire pour cela.",
    Field.MENU,
    is_required=True,
    key="visite",
)
THEMES = Question(
    "themes",
    "Quels thèmes ?",
    f"De 1 à {MOST_TAGS}.",
    Field.BOXES,
    key="tags",
)
PHOTOS = Question(
    "photos",
    "Des photos ?",
    "Facultatif. Déposez-les ici et, sous chacune, écrivez une phrase qui dit ce qu'elle montre à "
    "qui ne la voit pas. La première ouvre la page.",
)
# What the menu of visits ends with: nobody has to choose wrongly.
OTHER_VISIT = "Une autre, qui n'est pas encore dans le carnet"
_BRIEF_LENGTH = in_characters(DESCRIPTION_LENGTH)
_NEXT = Question(
    "suite",
    "Où en lire plus ?",
    "Facultatif. Une page par ligne : son titre, puis son lien.",
    section="Pour aller plus loin",
)
_SOURCES = Question(
    "sources",
    "D'où viennent vos chiffres, et de quand datent-ils ?",
    "Facultatif. Une source par ligne : le nom du site, le titre, la date, puis le lien.",
    key="sources",
)
_CREDIT = Question(
    "credit",
    "Sous quel nom vous citer ?",
    "Facultatif. Sans réponse, la page est signée du nom du site.",
    Field.LINE,
    key="auteurs",
)
_CONSENT = Question(
    "accord",
    "Les personnes citées sont-elles d'accord ?",
    "",
    Field.BOXES,
    is_required=True,
    options=("Oui, avec leur nom et leur fonction ; ou je ne cite personne.",),
)
_PAGE = Question(
    "page", "Sur quelle page ?", "Son lien, ou son titre.", Field.LINE, is_required=True
)

VISIT_FORM = Form(
    "proposer-une-visite",
    "Raconter une visite",
    "Vous avez visité une structure, ou vous allez le faire ? Répondez avec vos mots : la page se "
    "fait toute seule.",
    "Visite : ",
    "Merci de partager ce que vous avez appris. Quelques lignes suffisent ; vous pouvez coller un "
    f"texte tel quel, et le corriger ensuite.\n\n{_PUBLIC}",
    (
        ORGANISATION,
        Question(
            "commune",
            "Dans quelle commune ?",
            "Nécessaire pour une visite à venir.",
            Field.LINE,
            key="lieu",
        ),
        Question(
            "jour",
            "Quel jour ?",
            "Comme 14 mars 2026, ou mars 2026 si vous ne savez plus. Une visite à venir s'annonce "
            "aussi.",
            Field.LINE,
            is_required=True,
            key="visite_le",
        ),
        TITLE,
        THEMES,
        Question(
            "bref",
            "L'essentiel, en deux ou trois phrases ?",
            "Qui le groupe est allé voir, ou ira voir, et ce que les autres peuvent y apprendre. "
            f"Le résumé de la page en est le début, {_BRIEF_LENGTH}.",
            is_required=True,
            key="description",
            section="En bref",
        ),
        Question(
            "recit",
            "Qu'avez-vous vu et entendu ?",
            "Dans l'ordre qui vous vient. Pour une visite à venir : ce qui est prévu.",
            section="Ce que nous avons vu",
        ),
        Question(
            "retenir",
            "Qu'en retenez-vous ?",
            "Une idée par ligne.",
            section="À retenir",
        ),
        Question(
            "contexte",
            "Que fait cette structure ?",
            "Qui elle est, et pourquoi aller la voir. Qui organisait la visite, qui accueillait "
            "(nom et fonction).",
            section="Le contexte",
        ),
        _NEXT,
        _SOURCES,
        PHOTOS,
        Question(
            "horaire",
            "À quelle heure ?",
            "Seulement pour une visite à venir. Comme 14h-17h30.",
            Field.LINE,
            key="horaire",
        ),
        Question(
            "rendez-vous",
            "Où se retrouver ?",
            "Seulement pour une visite à venir, et jamais chez quelqu'un.",
            Field.LINE,
            key="adresse",
        ),
        Question(
            "inscription",
            "Où s'inscrire ?",
            "Seulement pour une visite à venir : le lien de la page d'inscription.",
            Field.LINE,
            key="inscription",
        ),
        _CREDIT,
        _CONSENT,
    ),
    Kind.VISIT,
)
TIP_FORM = Form(
    "proposer-un-conseil",
    "Donner un conseil",
    "Vous avez appris quelque chose pendant une visite, et d'autres peuvent s'en servir ?",
    "Conseil : ",
    f"Merci. Répondez avec vos mots : la page se fait toute seule.\n\n{_PUBLIC}",
    (
        Question(
            "conseil",
            "Votre conseil, en une phrase ?",
            f"Ce qu'il faut faire. Le résumé de la page en vient, {_BRIEF_LENGTH}.",
            is_required=True,
            key="description",
            section="Le conseil en une phrase",
        ),
        TITLE,
        VISIT,
        THEMES,
        Question("pourquoi", "Pourquoi est-il utile ?", is_required=True, section="Pourquoi"),
        Question(
            "etapes",
            "Que faut-il faire, étape par étape ?",
            "Cinq à huit choses à faire, une par ligne.",
            is_required=True,
            section="Comment faire",
        ),
        Question(
            "exemple",
            "Comment cela se passe-t-il dans la structure ?",
            "Facultatif.",
            section="Vu chez",
        ),
        _NEXT,
        _SOURCES,
        PHOTOS,
        _CREDIT,
        _CONSENT,
    ),
    Kind.TIP,
)
CORRECTION_FORM = Form(
    "signaler-une-erreur",
    "Signaler une erreur",
    "Un fait inexact, un lien mort, une page difficile à lire, un nom à corriger ou à retirer ? "
    "Dites-le-nous.",
    "Erreur : ",
    "Merci de prendre le temps de nous le dire. Si une page parle de vous, votre demande passe "
    f"avant les autres.\n\n{_PUBLIC} Une faille de sécurité, ou une information sur une personne "
    "publiée par erreur, se signale en privé : le fichier SECURITY.md dit comment.",
    (
        _PAGE,
        Question(
            "erreur",
            "Qu'est-ce qui ne va pas ?",
            "Recopiez la phrase en cause si vous le pouvez.",
            is_required=True,
        ),
        Question(
            "correction",
            "Que faudrait-il écrire à la place ?",
            "Facultatif, avec une source si vous en avez une.",
        ),
    ),
)
PICTURE_FORM = Form(
    "donner-une-photo",
    "Donner une photo",
    "Vous avez une photo d'une visite qui est déjà dans le carnet ?",
    "Photo : ",
    "Merci. La photo est publiée en petit, sans le lieu ni l'heure que l'appareil y a notés."
    f"\n\n{_PUBLIC}",
    (
        _PAGE,
        Question("photo", "Quelle photo ?", "Déposez-la ici, jusqu'à 15 Mo.", is_required=True),
        Question(
            "montre",
            "Que montre-t-elle ?",
            "En une phrase, pour qui ne la voit pas.",
            Field.LINE,
            is_required=True,
        ),
        Question(
            "legende",
            "Quelle légende lui donner ?",
            "Facultatif. Où et quand, et qui l'a prise.",
            Field.LINE,
        ),
        Question(
            "accord",
            "Avez-vous le droit de la donner ?",
            "",
            Field.BOXES,
            is_required=True,
            options=(
                "Oui ; les personnes que l'on y reconnaît sont d'accord, ou il n'y en a pas.",
            ),
        ),
    ),
)
FORMS = (VISIT_FORM, TIP_FORM, CORRECTION_FORM, PICTURE_FORM)
