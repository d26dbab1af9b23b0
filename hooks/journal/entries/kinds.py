"""The kinds of entries, and what each is called wherever the site or a command says so.

Whatever speaks of every kind in turn (feeds, filters, menus of themes, schemas, commands) goes
through `KINDS`, in its order: a kind that is added there is in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of entries; the value is the folder that holds them, in docs/ and in addresses."""

    VISIT = "visites"
    TIP = "conseils"
    GUIDE = "guides"

    @property
    def called(self) -> Names:
        """What people call it."""
        return KINDS[self]


class Names(NamedTuple):
    """What a kind of entries is called, wherever the site or a command says so.

    Attributes:
        one: « visite ».
        many: « visites ».
        article: « une ».
        label: in full, where there is room: « Visite apprenante ».
        template: the one of overrides/ that lays its pages out.
        list_template: the one that lays out the page of its list.
        schema: what its pages are to search engines, a type of schema.org.
        feed: one sentence, what its feed brings.
    """

    one: str
    many: str
    article: str
    label: str
    template: str
    list_template: str
    schema: str
    feed: str

    @property
    def one_of(self) -> str:
        """« une visite »."""
        return f"{self.article} {self.one}"

    @property
    def heading(self) -> str:
        """« Visites »: over a list, in a menu."""
        return self.many.capitalize()

    @property
    def all(self) -> str:
        """« Les visites »: of which a feed has all."""
        return f"Les {self.many}"


KINDS: Mapping[Kind, Names] = {
    Kind.VISIT: Names(
        one="visite",
        many="visites",
        article="une",
        label="Visite apprenante",
        template="visit.html",
        list_template="visits.html",
        schema="BlogPosting",
        feed="Chaque nouvelle visite, racontée en entier.",
    ),
    Kind.TIP: Names(
        one="conseil",
        many="conseils",
        article="un",
        label="Conseil",
        template="tip.html",
        list_template="tips.html",
        schema="BlogPosting",
        feed="Chaque nouveau conseil, en entier.",
    ),
    Kind.GUIDE: Names(
        one="guide",
        many="guides",
        article="un",
        label="Guide",
        template="guide.html",
        list_template="guides.html",
        schema="Article",
        feed="Chaque nouveau guide, en entier.",
    ),
}

# « docs/visites/, docs/conseils/ ou docs/guides/ »: where the gate says that an entry goes.
FOLDERS = " ou ".join(", ".join(f"docs/{kind}/" for kind in Kind).rsplit(", ", 1))

# A page of the visits' folder about what was presented during the visit to another organisation:
# nobody went there, and it counts as no visit.
PRESENTED = KINDS[Kind.VISIT]._replace(
    one="structure présentée",
    many="structures présentées",
    label="Structure présentée pendant une visite",
)
