"""Links that not everybody can follow, or not for long: a team's pages, files kept a few days,
addresses that hold a key.
"""

from __future__ import annotations

from journal.problems.problem import Explanation
from journal.web.members_only import members_of
from journal.web.passing_addresses import is_signed, kept_by, key_in

EXPLANATIONS = {
    "lien-perissable": Explanation(
        "L'adresse cessera de mener au fichier : il n'est gardé qu'un temps, ou elle n'est valable"
        " qu'un moment (simple avertissement).",
        "Mettre un lien vers la page d'un site qui garde ce fichier, ou retirer le lien.",
    ),
    "lien-a-cle": Explanation(
        "L'adresse contient une clé ou un mot de passe : elle peut ouvrir à tout le monde ce qui"
        " n'est qu'à vous, ou cesser de marcher (simple avertissement).",
        "L'ouvrir sans cette clé dans une fenêtre de navigation privée ; si elle ne s'affiche pas,"
        " retirer le lien.",
    ),
    "lien-reserve": Explanation(
        "La page n'est peut-être ouverte qu'aux membres d'une équipe, ou à qui a un compte (simple"
        " avertissement).",
        "L'ouvrir dans une fenêtre de navigation privée ; si elle ne s'affiche pas, la rendre"
        " publique, ou retirer le lien.",
    ),
}

_KEPT = (
    "Écrivez l'adresse de la page d'un site qui garde ce fichier, comme celui de votre structure ; "
    "sinon, retirez le lien."
)
_ALONE = "Ouvrez-la dans une fenêtre de navigation privée"


def passing(address: str, *, was_mended: bool) -> tuple[str, str, str] | None:
    """The code of what keeps readers from a page, what is said of it, and what to do.

    Args:
        address: a whole address of the web.
        was_mended: whether it is other than what was typed, and to be written instead.
    """
    service = kept_by(address)
    if service:
        message = (
            f"Sur {service}, un fichier n'est gardé qu'un temps : ce lien finira par n'y plus "
            "mener."
        )
        return "lien-perissable", message, _KEPT
    if is_signed(address):
        message = (
            "Cette adresse est signée pour un moment : elle ne mènera bientôt plus au fichier."
        )
        return "lien-perissable", message, _KEPT
    if key := key_in(address):
        what = f"une clé (« {key.name} »)" if key.name else "une clé"
        alone = f"sans cette clé : {key.clean}" if key.clean else "sans ce qui vous est propre"
        message = (
            f"Cette adresse contient {what} : elle peut ouvrir à tout le monde ce qui n'est qu'à "
            "vous, ou cesser de marcher."
        )
        hint = f"{_ALONE}, {alone} ; si elle s'affiche, écrivez-la ainsi, sinon, retirez le lien."
        return "lien-a-cle", message, hint
    if site := members_of(address):
        message = (
            f"Sur {site}, cette page n'est peut-être ouverte qu'à votre équipe, ou à qui a un "
            "compte."
        )
        hint = f"{_ALONE}. Si elle ne s'affiche pas, rendez-la publique, ou retirez le lien."
        hint += f" Si elle s'affiche, écrivez : {address}" if was_mended else ""
        return "lien-reserve", message, hint
    return None
