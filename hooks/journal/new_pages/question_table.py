"""What people are asked about a page: one table for the forms, the ready mails and `make visite`.

A question is known by its label: that is what GitHub writes above each answer, and what a mail
repeats. Whoever changes a label keeps the former one under `formerly`; whoever moves a question,
the order of before in `former_orders.py`: mails that left then are still to be read.
"""

from __future__ import annotations

from journal.entries.entry import MOST_TAGS
from journal.entries.kinds import Kind
from journal.new_pages.question import Field, Form, Question

_TO_COME = "si la visite est à venir"
_PUBLIC = "Ce que vous écrivez ici est public : n'y mettez ni courriel ni téléphone."

TITLE = Question(
    id="titre",
    label="Quel titre ?",
    help="Facultatif. En une ligne ; sans réponse, la page en trouve un.",
    field=Field.LINE,
    key="title",
    formerly="Quel titre, de 10 à 110 caractères ?",
)
ORGANISATION = Question(
    id="structure",
    label="Quelle structure avez-vous visitée ?",
    help="Celle où vous êtes allés, ou irez : son nom, comme elle l'écrit.",
    field=Field.LINE,
    is_required=True,
    key="structure",
)
VISIT = Question(
    id="visite",
    label="Lors de quelle visite l'avez-vous appris ?",
    help="Si elle n'est pas dans la liste, racontez-la d'abord : il y a un formulaire pour cela.",
    field=Field.MENU,
    is_required=True,
    key="visite",
)
THEMES = Question(
    id="themes",
    label="Quels thèmes ?",
    help=f"Facultatif. {MOST_TAGS} au plus ; sans réponse, la page en prend un.",
    field=Field.BOXES,
    key="tags",
)
PHOTOS = Question(
    id="photos",
    label="Des photos ?",
    help="Facultatif. Déposez-les ici et, sous chacune, écrivez une phrase qui dit ce qu'elle "
    "montre à qui ne la voit pas. La première ouvre la page.",
)
# Where nothing can be dropped.
PICTURES_BY_MAIL = (
    "Joignez les photos au courriel et, pour chacune, écrivez une ligne qui dit ce qu'elle montre"
)
# What the menu of visits ends with: nobody has to choose wrongly.
OTHER_VISIT = "Une autre, qui n'est pas encore dans le carnet"
_NEXT = Question(
    id="suite",
    label="Où en lire plus ?",
    help="Facultatif. Une page par ligne : son titre, puis son lien.",
    section="Pour aller plus loin",
)
SOURCES = Question(
    id="sources",
    label="D'où viennent vos chiffres, et de quand datent-ils ?",
    help="Facultatif. Une source par ligne : le nom du site, le titre, la date, puis le lien.",
    key="sources",
)
_CREDIT = Question(
    id="credit",
    label="Sous quel nom vous citer ?",
    help="Facultatif. Sans réponse, la page est signée du nom du site.",
    field=Field.LINE,
    key="auteurs",
)
_CONSENT = Question(
    id="accord",
    label="Les personnes citées sont-elles d'accord ?",
    field=Field.BOXES,
    is_required=True,
    options=("Oui, avec leur nom et leur fonction ; ou je ne cite personne.",),
)
_PAGE = Question(
    id="page",
    label="Sur quelle page ?",
    help="Son lien, ou son titre.",
    field=Field.LINE,
    is_required=True,
)

