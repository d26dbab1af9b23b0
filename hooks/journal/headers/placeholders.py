"""What the models of `make visite` and `make conseil` leave for their authors to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journal.headers.base_model import Model
from journal.headers.fields import is_required, when_left_out
from journal.headers.yaml_text import Location, Value, YamlText, key_of
from journal.language.french import folded
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "a-completer": Explanation(
        "Il reste un « À COMPLÉTER » du modèle.", "Le remplacer, ou retirer une ligne facultative."
    ),
}

# The mark, however it was spaced, and the examples that stand beside it.
LEFT_OVER = re.compile(
    r"[ÀA](?<![^\W_].)[ \u00a0\u202f]{1,3}COMPL[ÉE]TER(?![^\W_])"
    r"|https://example\.org/la-page(?:-lue)?/|Nom du site, titre de la page, date"
)
# What models of other tools leave, « [Insérer ici …] », « [Nom de la structure] », « XX/XX/2026 »,
# and what people type where they do not know yet: « (à vérifier) », « ??? », « XXX personnes ».
BLANKS = re.compile(
    r"(?P<mark>\[(?:(?:insér|ajout|complét|précis|indiqu|renseign|remplac)(?:er|ez)\b[^\[\]\n]{0,80}"
    r"|(?:votre|nom|date|lieu|titre|adresse|prénom|ville) (?:de|du|et|des|nom|prénom|texte)\b"
    r"[^\[\]\n]{0,60})\](?![(\[:])"
    r"|\((?:insérer [^()\n]{0,60}|(?:ajouter|mettre) [^()\n]{0,60} ici)\)"
    r"|(?-i:À FAIRE)(?=[ \u00a0]?:)"
    r"|[(<\[](?<!\]\()[àa][ \u00a0](?:vérifier|supprimer|(?:compl[ée]ter|relire|revoir|valider)"
    r"(?:[ \u00a0](?:par|avec) [^()<>\[\]\n]{1,60})?)[ \u00a0]?[.!?…]*[)>\]](?![(\[:])"
    r"|\[[^()<>\[\]\n]{1,50} [àa][ \u00a0](?:vérifier|compl[ée]ter|confirmer|préciser|venir"
    r"|mettre)\](?![(\[:])"
    r"|(?<![\w-])(?:XX|xx)(?=[ \u00a0](?!et\b|ou\b|si[èe]cle)(?-i:[a-zà-ÿœ]{4}|ans\b|[€%]))"
    r"|(?<=[^\W_] )\?{3,}(?= (?-i:[a-zà-ÿœ]))"
    r"|(?<![\w/.:@=&#-])(?:X{3,12}|x{3,12}|XX(?:[ .]XX)+)(?![\w/.:@=&-])"
    r"|(?<![\w'’-])(?:votre|vos) (?:texte|contenu|titre|nom)s? ici\b"
    r"|\[(?:tapez|saisissez|saisir|taper|entrez|écrivez|cliquez)\b[^\[\]\n]{0,60}\](?![(\[:])"
    r"|(?<![\w%])%[a-zé_]{3,30}%(?![\w%])|\$\{[\w.]{2,40}\}|(?<![\w#&])#(?-i:[A-Z_]{3,30})#(?!\w)"
    r"|«(?:Pr[ée]nom|Nom|Civilit[ée]|Adresse|Ville|Soci[ée]t[ée]|Titre)(?:_\w{1,40})?»"
    r"|(?<![\w/])(?:XX|xx|JJ|jj)/(?:XX|xx|MM|mm)(?:/(?:\d{2,4}|[XxAa]{2,4}))?(?![\w/])"
    r"|(?<![\w-])TODO(?![\w-])(?= ?[:.…!]| *$))",
    re.MULTILINE | re.IGNORECASE,
)
# The mark as people type it again: in a text that goes on, such words mean what they say.
TO_WRITE = re.compile(
    r"[ >*_\[(-]*(?P<mark>(?:[àa]|texte à)[ \u00a0\u202f]+(?:compl[ée]ter|(?<=texte à )venir)"
    r"|lorem ipsum)(?:[\])*_ \u00a0]*(?:[:.…]|$)|(?<=ipsum) "
    r"|(?<=[ \u00a0]compléter)[ \u00a0](?:plus tard|ultérieurement|prochainement|bientôt)\b)",
    re.IGNORECASE | re.MULTILINE,
)


def left_to_write(
    model: type[Model], header: YamlText, *, within: Location = ()
) -> Iterator[Problem]:
    """Marks of the model page in a header, in its lists and sources too.

    Args:
        model: what the header should be.
        header: its values, as typed.
        within: where in the header the model's values stand.
    """
    for place, mark in _marked(header.at(within), ()):
        key = key_of(place) or key_of(within)
        line, column = header.position((*within, *place))
        yield Problem(
            header.path,
            line,
            "a-completer",
            f"« {key.rpartition('.')[2]} » reste à compléter.",
            f"Remplacez « {mark} » par votre texte{_otherwise(model, place)}.",
            key,
            column,
        )


def _otherwise(model: type[Model], place: Location) -> str:
    if isinstance(place[-1], int):
        return ", ou retirez cet élément"
    if is_required(model, place):
        return " : cette ligne est obligatoire"
    when = when_left_out(place[-1])
    return f", ou, {when}retirez la ligne" if when else ", ou retirez la ligne"


def _marked(value: Value, place: Location) -> Iterator[tuple[Location, str]]:
    """Each place that has a mark, and the mark."""
    for where, text in _texts(value, place):
        if found := LEFT_OVER.search(text) or TO_WRITE.match(text):
            yield where, found[0].strip(" :.")


# What people type where they have nothing to say, folded; « NC » and « NA » may be acronyms.
_NOTHING = frozenset(
    {
        *("non", "no", "aucun", "aucune", "neant", "rien", "inconnu", "inconnue", "sans", "null"),
        *(
            "none",
            "nil",
            "undefined",
            "vide",
            "sans objet",
            "pas connu",
            "pas connue",
            "ne sait pas",
        ),
        *(
            "nsp",
            "n/a",
            "n.c.",
            "n/c",
            "?",
            "??",
            "???",
            "-",
            "--",
            "—",
            "–",
            "/",
            "~",
            "...",
            "…",
            "x",
        ),
        *("xx", "xxx", "anonyme", "non renseigne", "non communique", "non connu", "pas d'image"),
        *("non precise", "non precisee", "pas precise", "je ne sais pas", "je ne sais plus"),
        *("oui", "yes", "true", "false", "vrai", "faux"),
    }
)
# Keys of which a line may be left out, and that hold what is read or followed.
_LEFT_OUT = frozenset(
    {
        *("lieu", "adresse", "horaire", "inscription", "image", "image_alt", "auteurs", "sources"),
        *("coordonnees", "relire_apres", "ordre", "lors_de", "anciennes_adresses", "id"),
        *("relu_le", "ecrit_le", "consulte_le", "url", "site"),
    }
)
_LISTS = frozenset({"auteurs", "sources", "anciennes_adresses"})
_AFFIRMED = frozenset({"oui", "yes", "true", "vrai"})


def says_nothing(model: type[Model], header: YamlText) -> Iterator[Problem]:
    """Values that stand where people have nothing to say: « lieu: inconnu » would be published."""
    for place, typed in _texts(header.values, ()):
        key = next(part for part in reversed(place) if isinstance(part, str))
        word = folded(typed.strip(" .!()[]\"'"))
        is_day = key.endswith("_le") and word in _AFFIRMED
        if key not in _LEFT_OUT or word not in _NOTHING or is_day or is_required(model, place):
            continue
        if key not in _LISTS:
            place = place[: place.index(key) + 1]
        gone = (
            "cet élément, ou la ligne s'il est seul" if isinstance(place[-1], int) else "la ligne"
        )
        yield header.problem(
            place,
            "valeur-vide",
            f"« {key}: {typed.strip()} » se lirait tel quel, et ne dit rien.",
            f"Retirez {gone} {when.rstrip(', ')} ; sinon, complétez-la."
            if (when := when_left_out(key))
            else f"Retirez {gone} : cette information est facultative.",
        )


def _texts(value: Value, place: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if place:
            yield place, value
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _texts(item, (*place, key))


def without_marked(problems: list[Problem], marked: Iterable[Problem]) -> list[Problem]:
    """Problems but those of what is still to be written: it is not judged before."""
    places = {(problem.line, problem.column) for problem in marked}
    return [
        problem
        for problem in problems
        if problem.code == "cle-inconnue" or (problem.line, problem.column) not in places
    ]
