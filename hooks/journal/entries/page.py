"""What is in any page: its own header when it is no entry, its template, and the documents that it
relies on.
"""

from __future__ import annotations

from pydantic import Field

from journal.entries.kinds import KINDS
from journal.headers.base_model import Model
from journal.headers.value_types import Address, Day, Months, Text

# The templates of overrides/ that a page may ask for; the others have their own pages.
TEMPLATES = frozenset({
    *(names.list_template for names in KINDS.values()),
    "about.html", "main.html", "home.html", "glossary.html", "themes.html", "subscribe.html",
    "accessibility.html", "contribute.html", "handbook.html", "legal_notice.html",
    "search_page.html",
})  # fmt: skip

# Pages that are nearly empty without the template that they ask for.
LISTED_BY = {
    "index.md": "home.html",
    "themes/index.md": "themes.html",
    "recherche.md": "search_page.html",
    **{f"{kind}/index.md": names.list_template for kind, names in KINDS.items()},
}

# Pages that the head and the foot of every page lead to, and templates from their own words.
SHELL = frozenset({
    *(f"{kind}/index.md" for kind in KINDS), "index.md", "themes/index.md", "glossaire.md",
    "recherche.md", "abonnement.md", "contribuer.md", "contribuer/ecrire.md", "a-propos.md",
    "accessibilite.md", "mentions-legales.md",
})  # fmt: skip

# Those, asked for or not, that repeat what other pages say: the search leaves them out.
LISTS = frozenset({
    *(names.list_template for names in KINDS.values()),
    "home.html", "themes.html", "theme.html", "search_page.html",
    "organisations.html", "letters.html", "monthly_letter.html", "agenda.html", "booklet.html",
    "problems.html",
})  # fmt: skip

# But for these, which people look for by what they are called.
SOUGHT = frozenset({"agenda.html", "letters.html"})


class Source(Model):
    """A document that an entry relies on."""

    title: Text = Field(
        alias="titre",
        description="Nom du site ou du document, titre, date.",
        examples=["Nom du site, titre de la page, 26 novembre 2020"],
    )
    url: Address | None = Field(
        default=None,
        description="Adresse complète ; obligatoire quand la page cite le droit.",
        examples=["https://example.org/la-page-lue/"],
    )
    accessed_on: Day | None = Field(
        default=None,
        alias="consulte_le",
        description="Jour où la source a été lue : AAAA-MM-JJ.",
        examples=["2026-11-22"],
    )


class LinkedSource(Source):
    """A document that anyone can go and read."""

    url: Address = Field(
        description="Adresse complète de la page lue.",
        examples=["https://example.org/la-page-lue/"],
    )


class Page(Model):
    """The header of any page that is not an entry."""

    title: Text = Field(description="Titre de la page.", examples=["Glossaire"])
    description: Text = Field(
        description="Résumé de la page, pour la recherche et les cartes de partage.",
        examples=["Les mots des marchés publics et de l'économie sociale, expliqués simplement."],
    )
    reviewed_on: Day | None = Field(
        default=None,
        alias="relu_le",
        description="Dernier jour où les faits ont été vérifiés : AAAA-MM-JJ.",
        examples=["2026-11-22"],
    )
    review_months: Months | None = Field(
        default=None,
        alias="relire_apres",
        description="Nombre de mois après lesquels les faits sont à vérifier de nouveau, si c'est"
        " plus tôt que pour les autres pages. Demande « relu_le ».",
        examples=[6],
    )
    template: Text | None = Field(
        default=None,
        description="Gabarit du dossier overrides/ qui met la page en forme.",
        examples=["visits.html"],
    )
