"""The journal of an attacker, who writes a string that would act wherever one may write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config import load_config

from journal.gate.examine import Examination
from journal.language.rare_characters import in_one_line
from journal.ledger.remember import Remembrance
from journal.problems.problem import errors
from journal.reading.read_catalogue import read_sources
from journal.reading.tree import Tree
from support.building import ROOT, build, share_caches
from support.hostile_settings import OURS, STRINGS, one_of_each
from support.injections import INJECTIONS, written
from support.journals import SITE_URL, page, small_tree, visit, write_tree
from support.pictures import picture

NAMES = list(INJECTIONS)
BATCH = 25

# Where a string is written -> last two digits of what its canary says.
BODY, HEADING, LINK, TARGET, CAPTION, PICTURE, SOURCE = range(1, 8)
TITLE, DESCRIPTION, ORGANISATION, TOWN, AUTHOR, ALTERNATIVE, DOCUMENT = range(11, 18)
THEME, THEME_DESCRIPTION, PLAIN_TITLE, PLAIN_DESCRIPTION = range(21, 25)

# In every title, for a search to find all of them.
COMMON = "canari"


def number(injection: int, place: int) -> int:
    """What the canary says: which string, and where it was written."""
    return 100_000 + injection * 100 + place


def named(said: str) -> str:
    """« canary 100203 » as the name of a string and the number of a place, if it is one of ours."""
    if match := re.search(r"\b1(\d{3})(\d\d)\b", said):
        return f"{NAMES[int(match[1])]}, place {int(match[2])}"
    return said


def attacked_journal(indexes: Sequence[int]) -> dict[str, str]:
    """One visit for each string, which bears it everywhere; tips and themes for several."""
    search = page(title="Rechercher", description="Trouver une page.", template="search_page.html")
    files = small_tree({"recherche.md": search})
    themes = {"reemploi": {"nom": "Réemploi", "description": "Servir encore."}}
    for index in indexes:
        string = INJECTIONS[NAMES[index]]
        files[f"visites/v{index}.md"] = attacked_visit(index)
        theme = themes.setdefault(f"t{index // BATCH}", {"nom": "", "description": ""})
        theme["nom"] += written(string, number(index, THEME))
        theme["description"] += written(string, number(index, THEME_DESCRIPTION))
    for batch in sorted({index // BATCH for index in indexes}):
        some = [index for index in indexes if index // BATCH == batch]
        files[f"conseils/c{batch}.md"] = attacked_tip(some)
        files[f"a{batch}.md"] = attacked_page(some)
    files["themes.yml"] = json.dumps(themes)
    return files


def attacked_visit(index: int) -> str:
    def at(place: int) -> str:
        return written(INJECTIONS[NAMES[index]], number(index, place))

    header = {
        "title": padded(at(TITLE), 10, 110),
        "description": padded(at(DESCRIPTION), 50, 200),
        "date": "2026-03-20",
        "visite_le": "2026-03-14",
        "structure": at(ORGANISATION),
        "lieu": at(TOWN),
        "auteurs": [at(AUTHOR)],
        "sources": [{"titre": at(DOCUMENT), "url": "https://carnet.example/"}],
        "image": "x.png",
        "image_alt": at(ALTERNATIVE),
        "tags": [f"t{index // BATCH}"],
    }
    return page(f"Un texte.\n\n{at(BODY)}\n", **in_json(header))


def attacked_tip(indexes: Sequence[int]) -> str:
    """A tip whose headings, links and images bear strings."""
    header = {
        "title": "Un conseil pour se méfier",
        "description": padded("", 50, 200),
        "date": "2026-03-20",
        "visite": "atelier",
        "tags": ["reemploi"],
    }
    blocks = []
    for index in indexes:
        places = {
            place: written(INJECTIONS[NAMES[index]].partition("\n")[0], number(index, place))
            for place in (HEADING, LINK, TARGET, CAPTION, PICTURE, SOURCE)
        }
        blocks += [
            f"## Un titre {places[HEADING]}",
            f"[lire {places[LINK]}](../index.md)",
            f"[lire]({places[TARGET]})",
            f'[lire](../index.md "{places[CAPTION]}")',
            f"![{places[PICTURE]}](../visites/x.png)",
            f"![image]({places[SOURCE]})",
        ]
    return page("\n\n".join(blocks) + "\n", **in_json(header))


def attacked_page(indexes: Sequence[int]) -> str:
    """A plain page, whose header has no rule of length."""
    header = {
        key: " ".join(written(INJECTIONS[NAMES[index]], number(index, place)) for index in indexes)
        for key, place in (("title", PLAIN_TITLE), ("description", PLAIN_DESCRIPTION))
    }
    return page(**in_json(header))


def in_json(header: Mapping[str, object]) -> dict[str, str | None]:
    """The keys of a header, as `page` takes them: JSON is YAML, every value arrives as it is."""
    return {key: json.dumps(value) for key, value in header.items()}


def padded(text: str, least: int, most: int) -> str:
    """A text of a length that the model takes; a string too long for it is left out."""
    text = "" if len(text) > most - 10 else text
    # What is read is one line: a break and the spaces around it are one sign.
    return in_one_line(f"{text} {COMMON}".strip()).ljust(least, "…")


def build_settings(folder: Path, changes: pytest.MonkeyPatch) -> Path:
    """Build a small journal of which every text of mkdocs.yml, titles of its menu among them, is
    all strings at once, and every address one that would leave its attribute."""
    said = " ".join(STRINGS)
    tree = small_tree(
        visit("neuf", date="2026-03-01", visite_le="2026-12-14", lieu="Nantes"),
        {
            name: page(description="Une page du carnet.", **header)
            for name, header in _PUBLISHERS_PAGES.items()
        },
    )
    changes.setenv("SITE_URL", SITE_URL)
    changes.setenv("SOURCE_DATE_EPOCH", "1774440000")  # 25 March 2026
    with_own_caches(changes, folder)
    changes.setattr(
        "journal.pictures.sharing_cards.draw_cards",
        lambda cards, _: [picture("PNG")] * len(cards),
    )
    config = load_config(str(ROOT / "mkdocs.yml"))
    menu = [{said: path} for item in config.nav or () for path in item.values()]
    typed = one_of_each(said, OURS, 'https://a.example/"onmouseover="canary(100001)"x="')
    docs = write_tree(folder / "docs", tree)
    return build(folder / "site", docs=docs, strict=False, nav=menu, **typed)


# Whose templates show the settings.
_PUBLISHERS_PAGES = {
    "mentions-legales.md": {"title": "Mentions", "template": "legal_notice.html"},
    "contribuer.md": {"title": "Racontez", "template": "contribute.html"},
    "recherche.md": {"title": "Rechercher", "template": "search_page.html"},
}


def let_through(tree: Tree, _ledger: object, *, today: date, **_: object) -> Remembrance:
    """The gate without its guards: headers are read, bodies are not looked at."""
    texts = {
        path: file.content.decode()
        for path, file in tree.items()
        if file.content and path.endswith((".md", ".yml"))
    }
    reading = read_sources(texts, today=today)
    # Every string that a header may hold is in the site, or this would not be tried at all.
    # Marks and codes are refused in a title; they go through here, as all the rest.
    assert {problem.code for problem in errors(reading.problems)} <= {"texte-simple"}
    return Remembrance(Examination(reading.catalogue, []), {}, {})


def with_own_caches(changes: pytest.MonkeyPatch, folder: Path) -> None:
    """Keep for nobody what is made without the cleaner, nor take it from whoever had it."""
    share_caches(folder / "caches", rooms=["fonts"])
    changes.setattr("journal.machine.cache.FOLDER", folder / "caches")


def build_attacked(folder: Path, changes: pytest.MonkeyPatch, indexes: Sequence[int]) -> Path:
    """Build the journal of an attacker, who has these strings, with the gate wide open."""
    docs = write_tree(folder / "docs", attacked_journal(indexes))
    (docs / "visites/x.png").write_bytes(picture("PNG"))
    changes.setattr("journal.ledger.remember.remember", let_through)
    changes.setenv("SITE_URL", SITE_URL)
    with_own_caches(changes, folder)
    # Cards that are not drawn: they would take longer than all the rest.
    changes.setattr(
        "journal.pictures.sharing_cards.draw_cards",
        lambda cards, _: [picture("PNG")] * len(cards),
    )
    site = build(folder / "site", docs=docs, strict=False)
    assert {card.read_bytes() for card in (site / "partage").iterdir()} == {picture("PNG")}
    return site
