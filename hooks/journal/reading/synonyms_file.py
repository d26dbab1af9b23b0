"""`docs/synonymes.yml`, read: words that readers type for what the site calls otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journal.entries.synonyms import Synonym
from journal.headers.yaml_text import Value, YamlText, read_yaml
from journal.language.french import words_of
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import SYNONYMS_FILE

EXPLANATIONS = {
    "synonyme-illisible": Explanation(
        "Une ligne de docs/synonymes.yml n'a pas de mots des deux côtés, ou se cherche comme une"
        " autre.",
        "Écrire une fois ce que l'on tape, deux-points, puis ce que disent les pages.",
    ),
    "synonyme-sans-page": Explanation(
        "Un synonyme ne mène à aucune page (simple avertissement).",
        "Mettre à droite des mots que le site emploie, ou retirer la ligne.",
    ),
}

_EXAMPLE = "newsletter: lettre d'information"


def read_synonyms(text: str) -> tuple[tuple[Synonym, ...], list[Problem]]:
    """Read `synonymes.yml`: what is typed -> what is said, or a list of it; in the file's order."""
    if not text.strip():
        return (), []
    document, problems = read_yaml(text, SYNONYMS_FILE)
    found: list[Synonym] = []
    seen: dict[str, int] = {}
    for typed, value in document.values.items():
        said = tuple(_phrases(value))
        line = document.position((typed,))[0]
        words = words_of(typed).strip()
        if words and (first := seen.setdefault(words, line)) != line:
            problems.append(_twice(typed, first, document))
        if words and said and all(words_of(phrase).strip() for phrase in said):
            found.append(Synonym(typed, said, line))
        else:
            problems.append(_unfit(typed, document))
    return tuple(found), problems


def _phrases(value: Value) -> Iterator[str]:
    """The texts of a value; an empty one for what is no text."""
    if isinstance(value, list):
        for item in value:
            yield item if isinstance(item, str) else ""
    else:
        yield value if isinstance(value, str) else ""


def _twice(typed: str, line: int, document: YamlText) -> Problem:
    """Capitals and accents do not count when one looks for something."""
    return document.problem(
        (typed,),
        "synonyme-illisible",
        f"« {typed} » se cherche comme ce qui est écrit à la ligne {line}.",
        "Mettez les deux en une ligne, entre crochets : newsletter: [la lettre, le flux]",
        severity=Severity.WARNING,
    )


def _unfit(typed: str, document: YamlText) -> Problem:
    return document.problem(
        (typed,),
        "synonyme-illisible",
        f"Il faut des mots de chaque côté des deux-points de « {typed} ».",
        f"Écrivez par exemple : {_EXAMPLE}",
    )


def unused_synonyms(synonyms: Iterable[Synonym], texts: Iterable[str]) -> Iterator[Problem]:
    """A warning for each synonym that leads to no page.

    Args:
        synonyms: what `read_synonyms` gives.
        texts: all that is written in pages, as `words_of` has it.
    """
    left = list(synonyms)
    for words in texts:
        if not left:
            return
        left = [synonym for synonym in left if not synonym.answered_by(words)]
    for synonym in left:
        said = " ni ".join(f"« {phrase} »" for phrase in synonym.said)
        yield Problem(
            SYNONYMS_FILE,
            synonym.line,
            "synonyme-sans-page",
            f"Aucune page ne dit {said} : chercher « {synonym.typed} » n'y mène pas.",
            f"Écrivez, entre crochets, plusieurs façons de le dire : {several}"
            if (several := _several(synonym))
            else "Mettez à droite des mots que le site emploie, ou retirez la ligne.",
            severity=Severity.WARNING,
            key=synonym.typed,
        )


def _several(synonym: Synonym) -> str:
    """The line that was meant by « newsletter: la lettre, le flux »; empty for any other."""
    parts = [part.strip() for phrase in synonym.said for part in re.split("[,;/]", phrase)]
    apart = len(synonym.said) == 1 and len(parts) > 1 and all(parts)
    return f"{synonym.typed}: [{', '.join(parts)}]" if apart else ""
