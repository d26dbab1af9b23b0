"""Someone subscribes, then the journal lives: each entry reaches them once, whatever happens to it.

The programs are Debian's newsboat and rss2email, the journal is built and served on this machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from lxml import html

from clients.publishing import Journal
from journal.language.typography import typeset
from support.journals import small_tree, tip, visit
from support.newsletter import AWKWARD, shown
from support.programs import Newsboat, Rss2email, mail_server
from support.serving import Host

TITLE = f"Visiter {AWKWARD}"
OTHER_TITLE = "Un titre plus sage, trouvé après coup"


def first_entry() -> dict[str, str]:
    files = small_tree(visit(title=json.dumps(TITLE, ensure_ascii=False)))
    del files["conseils/oser.md"]
    return files


def renamed_and_retitled() -> dict[str, str]:
    files = first_entry()
    del files["visites/atelier.md"]
    return files | visit(
        "fabrique",
        title=OTHER_TITLE,
        structure="Atelier",
        id="atelier",
        anciennes_adresses="[visites/atelier/]",
    )


def live(
    subscriber: Newsboat | Rss2email, journal: Journal, old: Host, new: Host
) -> Iterator[tuple[str, list[str]]]:
    """What happened, and everything that the subscriber has received since the beginning."""
    yield "one entry", subscriber.refresh()
    journal.publish(old, first_entry())
    yield "rebuilt", subscriber.refresh()
    journal.publish(old, renamed_and_retitled())
    yield "renamed and retitled", subscriber.refresh()
    journal.publish(new, renamed_and_retitled())
    old.moved_to = new.address
    yield "moved to another host", subscriber.refresh()
    second = tip("oser", visite="fabrique", auteurs="[Ada]")
    journal.publish(new, renamed_and_retitled() | second)
    yield "a second entry", subscriber.refresh()


EXPECTED = [1, 1, 1, 1, 2]


def test_newsboat_receives_each_entry_once(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    old, new = hosts
    journal.publish(old, first_entry())
    subscriber = Newsboat(tmp_path / "home", f"{old.address}feed_rss_created.xml")
    received = list(live(subscriber, journal, old, new))
    assert [len(titles) for _, titles in received] == EXPECTED, received
    assert shown(received[0][1][0]) == typeset(TITLE)


def test_rss2email_mails_each_entry_once(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    old, new = hosts
    journal.publish(old, first_entry())
    with mail_server() as mailbox:
        feed = f"{old.address}feed_rss_created.xml"
        subscriber = Rss2email(tmp_path / "home", feed, mailbox)
        received = list(live(subscriber, journal, old, new))
    assert [len(subjects) for _, subjects in received] == EXPECTED, received
    statuses = [status for path, status in old.answers if path.endswith("feed_rss_created.xml")]
    assert statuses[:2] == [200, 304], "an unchanged feed is not sent again"
    first, second = mailbox.mails
    assert shown(str(first["Subject"])) == typeset(TITLE)
    assert typeset(AWKWARD) in shown(first["From"].addresses[0].display_name)
    assert "Un texte." in first.get_content()
    assert second["Subject"] == "Un conseil pour oser"


def test_a_subscription_changed_to_the_new_address_brings_nothing_again(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    old, new = hosts
    journal.publish(old, first_entry())
    subscriber = Newsboat(tmp_path / "home", f"{old.address}feed_rss_created.xml")
    assert len(subscriber.refresh()) == 1
    journal.publish(new, first_entry())
    (subscriber.home / "urls").write_text(f"{new.address}feed_rss_created.xml\n", encoding="utf-8")
    assert len(subscriber.refresh()) == 1


def test_the_feed_of_a_theme_is_found_from_its_page(
    tmp_path: Path, journal: Journal, hosts: tuple[Host, Host]
) -> None:
    """Given the page's address, as people do: the links of its head lead newsboat to the feed."""
    host, _ = hosts
    journal.publish(host, first_entry())
    page = html.parse(str(host.folder / "themes/reemploi/index.html"))
    links = page.xpath("//head/link[@type='application/rss+xml']")
    found = [link.get("href") for link in links if "alternate" in link.get("rel").lower().split()]
    feed = urljoin(f"{host.address}themes/reemploi/", found[-1])
    assert feed == f"{host.address}themes/reemploi/feed_rss_created.xml"
    assert len(Newsboat(tmp_path / "home", feed).refresh()) == 1
