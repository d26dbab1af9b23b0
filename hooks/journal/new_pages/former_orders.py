"""The orders in which questions were asked before: mails that left then are still read."""

from __future__ import annotations

# Name of a form's file to orders, each as the names of its fields.
FORMER_ORDERS = {
    "proposer-une-visite": (
        # That of the form, then that of mails.
        (
            *("structure", "commune", "jour", "titre", "themes", "bref", "recit", "retenir"),
            *("contexte", "suite", "sources", "photos", "horaire", "rendez-vous", "inscription"),
            *("credit", "accord"),
        ),
        (
            *("structure", "commune", "jour", "bref", "recit", "accord", "titre", "themes"),
            *("retenir", "contexte", "suite", "sources", "photos", "horaire", "rendez-vous"),
            *("inscription", "credit"),
        ),
    ),
    "proposer-un-conseil": (
        (
            *("conseil", "titre", "visite", "themes", "pourquoi", "etapes", "exemple", "suite"),
            *("sources", "photos", "credit", "accord"),
        ),
    ),
    "donner-une-photo": (("page", "photo", "montre", "legende", "accord"),),
}