VISIT_FORM = Form(
    file="proposer-une-visite",
    name="Raconter une visite",
    description="Vous avez visité une structure, ou vous allez le faire ? Répondez avec vos mots "
    ": la page se fait toute seule.",
    title="Visite : ",
    intro="Merci de partager ce que vous avez appris. Quelques lignes suffisent ; vous pouvez "
    f"coller un texte tel quel, et le corriger ensuite.\n\n{_PUBLIC}",
    questions=(
        ORGANISATION,
        Question(
            id="jour",
            label="Quel jour ?",
            help="Comme 14 mars 2026, ou mars 2026 si vous ne savez plus. Une visite à venir "
            "s'annonce aussi.",
            field=Field.LINE,
            is_required=True,
            key="visite_le",
        ),
        Question(
            id="recit",
            label="Qu'avez-vous vu et entendu ?",
            help="Quelques phrases suffisent, dans l'ordre qui vous vient. Pour une visite à "
            "venir : ce qui est prévu.",
            needed_if="si la visite a eu lieu",
            section="Ce que nous avons vu",
        ),
        Question(
            id="retenir",
            label="Qu'en retenez-vous ?",
            help="Une idée par ligne.",
            section="À retenir",
        ),
        _CONSENT,
        Question(
            id="commune",
            label="Dans quelle commune ?",
            field=Field.LINE,
            needed_if=_TO_COME,
            key="lieu",
        ),
        Question(
            id="bref",
            label="L'essentiel, en deux ou trois phrases ?",
            help="Facultatif. Qui le groupe est allé voir, ou ira voir, et ce que les autres "
            "peuvent y apprendre. Le résumé de la page en vient ; sans réponse, il vient du récit.",
            key="description",
            section="En bref",
        ),
        TITLE,
        THEMES,
        Question(
            id="contexte",
            label="Que fait cette structure ?",
            help="Facultatif. Qui elle est, et pourquoi aller la voir. Qui organisait la visite, "
            "qui accueillait (nom et fonction).",
            section="Le contexte",
        ),
        _NEXT,
        SOURCES,
        PHOTOS,
        _CREDIT,
        Question(
            id="horaire",
            label="À quelle heure ?",
            help="Comme 14h-17h30.",
            only_if=_TO_COME,
            field=Field.LINE,
            key="horaire",
        ),
        Question(
            id="rendez-vous",
            label="Où se retrouver ?",
            help="Jamais chez quelqu'un.",
            only_if=_TO_COME,
            field=Field.LINE,
            key="adresse",
        ),
        Question(
            id="inscription",
            label="Où s'inscrire ?",
            help="Le lien de la page d'inscription.",
            only_if=_TO_COME,
            field=Field.LINE,
            key="inscription",
        ),
    ),
    enough=5,
    kind=Kind.VISIT,
)
TIP_FORM = Form(
    file="proposer-un-conseil",
    name="Donner un conseil",
    description="Vous avez appris quelque chose pendant une visite, et d'autres peuvent s'en "
    "servir ?",
    title="Conseil : ",
    intro=f"Merci. Répondez avec vos mots : la page se fait toute seule.\n\n{_PUBLIC}",
    questions=(
        Question(
            id="conseil",
            label="Votre conseil, en une phrase ?",
            help="Ce qu'il faut faire. Le résumé de la page en vient.",
            is_required=True,
            key="description",
            section="Le conseil en une phrase",
        ),
        VISIT,
        Question(
            id="pourquoi", label="Pourquoi est-il utile ?", is_required=True, section="Pourquoi"
        ),
        Question(
            id="etapes",
            label="Que faut-il faire, étape par étape ?",
            help="Une chose à faire par ligne.",
            is_required=True,
            section="Comment faire",
        ),
        _CONSENT,
        TITLE,
        THEMES,
        Question(
            id="exemple",
            label="Comment cela se passe-t-il dans la structure ?",
            help="Facultatif.",
            section="Vu chez",
        ),
        _NEXT,
        SOURCES,
        PHOTOS,
        _CREDIT,
    ),
    enough=5,
    kind=Kind.TIP,
)
CORRECTION_FORM = Form(
    file="signaler-une-erreur",
    name="Signaler une erreur",
    description="Un fait inexact, un lien mort, une page difficile à lire, un nom à corriger ou "
    "à retirer ? Dites-le-nous.",
    title="Erreur : ",
    intro="Merci de prendre le temps de nous le dire. Si une page parle de vous, votre demande "
    f"passe avant les autres.\n\n{_PUBLIC} Une faille de sécurité, ou une information sur une "
    "personne publiée par erreur, se signale en privé : le fichier SECURITY.md dit comment.",
    questions=(
        _PAGE,
        Question(
            id="erreur",
            label="Qu'est-ce qui ne va pas ?",
            help="Recopiez la phrase en cause si vous le pouvez.",
            is_required=True,
        ),
        Question(
            id="correction",
            label="Que faudrait-il écrire à la place ?",
            help="Facultatif, avec une source si vous en avez une.",
        ),
    ),
    enough=2,
)
PICTURE_FORM = Form(
    file="donner-une-photo",
    name="Donner une photo",
    description="Vous avez une photo d'une visite qui est déjà dans le carnet ?",
    title="Photo : ",
    intro="Merci. La photo est publiée en petit, sans le lieu ni l'heure que l'appareil y a notés."
    f"\n\n{_PUBLIC}",
    questions=(
        _PAGE,
        Question(
            id="photo",
            label="Quelle photo ?",
            help="Déposez-la ici, jusqu'à 15 Mo.",
            is_required=True,
        ),
        Question(
            id="montre",
            label="Que montre-t-elle ?",
            help="En une phrase, pour qui ne la voit pas.",
            field=Field.LINE,
            is_required=True,
        ),
        Question(
            id="accord",
            label="Avez-vous le droit de la donner ?",
            field=Field.BOXES,
            is_required=True,
            options=(
                "Oui ; les personnes que l'on y reconnaît sont d'accord, ou il n'y en a pas.",
            ),
        ),
        Question(
            id="legende",
            label="Quelle légende lui donner ?",
            help="Facultatif. Où et quand, et qui l'a prise.",
            field=Field.LINE,
        ),
    ),
    enough=4,
)
FORMS = (VISIT_FORM, TIP_FORM, CORRECTION_FORM, PICTURE_FORM)
