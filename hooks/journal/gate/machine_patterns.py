"""What machines that write leave in a text: words of their own, their buttons and marks."""

from __future__ import annotations

import re

from journal.gate.conversion_patterns import Remnant


def _nothing(_: re.Match[str]) -> str:
    return ""


MACHINE_REMNANTS = (
    Remnant(
        ("En tant que", "que je ", "que j'", "que j’", "pas à me ", "oici "),
        re.compile(
            r"^[ >]*(?:En tant qu(?:e modèle de langage|['’](?:IA\b|intelligence artificielle))"
            r"|N['’]hésite[sz] pas à me (?:dire|demander|solliciter)\b"
            r"|(?:Souhaitez-vous|Voulez-vous|Veux-tu|Souhaites-tu) que j(?:e |['’])"
            r"|(?:Bien sûr|Absolument|Avec plaisir|Certainement|Parfait|D['’]accord|Très bien)"
            r"[ \u00a0]?[!,.] [Vv]oici\b"
            r"|Voici (?:une|la|votre|ton|le) (?:version|proposition|texte|compte rendu)\b"
            r"[^\n]{0,60}(?:retravaillé|reformulé|corrigé|amélioré|réécrit|structuré)e?"
            r"[^\n]{0,60}:[ ]*$)[^\n]*$",
            re.MULTILINE,
        ),
        _nothing,
        "ce qu'une machine qui écrit dit d'elle-même",
    ),
    Remnant(
        ("vez dit", " a dit", "a répondu"),
        re.compile(
            r"^[ >*#]*(?:Vous avez dit|(?:ChatGPT|Claude|Gemini|Copilot|Mistral|Le Chat) a (?:dit|"
            r"répondu))[ \u00a0]?:?[ *]*$",
            re.MULTILINE,
        ),
        _nothing,
        "ce qu'une machine qui écrit met autour d'un échange",
    ),
    Remnant(
        ("Copier\n", "Copier le code", "Copy code"),
        re.compile(r"^(?:Copier(?: le code)?|Copy code)$", re.MULTILINE),
        _nothing,
        "un bouton, collé avec le texte",
    ),
    Remnant(
        ("[cite",),
        re.compile(r" ?\[cite(?:_start|: ?[\d, -]{1,40})\]"),
        _nothing,
        "un renvoi d'un autre outil",
    ),
    Remnant(
        ("turn0", "turn1", "turn2"),
        re.compile(
            r" ?(?:(?:file|nav)?cite)?(?:turn\d{1,3}(?:search|view|news|file|image|fetch)\d{1,3})+"
        ),
        _nothing,
        "un renvoi d'un autre outil",
    ),
)
