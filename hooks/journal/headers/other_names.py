"""What people call the keys of a header, in French or after other tools: « mots-clés »."""

from __future__ import annotations

from collections.abc import Sequence

from journal.language.french import words_of
from journal.problems.guesses import nearest

# Key -> its other names, as `words_of` has them. One name may be that of several keys: which is
# meant depends on those that are there already.
_OTHER_NAMES = {
    "title": "titre|nom|intitule|nom de la page|titre de la page|headline",
    "titre": "title|nom|intitule|titre de la page|titre de la source",
    "description": "resume|chapo|accroche|presentation|en bref|sous titre|summary|descriptif",
    "date": "publie le|date de publication|paru le|date de parution|published|jour",
    "visite_le": "date visite|date de la visite|date de visite|jour de la visite|jour|visite du",
    "structure": "organisation|organisme|association|entreprise|asso|nom de la structure"
    "|structure visitee|lieu visite|chez|nom",
    "site": "site web|site internet|site de la structure|adresse du site|url|lien",
    "lieu": "commune|ville|localite|location|city|commune de la visite|lieu de la visite",
    "annulee": "annulation|annule|annule le|date d annulation",
    "adresse": "lieu de rdv|lieu de rendez vous|point de rendez vous"
    "|rendez vous|lieu du rendez vous|rdv|adresse du rendez vous|adresse postale",
    "tags": "theme|themes|thematique|thematiques|etiquette|etiquettes|mot cle|mots cles|motscles"
    "|categorie|categories|sujet|sujets|keywords|rubrique|rubriques",
    "auteurs": "auteur|auteure|autrice|autrices|auteures|author|authors|redacteur|redactrice"
    "|redacteurs|ecrit par|par|contributeurs|contributrices|redaction|signature",
    "sources": "source|reference|references|bibliographie|liens|webographie",
    "url": "lien|adresse|site|site web|link|href|adresse web",
    "consulte_le": "date de consultation|consultation|lu le|vu le|date|acces le",
    "relu_le": "date de relecture|relecture|verifie le|mis a jour|mis a jour le|mise a jour|maj"
    "|updated|lastmod|modifie le|derniere mise a jour",
    "horaire": "heure|heures|horaires|heure de la visite",
    "inscription": "inscriptions|s inscrire|contact|reservation|lien d inscription",
    "image": "photo|illustration|vignette|cover|couverture|visuel|picture",
    "image_alt": "alt|texte alternatif|description de l image|description de la photo|legende"
    "|alt text",
    "visite": "visite d origine|vient de|nom de la visite",
    "anciennes_adresses": "aliases|alias|redirections|redirect from|ancienne adresse",
    "coordonnees": "gps|geo|latitude longitude|position|coordonnees gps",
}
_KEYS_OF = {
    name: [key for key, names in _OTHER_NAMES.items() if name in names.split("|")]
    for names in _OTHER_NAMES.values()
    for name in names.split("|")
}

_IN_THE_TEXT = "Dites-le dans le texte de la page, et retirez cette ligne."
_ADVICE = {
    "brouillon|draft|publie|published|private|prive|visible|en ligne": "Retirez cette ligne : une "
    "page envoyée est publiée dès qu'elle est relue. Si elle n'est pas prête, attendez pour "
    "l'envoyer.",
    "statut|etat|status|state": "Retirez cette ligne : une visite annulée a une ligne « annulee », "
    "et une visite reportée, « reportee_du » et « reportee_le ».",
    "slug|permalink|permalien|nom de fichier|filename": "Retirez cette ligne : l'adresse d'une "
    "page est le nom de son fichier.",
    "prix|tarif|cout|places|nombre de places|duree|public|accessibilite|remarque|note|telephone"
    "|site|site web|participants|intervenants|accueil par": _IN_THE_TEXT,
    "layout|lang|langue|language|hide|toc|weight|type|cssclasses|sidebar position|comments|math"
    "|showtoc|author url|excerpt": "Retirez cette ligne, qui est d'un autre outil.",
}
_ADVISED = {name: advice for names, advice in _ADVICE.items() for name in names.split("|")}


def advice_on(key: str) -> str:
    """What to do of a key that none of ours stands for; empty for any other."""
    return _ADVISED.get(words_of(key).strip(), "")


def key_meant(key: str, known: Sequence[str]) -> str:
    """The key that was meant by an unknown one; empty where that cannot be told.

    Args:
        key: as it was typed.
        known: the keys that may stand there.
    """
    if near := nearest(key, known, cutoff=0.7):
        return near[0]
    named = words_of(key).strip()
    return next((meant for meant in _KEYS_OF.get(named, ()) if meant in known), "")
