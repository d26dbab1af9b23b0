"""The law: where a text cites it, whoever reads must be able to go and see."""

from __future__ import annotations

from collections.abc import Iterator

from journal.entries.any_entry import AnyEntry
from journal.gate.draft import Draft
from journal.headers.yaml_text import YamlText
from journal.language.citations import cited
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "source-sans-adresse": Explanation(
        "La page cite une loi, un décret, un code ou l'un de leurs articles, et l'une de ses"
        " sources n'a pas d'adresse : personne ne peut vérifier.",
        "Ajouter « url » à chaque source ; nommer dans le texte celle qui n'est pas en ligne.",
    ),
}


def check_law(entry: AnyEntry, header: YamlText, draft: Draft) -> Iterator[Problem]:
    """Whether an entry that cites the law says where each of its sources is read."""
    if all(source.url for source in entry.sources):
        return
    if (found := cited(draft.text.prose_alone)) is None:
        return
    line, _ = draft.text.position(found.start())
    words = f"« {' '.join(found[0].split())} », ligne {line}"
    for index, source in enumerate(entry.sources):
        if source.url is None:
            yield header.problem(
                ("sources", index),
                "source-sans-adresse",
                f"La page cite le droit ({words}) : il y faut l'adresse de « {source.title} ».",
                "Ajoutez sous « titre » : url: https://… (le texte d'une loi, d'un décret ou d'un"
                " code est sur legifrance.gouv.fr). Si elle n'est pas en ligne, nommez-la dans le"
                " texte et retirez-la d'ici.",
            )
