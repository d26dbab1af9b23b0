"""Whole lives of visits, over rebuilds and a year's end: whoever subscribed is told each once.

Four subscribers follow a theme, whose name changes meanwhile: one goes by identifiers in a reader,
one by identifiers in a mailbox, two by links. The last two cannot know a site that moved for the
same: their lives leave that out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import html

from clients.publishing import Journal
from support.journals import small_tree, visit
from support.programs import Newsboat, Rss2email, Sfeed, mail_server
from support.serving import Host

FEED = "themes/reemploi/feed_rss_created.xml"
AUTHORITY = "tag:visites-apprenantes,2026:visites"
RENAMED = "seconde-vie:\n  nom: Seconde vie\n  description: Servir encore.\n  alias: [reemploi]\n"

Tree = dict[str, str]


def told(slug: str, **keys: str) -> Tree:
    """A visit of the theme, as a tree; keys of its header with their values."""
    practical = {"lieu": "Nantes", "horaire": "14:00-17:00"}
    return visit(slug, **{**practical, **keys})


def journal_of(*trees: Mapping[str, str]) -> Tree:
    """A journal without any entry but those given."""
    files = small_tree()
    del files["visites/atelier.md"], files["conseils/oser.md"]
    for tree in trees:
        files |= tree
    return files


def friche(**keys: str) -> Tree:
    """Announced, moved twice, cancelled."""
    return told("friche", date="2026-11-10", **{"visite_le": "2026-12-17"} | keys)


MOVED = {"visite_le": "2027-01-14", "reportee_du": "2026-12-17", "reportee_le": "2026-11-12"}
MOVED_TWICE = {
    "visite_le": "2027-01-21",
    "reportee_du": "[2026-12-17, 2027-01-14]",
    "reportee_le": "[2026-11-12, 2026-11-14]",
}
CANCELLED = MOVED_TWICE | {"annulee": "2026-11-20"}
BACK = {
    "visite_le": "2027-01-28",
    "reportee_du": "[2026-12-17, 2027-01-14, 2027-01-21]",
    "reportee_le": "[2026-11-12, 2026-11-14, 2026-12-05]",
    "annulee": "2026-11-20",
}
CANCELLED_AGAIN = BACK | {"annulee": "[2026-11-20, 2026-12-20]"}
PLANNED = {"date": "2026-12-20", "visite_le": "2027-01-09"}
STORY = PLANNED | {"ecrit_le": "2027-01-30", "title": "Du verre et de celles qui le soufflent"}
JARDIN = {"date": "2026-11-14", "visite_le": "2026-11-16"}
WRITTEN_UP = JARDIN | {"ecrit_le": "2026-11-18"}
AT_ONCE = {"date": "2027-01-04", "visite_le": "2026-12-29"}


def newer(verrerie: Tree) -> Tree:
    """The journal of January: what came before, and enough to send it to the archives."""
    return journal_of(
        friche(**CANCELLED_AGAIN),
        told("jardin", **WRITTEN_UP, relu_le="2027-01-04"),
        verrerie,
        told("halle", **AT_ONCE),
        *(told(f"v{n}", date="2027-01-05", visite_le="2027-01-02") for n in range(18)),
        {"themes.yml": RENAMED},
    )


# What is published, on which day, and what it brings to those who have subscribed before.
LIFE: list[tuple[str, Tree, list[str]]] = [
    ("2026-11-10", journal_of(friche()), ["friche#annonce"]),
    ("2026-11-11", journal_of(friche()), []),
    ("2026-11-12", journal_of(friche(**MOVED)), ["friche#report-2027-01-14"]),
    (
        "2026-11-14",
        journal_of(friche(**MOVED_TWICE), told("jardin", **JARDIN)),
        ["friche#report-2027-01-21", "jardin#annonce"],
    ),
    # A new title, a new name for the theme.
    (
        "2026-11-15",
        journal_of(
            friche(**MOVED_TWICE, title="Un titre trouvé après coup", tags="[seconde-vie]"),
            told("jardin", **JARDIN),
            {"themes.yml": RENAMED},
        ),
        [],
    ),
    (
        "2026-11-18",
        journal_of(friche(**MOVED_TWICE), told("jardin", **WRITTEN_UP), {"themes.yml": RENAMED}),
        ["jardin"],
    ),
    (
        "2026-11-20",
        journal_of(friche(**CANCELLED), told("jardin", **WRITTEN_UP), {"themes.yml": RENAMED}),
        ["friche#annulation"],
    ),
    # Another day brings it back, then it is cancelled again.
    (
        "2026-12-05",
        journal_of(friche(**BACK), told("jardin", **WRITTEN_UP), {"themes.yml": RENAMED}),
        ["friche#report-2027-01-28"],
    ),
    (
        "2026-12-20",
        journal_of(
            friche(**CANCELLED_AGAIN),
            told("jardin", **WRITTEN_UP),
            told("verrerie", **PLANNED),
            {"themes.yml": RENAMED},
        ),
        ["friche#annulation-2", "verrerie#annonce"],
    ),
    # The year is over.
    ("2027-01-05", newer(told("verrerie", **PLANNED)), ["halle", *(f"v{n}" for n in range(18))]),
    # What December announced is told in January, in words of its own.
    ("2027-01-30", newer(told("verrerie", **STORY)), ["verrerie"]),
]


def renamed() -> Tree:
    """The last of them, under another name."""
    files = dict(LIFE[-1][1])
    text = files.pop("visites/jardin.md")
    kept = "id: jardin\nanciennes_adresses: [visites/jardin/]\n---\n"
    return files | {"visites/verger.md": text.replace("---\nUn", f"{kept}Un")}


def then_renamed(journal: Journal, host: Host, refresh: Callable[[], list[str]]) -> int:
    """How many items were received once a page is renamed, after the whole life."""
    list(follow(journal, host, refresh))
    journal.publish(host, renamed(), "2027-02-01")
    page = html.parse(str(host.folder / "visites/jardin/index.html"))
    assert page.xpath("//a/@href") == ["../verger/"]
    return len(refresh())


def follow(journal: Journal, host: Host, refresh: Callable[[], list[str]]) -> Iterator[int]:
    """Publish the whole life; how many items were received and how many were expected, each time.

    Whoever follows receives something at once: the journal has an entry on its first day.
    """
    expected = 0
    for day, files, news in LIFE:
        journal.publish(host, files, day)
        expected += len(news)
        received = refresh()
        assert len(received) == expected, (day, received)
        yield expected


def identifiers() -> list[str]:
    return sorted(f"{AUTHORITY}/{name}" for _, _, news in LIFE for name in news)


def test_a_reader_is_told_each_state_once(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    old, new = hosts
    subscriber = Newsboat(tmp_path / "home", f"{old.address}{FEED}")
    assert list(follow(journal, old, subscriber.refresh))[-1] == len(identifiers())
    journal.publish(old, renamed(), "2027-02-01")
    subscriber.refresh()
    journal.publish(new, renamed(), "2027-02-02")
    old.moved_to = new.address
    subscriber.refresh()
    assert sorted(subscriber.identifiers) == identifiers()


def test_a_mailbox_is_told_each_state_once(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    old, new = hosts
    journal.publish(old, LIFE[0][1], LIFE[0][0])
    with mail_server() as mailbox:
        subscriber = Rss2email(tmp_path / "home", f"{old.address}{FEED}", mailbox)
        list(follow(journal, old, subscriber.refresh))
        journal.publish(old, renamed(), "2027-02-01")
        subscriber.refresh()
        journal.publish(new, renamed(), "2027-02-02")
        old.moved_to = new.address
        subjects = subscriber.refresh()
    assert len(subjects) == len(identifiers())
    assert [subject.replace("\N{NO-BREAK SPACE}", " ") for subject in subjects[:10]] == [
        "Annoncée pour le 17 décembre 2026 : Une visite chez Friche",
        "Reportée au 14 janvier 2027 : Une visite chez Friche",
        "Annoncée pour le 16 novembre 2026 : Une visite chez Jardin",
        "Reportée au 21 janvier 2027 : Une visite chez Friche",
        "Une visite chez Jardin",
        "Annulée : Une visite chez Friche",
        "Reportée au 28 janvier 2027 : Une visite chez Friche",
        "Annoncée pour le 9 janvier 2027 : Une visite chez Verrerie",
        "Annulée : Une visite chez Friche",
        "Une visite chez Halle",
    ]
    assert subjects[-1] == STORY["title"]
    announced, moved, *_ = mailbox.mails
    assert "de 14 h à 17 h" in announced.get_content().replace("\N{NO-BREAK SPACE}", " ")
    said = moved.get_content().replace("\N{NO-BREAK SPACE}", " ")
    assert "reportée du jeudi 17 décembre 2026 au jeudi 14 janvier 2027" in said


def test_a_story_of_january_changes_nothing_of_the_year_before(
    journal: Journal, hosts: tuple[Host, Host]
) -> None:
    host, _ = hosts
    sites = []
    for day, files, _ in LIFE:
        journal.publish(host, files, day)
        sites.append(host.folder)
    before, after = sites[-2:]
    archives = sorted(file.relative_to(before) for file in before.rglob("feed_*-2026.*"))
    assert len(archives) == 2 * len(("site", "visites", "theme", "former theme"))
    letters = html.parse(str(before / "lettres/2026-12/index.html")).getroot()
    assert "Une visite chez Verrerie" in letters.text_content()
    for file in (*archives, Path("lettres/feed_rss_created.xml")):
        old, new = ((site / file).read_text("utf-8") for site in (before, after))
        assert old == new, file
        assert STORY["title"] not in new


def test_who_goes_by_links_is_told_each_state_once(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    host, _ = hosts
    journal.publish(host, LIFE[0][1], LIFE[0][0])
    with mail_server() as mailbox:
        feed = f"{host.address}{FEED}"
        subscriber = Rss2email(tmp_path / "home", feed, mailbox, by_link=True)
        assert then_renamed(journal, host, subscriber.refresh) == len(identifiers())


def test_a_collector_that_goes_by_links_keeps_each_state_once(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    host, _ = hosts
    subscriber = Sfeed(tmp_path / "home", f"{host.address}{FEED}")
    assert then_renamed(journal, host, subscriber.refresh) == len(identifiers())


def test_each_review_is_told_once_to_who_asks_for_revisions(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    host, _ = hosts
    days = ("2026-11-18", "2026-11-24", "2026-11-24", "2026-11-25")
    feed = f"{host.address}feed_rss_updated.xml"
    journal.publish(host, journal_of(told("jardin", **WRITTEN_UP)), days[0])
    with mail_server() as by_link, mail_server() as by_identifier:
        subscribers = (
            Rss2email(tmp_path / "links", feed, by_link, by_link=True),
            Rss2email(tmp_path / "identifiers", feed, by_identifier),
            Newsboat(tmp_path / "home", feed),
            Sfeed(tmp_path / "lines", feed),
        )
        received = []
        for day in days:
            journal.publish(host, journal_of(told("jardin", **WRITTEN_UP, relu_le=day)), day)
            received.append([len(subscriber.refresh()) for subscriber in subscribers])
        kept = {"id": "jardin", "anciennes_adresses": "[visites/jardin/]", "structure": "Jardin"}
        moved = told("verger", **WRITTEN_UP, relu_le=days[-1], **kept)
        journal.publish(host, journal_of(moved), "2026-11-26")
        received.append([len(subscriber.refresh()) for subscriber in subscribers])
    assert received == [[1] * 4, [2] * 4, [2] * 4, [3] * 4, [3] * 4]
