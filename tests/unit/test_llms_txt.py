"""What machines read: Markdown that is the page again, and the list of it all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from journal.entries.build import Body
from journal.markdown.github import to_html
from journal.newsletter.llms_txt import MOST, write_index
from journal.newsletter.plain_markdown import to_markdown
from journal.newsletter.standalone_html import stand_alone
from journal.pages.cleaning import clean
from journal.web.html_trees import inner_html
from support.journals import guide, journal, tip, visit
from support.newsletter import SITE, publish

ADDRESS = "https://carnet.example/nantes/visites/atelier/"
DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "a", "em", "strong", "code", "pre",
    "img", "blockquote", "td", "th", "del", "sub", "sup", "br", "hr",
})  # fmt: skip


def sent(text: str) -> str:
    """A text as it is published, in HTML that stands alone."""
    return inner_html(stand_alone(clean(to_html(text)), address=ADDRESS))


def shown(body: str) -> list[str]:
    """What is seen of a body: its elements and its words."""
    found: list[str] = []

    def read(element: Any) -> None:
        if element.tag in SHOWN:
            found.append(f"<{element.tag} {element.get('href') or element.get('src') or ''}>")
        words(element.text, element)
        for child in element:
            read(child)
            words(child.tail, element)

    def words(text: str | None, element: Any) -> None:
        if text and (kept := " ".join(text.split())):
            last = found.pop() if found and not found[-1].startswith("<") else ""
            found.append(f"{last}{kept}".replace(" ", ""))

    read(html.fragment_fromstring(body, create_parent="div"))
    return found


def read_again(body: str) -> list[str]:
    return shown(inner_html(stand_alone(to_html(to_markdown(body)), address=ADDRESS)))


@pytest.mark.parametrize(
    "page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.relative_to(DOCS).as_posix()
)
def test_the_markdown_of_the_real_pages_is_these_pages_again(page: Path) -> None:
    body = sent(page.read_text("utf-8").split("---\n", 2)[2])
    assert read_again(body) == shown(body)


@pytest.mark.parametrize(
    "text",
    [
        "Un **mot**, *deux*, ~~trois~~, `qu``atre`, « **« cinq »** ».",
        "2025\\. Une année.\n\n\\- Un tiret.\n\n\\# Un dièse.\n\n1\\) Un rang.",
        "Une ligne  \n\\+ une autre  \n\\> une troisième",
        "- a\n- b\n  - c\n\n    d\n\n* e\n* f",
        "3. trois\n4. quatre\n\n   suite",
        "> Une citation\n>\n> - avec sa liste",
        "| A | B |\n| --: | --- |\n| 1 \\| 2 | `x` |\n| 3 | [b](joujou.md) |",
        "```text\nUn ``` code\n\n    en retrait\n```",
        "[Un \\[lien\\]](joujou.md) et ![une _image_](../images/a.jpg)",
        "<https://a.example/b_(c)?d=e&f=*g*> et www.example.org",
        "a_b_c \\_d\\_ \\*e\\* \\<f> &amp;lt; g&nbsp;h \\\\ \\`i\\`",
        "m<sup>2</sup> et H<sub>2</sub>O",
        "## Un titre avec `du code` et #\n\nTexte\n\n---\n\nFin \\",
        "[**gras** et *maigre*](joujou.md)**collé***collé*",
    ],
)
def test_every_form_comes_back(text: str) -> None:
    body = sent(text)
    assert read_again(body) == shown(body)


WORDS = st.text("aé1 .,*_`[]()<>#&;!|~\\\n-+=:", max_size=40)


@given(st.lists(WORDS, max_size=4).map("\n\n".join))
def test_the_words_of_any_text_come_back(text: str) -> None:
    body = sent(text)
    again = "".join(part for part in read_again(body) if not part.startswith("<"))
    assert again == "".join(part for part in shown(body) if not part.startswith("<"))


def markdown_of(*trees: dict[str, str], **bodies: str) -> dict[str, str]:
    catalogue = journal(*trees)
    html_of = {e.path: bodies.get(e.slug, "<p>Un texte.</p>") for e in catalogue.entries}
    files = publish(catalogue, bodies=html_of, with_markdown=True)
    return {name: text.decode() for name, text in files.items() if name.endswith(".md")}


def test_each_entry_is_beside_its_page_with_a_header_of_what_is_public() -> None:
    """The address is that of the page, then « index.html.md » (llmstxt.org)."""
    hidden = {"anciennes_adresses": "[visites/passe/]", "id": "passe", "relire_apres": "6"}
    source = '[{titre: Un article, url: "https://a.example/b", consulte_le: 2026-03-01}]'
    found = markdown_of(
        visit(**hidden, sources=source, auteurs="[Ada]", relu_le="2026-04-01"), tip(), guide()
    )
    assert sorted(found) == [
        "conseils/oser/index.html.md",
        "guides/debuter/index.html.md",
        "visites/atelier/index.html.md",
    ]
    text = found["visites/atelier/index.html.md"]
    _, header, body = text.split("---\n", 2)
    assert yaml.safe_load(header) == {
        "title": "Une visite chez Atelier",
        "url": f"{SITE.url}visites/atelier/",
        "date": "2026-03-20",
        "updated": "2026-04-01",
        "authors": ["Ada"],
        "license": "licence d'essai",
        "sources": ["https://a.example/b"],
    }
    assert body.startswith("\n# Une visite chez Atelier\n\n> Ce que l’on apprend")
    assert "[Un article](https://a.example/b)" in body
    assert "passe" not in text


def test_what_became_of_a_visit_is_said_first() -> None:
    cancelled = visit(visite_le="2026-09-05", lieu="Nantes", annulee="2026-04-01")
    [text] = markdown_of(cancelled).values()
    assert "# Annulée\u00a0: Une visite chez Atelier" in text
    assert "**Cette visite est annulée\u00a0: elle n’aura pas lieu le samedi" in text


def test_the_index_has_the_entries_by_kind_then_the_other_pages() -> None:
    catalogue = journal(visit(), tip(), guide(), visit("prise", lors_de="atelier"))
    pages = [
        Body("glossaire/", "Glossaire", "Les [mots].", "glossary.html", b""),
        Body("visites/", "Visites", "Une liste.", "visits.html", b""),
        Body("structures/atelier/", "Atelier", "Une structure.", "organisation.html", b""),
        Body("structures/", "Les structures", "Leur liste.", "organisations.html", b""),
        Body("agenda/", "L'agenda", "Les jours.", "agenda.html", b""),
        Body("themes/reemploi/", "Réemploi", "Un thème.", "theme.html", b""),
        Body("themes/reemploi/livret/", "Un livret", "À imprimer.", "booklet.html", b""),
        Body("themes/emploi/", "Emploi", "Rien.", "theme.html", b""),
        Body("livret/", "Le livret", "À imprimer.", "booklet.html", b""),
        Body("lettres/2026-03/", "Mars", "Une lettre.", "monthly_letter.html", b""),
        Body("visites/atelier/", "Une visite", "Déjà là.", "visit.html", b""),
    ]
    text = write_index(catalogue, SITE, pages).decode()
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == f"# {SITE.name}"
    assert lines[1].startswith("> ")
    assert [line for line in lines if line.startswith("## ")] == [
        *("## Visites", "## Structures présentées", "## Conseils", "## Guides"),
        *("## Thèmes", "## Autres pages", "## Optional"),
    ]
    links = [line for line in lines if line.startswith("- ")]
    whole = re.compile(r"- \[.+\]\((https://\S+)\): .+")
    addresses = [found[1] for link in links if (found := whole.fullmatch(link))]
    assert len(addresses) == len(links)
    assert [address.removeprefix(SITE.url) for address in addresses] == [
        "visites/atelier/index.html.md",
        "visites/prise/index.html.md",
        "conseils/oser/index.html.md",
        "guides/debuter/index.html.md",
        "themes/reemploi/",
        *("agenda/", "glossaire/", "livret/", "structures/"),
        *("feed_json_created.json", "agenda.ics"),
    ]
    assert "Les \\[mots\\]." in text


def test_an_index_of_many_entries_says_which_may_be_skipped() -> None:
    days = [date(2026, 1, 1).replace(day=1 + rank % 28, month=1 + rank // 28) for rank in range(60)]
    many = [visit(f"v-{rank}", date=day.isoformat()) for rank, day in enumerate(days)]
    text = write_index(journal(*many), SITE, []).decode()
    before, _, optional = text.partition("## Optional")
    assert before.count("index.html.md)") == MOST
    assert optional.count("index.html.md)") == 10


def test_the_index_says_the_day_of_an_announced_visit_and_keeps_its_bytes() -> None:
    ahead = visit("friche", date="2026-11-10", visite_le="2026-12-03", lieu="Rezé")
    days = [date(2026, 11, 20), date(2026, 12, 3), date(2026, 12, 4), date(2027, 12, 4)]
    [text] = {write_index(journal(visit(), ahead, today=day), SITE, []) for day in days}
    assert "[Annoncée pour le 3 décembre 2026 : Une visite chez Friche]" in text.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )
