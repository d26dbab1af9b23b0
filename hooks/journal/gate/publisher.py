"""What whoever publishes the site has still to fill in, in mkdocs.yml."""

from __future__ import annotations

from journal.headers.yaml_text import Location, YamlText, key_of, read_yaml
from journal.problems.problem import Explanation, Problem, Severity
from journal.publisher import LICENCE, PUBLISHER
from journal.reading.tree import CONFIG_PATH

EXPLANATIONS = {
    "identite-incomplete": Explanation(
        "Le site ne dit pas tout de la personne ou de l'association qui le publie (simple "
        "avertissement).",
        "Compléter « extra » dans mkdocs.yml.",
    ),
}


def empty_fields(config_text: str) -> list[Problem]:
    """The `extra` keys that whoever publishes the site has still to fill in, as warnings.

    Args:
        config_text: the text of `mkdocs.yml`.
    """
    config, problems = read_yaml(config_text, f"../{CONFIG_PATH}")
    wanted: dict[Location, str] = {
        ("extra", "editeur", key): label for key, label in PUBLISHER.items()
    }
    wanted |= {("extra", "licence", key): label for key, label in LICENCE.items()}
    wanted[("extra", "inscription_courriel")] = "Inscription à la lettre par courriel"
    return problems + [
        _empty(config, location, label)
        for location, label in wanted.items()
        if not config.at(location)
    ]


def _empty(config: YamlText, location: Location, label: str) -> Problem:
    return config.problem(
        location,
        "identite-incomplete",
        f"« {label} » n'est pas renseigné : le site le dira à qui le lit.",
        f"Complétez « {key_of(location)} » dans {CONFIG_PATH}.",
        severity=Severity.WARNING,
    )
