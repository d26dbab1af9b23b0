"""Real programs subscribed to feeds: each is asked to refresh, and says what it has received; and a
calendar.
"""

from __future__ import annotations

import email
import email.policy
import os
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from support.packages import missing, must_run

TIME_LIMIT = 30


def require() -> None:
    """Skip, with a reason, what needs programs that are missing; fail where it may not be."""
    if packages := missing():
        reason = f"Il manque {' et '.join(packages)} : « make test » les installe sur Debian."
        if must_run():
            pytest.fail(reason)
        pytest.skip(reason)


def run(home: Path, *command: str) -> str:
    """Run a program with a home of its own; what it wrote."""
    done = subprocess.run(
        command,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIME_LIMIT,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


class Newsboat:
    """A feed reader of the terminal, with one subscription."""

    def __init__(self, home: Path, feed: str) -> None:
        home.mkdir()
        self.home = home
        (home / "urls").write_text(f"{feed}\n", encoding="utf-8")
        (home / "config").touch()

    def _run(self, *words: str) -> str:
        files = ("-u", "urls", "-c", "cache.db", "-C", "config")
        return run(self.home, "newsboat", *files, "-x", *words)

    def refresh(self) -> list[str]:
        """Fetch the feed; titles of all articles received so far, oldest first."""
        self._run("reload")
        titles = self._articles("title")
        assert self._run("print-unread").split()[0] == str(len(titles))
        return titles

    @property
    def identifiers(self) -> list[str]:
        """Those of all articles received so far, oldest first."""
        return self._articles("guid")

    def _articles(self, column: str) -> list[str]:
        with closing(sqlite3.connect(self.home / "cache.db")) as cache:
            return [row[0] for row in cache.execute(f"select {column} from rss_item order by id")]


class Rss2email:
    """A program that mails each new item of a feed, with one subscription.

    By default it knows an item by its identifier; with `by_link`, by its link alone (`trust-link`:
    « one email per unique link url »), as the simplest tools do.
    """

    def __init__(self, home: Path, feed: str, mailbox: Mailbox, *, by_link: bool = False) -> None:
        home.mkdir()
        self.home = home
        self.mailbox = mailbox
        (home / "r2e.cfg").write_text(
            "[DEFAULT]\n"
            "from = lettre@carnet.example\n"
            "to = abonnee@carnet.example\n"
            "email-protocol = smtp\n"
            f"smtp-server = 127.0.0.1:{mailbox.port}\n"
            "smtp-auth = False\n"
            "html-mail = True\n"
            f"trust-link = {by_link}\n",
            encoding="utf-8",
        )
        self._run("add", "carnet", feed)

    def _run(self, *words: str) -> str:
        return run(self.home, "r2e", "-c", "r2e.cfg", "-d", "r2e.json", *words)

    def refresh(self) -> list[str]:
        """Fetch the feed; subjects of all mails received so far, oldest first."""
        self._run("run")
        return [str(mail["Subject"]) for mail in self.mailbox.mails]


class Sfeed:
    """A collector of feeds that keeps a line per item, with one subscription.

    It knows an item by its link alone: its `merge` is the one to change for that (sfeedrc(5)).
    """

    def __init__(self, home: Path, feed: str) -> None:
        home.mkdir()
        self.home = home
        (home / "sfeedrc").write_text(
            f"sfeedpath='{home}/feeds'\n"
            f"feeds() {{ feed carnet '{feed}'; }}\n"
            'merge() { sort -t \'\t\' -u -k3,3 "$2" "$3" 2>/dev/null; }\n',
            encoding="utf-8",
        )

    def refresh(self) -> list[str]:
        """Fetch the feed; titles of all items received so far, newest first."""
        run(self.home, "sfeed_update", f"{self.home}/sfeedrc")
        lines = (self.home / "feeds" / "carnet").read_text("utf-8").splitlines()
        return [line.split("\t")[1] for line in lines]


class Khal:
    """A calendar of the terminal, which shows hours in universal time."""

    def __init__(self, home: Path) -> None:
        (home / "agenda").mkdir(parents=True)
        self.home = home
        (home / "config").write_text(
            f"[calendars]\n[[visites]]\npath = {home}/agenda\n"
            f"[sqlite]\npath = {home}/khal.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
            encoding="utf-8",
        )

    def _run(self, *words: str) -> list[str]:
        return run(self.home, "khal", "-c", "config", *words).splitlines()

    def take(self, calendar: bytes) -> None:
        """Add the events of a calendar; one of the same identifier takes the place of the other."""
        (self.home / "reçu.ics").write_bytes(calendar)
        self._run("import", "--batch", "-a", "visites", "reçu.ics")

    def events(self, year: str) -> list[tuple[str, ...]]:
        """Beginning, title and status of each event of a year."""
        form = ("--day-format", "", "--format", "{start-long}|{title}|{status}")
        lines = self._run("list", "--once", *form, f"{year}-01-01", "365d")
        return [tuple(part.strip() for part in line.split("|")) for line in lines]

    def days(self, first: str, count: int) -> list[str]:
        """The days of a few that have an event for the whole day."""
        form = ("--day-format", "{date-long}", "--format", "")
        lines = self._run("list", *form, first, f"{count}d")
        return [line for line in lines if line]


class Mailbox:
    """What was sent, by a mail server that keeps everything to itself."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server on this machine alone."""
    mailbox = Mailbox()
    # The controller cannot be told « any free port »: it looks for itself at the port it was given.
    with socket.create_server(("127.0.0.1", 0)) as free:
        mailbox.port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
