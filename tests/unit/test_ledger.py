"""The ledger: how it reads and grows, and that nothing leaves it silently."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import chdir
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.ledger.records import (
    LEDGER_NAME,
    LEDGER_PATH,
    Record,
    Records,
    Sort,
    as_records,
    ledger_in,
    page_key,
    read_ledger,
    write_ledger,
)
from journal.ledger.remember import Remembrance, remember
from journal.ledger.update import (
    RefusedError,
    changes,
    joined,
    promised_files,
    updated,
    withdraw,
)
from journal.problems.problem import Problem, Severity, errors
from support.gate import AROUND
from support.journals import TODAY, as_files, themes, tip
from support.journals import visit as visit_of
from support.time_limit import time_limit

CONFIG = "extra:\n  autorite: carnet,2026\n"

Files = Mapping[str, str]


def visit(slug: str = "atelier", **changes: str) -> dict[str, str]:
    """A visit to an organisation that has others: its page stays, whatever becomes of this one."""
    return visit_of(slug, **{"structure": "Le réseau"} | changes)


AHEAD = visit("usine", date="2026-06-10", visite_le="2026-07-03", lieu="Nantes")
RENAMED = {"id": "ancien", "anciennes_adresses": "[visites/ancien/]"}


def seen(files: Files, ledger: Records | None = None, today: date = TODAY) -> Remembrance:
    """A journal held against a ledger, with the pages that stand around."""
    around = {"index.md": AROUND["index.md"]} | themes("reemploi")
    text = write_ledger(ledger).encode() if ledger else None
    return remember(as_files(around | dict(files)), text, today=today, config=CONFIG)


def noted(files: Files, ledger: Records | None = None, today: date = TODAY) -> dict:
    """The ledger, once a sound journal is written into it."""
    found = seen(files, ledger, today)
    assert errors(found.examination.problems) == []
    return updated(found.ledger, found.present)


def said(files: Files, ledger: Records, today: date = TODAY) -> list[Problem]:
    """What is wrong with a journal, held against a ledger; advice left out."""
    return errors(seen(files, ledger, today).examination.problems)


# ---- The text ---------------------------------------------------------------------------------

RECORDS = as_records(
    [
        Record(Sort.AUTHORITY, "carnet,2026"),
        Record(Sort.FILE, "feed_rss_created.xml"),
        Record(Sort.FILE, "vieux.xml", withdrawn=date(2026, 5, 1)),
        Record(Sort.IDENTIFIER, "visites/a#annonce", "2026-03-01"),
        Record(Sort.PAGE, "/"),
        Record(Sort.PAGE, "visites/a/", identity="visites/b", title="Un « titre » à lire"),
        Record(Sort.PAGE, "visites/b/", target="visites/a/"),
        Record(Sort.PAGE, "visites/c/", title="retirée le 2026-01-01", withdrawn=date(2026, 5, 1)),
        Record(Sort.APPOINTMENT, "visites/a", "2026-07"),
        Record(Sort.APPOINTMENT, "visites/a", "2026-07-03"),
        Record(Sort.APPOINTMENT, "visites/a", "2026-07-03/2026-07-05"),
    ]
)


def test_what_is_written_is_read_back_in_any_order_and_with_any_ends_of_lines() -> None:
    text = write_ledger(RECORDS)
    lines = text.splitlines()
    promises = [line for line in lines if not line.startswith("#")]
    assert promises == sorted(promises)
    for content in (
        text,
        "\r\n".join(reversed(lines)),
        text.replace("\n", "\r"),
        "\ufeff" + text.rstrip("\n") + "\n\n \n",
    ):
        assert read_ledger(content.encode()) == (RECORDS, [])
    assert write_ledger(read_ledger(text.encode())[0]) == text


def test_a_record_knows_its_line() -> None:
    records, _ = read_ledger(b"# rien\n\npage visites/a/\n")
    assert records[page_key("visites/a/")].line == 3


@pytest.mark.parametrize("made", ["folder", "pipe", "socket", "lost link", "link to itself"])
def test_what_cannot_be_read_is_no_missing_ledger(tmp_path: Path, made: str) -> None:
    file = tmp_path / LEDGER_NAME
    assert ledger_in(tmp_path) is None
    with socket.socket(socket.AF_UNIX) as listening, chdir(tmp_path):
        match made:
            case "folder":
                file.mkdir()
            case "pipe":
                os.mkfifo(file)
            case "socket":
                listening.bind(LEDGER_NAME)
            case "lost link":
                file.symlink_to("nulle-part.txt")
            case _:
                file.symlink_to(LEDGER_NAME)
        with time_limit(10):
            content = ledger_in(tmp_path)
    assert content is not None
    found = remember(as_files(AROUND), content, today=TODAY, config=CONFIG)
    [problem] = errors(found.examination.problems)
    assert (problem.path, problem.code) == (LEDGER_PATH, "registre-illisible")
    assert problem.hint == "Remettez le registre à sa place : git checkout adresses.txt"


def test_a_link_to_a_ledger_is_followed(tmp_path: Path) -> None:
    (tmp_path / "registre.txt").write_text("page visites/a/\n")
    (tmp_path / LEDGER_NAME).symlink_to("registre.txt")
    assert ledger_in(tmp_path) == b"page visites/a/\n"


@pytest.mark.parametrize(
    "line",
    [
        *("page", "page  /", "pages /", "page / de trop", "identifiant a", "rendez-vous a"),
        *("identifiant a 2026-02-30", "rendez-vous a 2026-13", "fichier a 2026-03-01"),
        *("rendez-vous a 2026-07-05/2026-07-03", "identifiant a 2026-07-03/2026-07-05"),
        "page a/ retirée le 3 mars",
    ],
)
def test_a_line_that_says_something_else_is_refused_alone(line: str) -> None:
    records, [problem] = read_ledger(f"page a/\n{line}\npage b/\n".encode())
    assert [record.name for record in records.values()] == ["a/", "b/"]
    assert (problem.source, problem.line, problem.code) == ("adresses.txt", 2, "registre-illisible")


def test_of_a_long_line_the_start_is_said() -> None:
    _, [problem] = read_ledger(f"annonce visites/a#annonce « {'[' * 2000} »\n".encode())
    assert problem.message.startswith("« annonce visites/a#annonce « [[[")
    assert len(problem.message) < 150


@given(st.binary(max_size=300))
def test_no_bytes_are_too_much(content: bytes) -> None:
    records, problems = read_ledger(content)
    assert len(records) + len(problems) <= content.count(b"\n") + content.count(b"\r") + 1


# ---- What stands now --------------------------------------------------------------------------


def test_everything_that_somebody_may_keep_is_noted() -> None:
    files = visit(**RENAMED) | tip() | AHEAD
    lines = {str(record) for record in noted(files).values()}
    assert lines >= {
        "autorite carnet,2026",
        *("fichier abonnement/flux.opml", "fichier adresses.txt", "fichier sitemap.xml"),
        *("fichier feed_rss_updated.xml", "fichier visites/feed_json_created.json"),
        *("fichier themes/reemploi/feed_rss_created.xml", "page themes/reemploi/ « Reemploi »"),
        *("page /", "page conseils/oser/ « Un conseil pour oser »"),
        "page visites/ancien/ mène à visites/atelier/",
        "page visites/atelier/ = visites/ancien « Une visite chez Atelier »",
        "identifiant visites/ancien 2026-03-20",
        "identifiant visites/usine#annonce 2026-06-10",
        "rendez-vous visites/usine 2026-07-03",
    }


def test_a_visit_written_up_keeps_its_announcement() -> None:
    header = {"date": "2026-05-01", "visite_le": "2026-05-30", "ecrit_le": "2026-06-08"}
    lines = {str(record) for record in noted(visit("usine", **header)).values()}
    assert {
        "identifiant visites/usine#annonce 2026-05-01",
        "identifiant visites/usine 2026-06-08",
    } <= lines
    assert not any(line.startswith("rendez-vous") for line in lines)


def test_the_feeds_of_a_renamed_theme_live_on() -> None:
    before = noted(visit())
    text = themes(travail="Travail")["themes.yml"] + "  alias: [reemploi]\n"
    renamed = {"themes.yml": text}
    files = visit(tags="[travail]") | renamed
    assert said(files, before) == []
    after = noted(files, before)
    assert (
        str(after[page_key("themes/reemploi/")]) == "page themes/reemploi/ mène à themes/travail/"
    )
    assert before.keys() <= after.keys()


# ---- How it grows -----------------------------------------------------------------------------


def test_the_archives_of_a_feed_are_kept_by_the_build_and_others_are_missed() -> None:
    kept = Record(Sort.FILE, "visites/feed_json_created-2024-2.json")
    lost = Record(Sort.FILE, "ailleurs/feed_json_created-2024-2.json")
    [problem] = said(visit(), noted(visit()) | as_records([kept, lost]))
    assert (problem.code, lost.name in problem.message) == ("fichier-perdu", True)


def test_what_changes_is_said() -> None:
    before = noted(visit("ancien"))
    files = visit("nouveau", title="Une visite chez Ancien", **RENAMED)
    after = noted(files | tip(visite="nouveau"), before)
    words = list(changes(before, after))
    assert "redirigé : page visites/ancien/ mène à visites/nouveau/" in words
    assert "ajouté : identifiant conseils/oser 2026-03-20" in words
    assert list(changes(after, after)) == []
    away = withdraw(after, {}, "/visites/nouveau", TODAY)
    [word] = changes(after, away)
    assert word.startswith("retiré : page visites/nouveau/ =")
    assert word.endswith("retirée le 2026-06-15")
    assert next(iter(changes(away, after))).startswith("de retour : page visites/nouveau/")


def test_a_page_is_withdrawn_with_its_identifiers_its_feeds_and_what_led_to_it() -> None:
    files = visit(tags="[achats]", anciennes_adresses="[visites/d-avant/]")
    files |= themes("achats", "reemploi")
    ledger = noted(files | visit("autre"))
    left = visit("autre")
    assert said(left, ledger)
    for name in ("visites/atelier/", "themes/achats/"):
        ledger = withdraw(ledger, seen(left).present, name, TODAY)
    assert said(left, ledger) == []
    names = set(promised_files(updated(ledger, seen(left).present)))
    assert "visites/autre/index.html" in names
    assert not any("atelier" in name or "achats" in name or "d-avant" in name for name in names)
    # Should it come back, it is promised again.
    assert noted(files | left, ledger)[page_key("visites/atelier/")].withdrawn is None


# ---- The pages of organisations ----------------------------------------------------------------


def test_a_booklet_stays_without_its_tips_and_leaves_with_its_theme() -> None:
    declared = themes("achats", "reemploi")
    before = noted(visit() | tip(tags="[achats]") | declared)
    assert {"livret/", "themes/achats/livret/"} <= {name for _, name, _ in before}
    # What a tip is filed under may change: nobody is asked anything, the address leads on.
    assert said(visit() | tip() | declared, before) == []
    assert "themes/achats/livret/index.html" in set(promised_files(before))
    after = visit() | tip() | themes("reemploi")
    [lost] = said(after, before)
    assert "La page themes/achats/ a paru" in lost.message
    ledger = withdraw(before, seen(after).present, "themes/achats/", TODAY)
    assert said(after, ledger) == []
    assert not [name for name in promised_files(ledger) if name.startswith("themes/achats/")]
    # Without any tip, that of all of them leads on as well.
    ledger = withdraw(ledger, seen(visit()).present, "conseils/oser/", TODAY)
    assert said(visit() | themes("reemploi"), ledger) == []


def test_the_page_of_an_organisation_leaves_with_the_visit_that_named_it() -> None:
    ledger = noted(visit() | visit_of("verger"))
    [problem] = said(visit(), ledger)
    assert "L'adresse visites/verger/ a paru" in problem.message
    left = withdraw(ledger, seen(visit()).present, "visites/verger/", TODAY)
    assert said(visit(), left) == []
    assert not any(
        "verger" in name for name in promised_files(updated(left, seen(visit()).present))
    )


def test_an_organisation_under_another_name_keeps_its_address() -> None:
    ledger = noted(visit_of("verger", structure="Le Vergé"))
    renamed = {"structure": "Les Vergers"}
    [problem] = said(visit_of("verger", **renamed), ledger)
    assert problem.path == "visites/verger.md"
    assert "L'adresse structures/le-verge/ a paru" in problem.message
    assert problem.hint == "Ajoutez : anciennes_adresses: [structures/le-verge/]"
    renamed["anciennes_adresses"] = "[structures/le-verge/]"
    after = noted(visit_of("verger", **renamed), ledger)
    record = after[page_key("structures/le-verge/")]
    assert str(record).endswith("mène à structures/les-vergers/")
    assert said(visit_of("verger", **renamed), after) == []


def test_a_visit_and_its_organisation_renamed_at_once_are_told_once() -> None:
    ledger = noted(visit_of("ancien"))
    [problem] = said(visit_of("nouveau"), ledger)
    assert problem.path == "visites/nouveau.md"
    addresses = "anciennes_adresses: [visites/ancien/, structures/ancien/]"
    assert problem.hint.startswith(f"Ajoutez ces lignes : « id: ancien » et « {addresses} »")


def test_an_organisation_that_another_visit_still_names_stays() -> None:
    ledger = noted(visit("un") | visit("deux"))
    [problem] = said(visit("deux"), ledger)
    assert "visites/un/" in problem.message
    assert page_key("structures/le-reseau/") in seen(visit("deux")).present


@pytest.mark.parametrize("name", ["visites/atelier/", "visites/rien/", "", "feed_rss_created.xml"])
def test_what_stands_or_never_stood_is_not_withdrawn(name: str) -> None:
    found = seen(visit())
    with pytest.raises(RefusedError, match="«"):
        withdraw(updated({}, found.present), found.present, name, TODAY)


def test_a_page_may_take_the_place_of_another_that_subscribers_know() -> None:
    before = noted(visit("un") | visit("deux"))
    merged = visit("deux", anciennes_adresses="[visites/un/]")
    assert said(merged, before) == []
    after = noted(merged, before)
    assert said(merged, after) == []
    assert said(visit("deux"), after)[0].hint.startswith(
        "Ajoutez : anciennes_adresses: [visites/un/]"
    )


def test_the_published_ledger_is_contained_in_the_joined_one() -> None:
    own = as_records(
        [
            Record(Sort.PAGE, "a/", withdrawn=TODAY),
            Record(Sort.IDENTIFIER, "visites/a", "2026-03-02"),
            Record(Sort.PAGE, "b/"),
        ]
    )
    published = as_records(
        [
            Record(Sort.PAGE, "a/"),
            Record(Sort.IDENTIFIER, "visites/a", "2026-03-01"),
            Record(Sort.PAGE, "c/"),
        ]
    )
    found = joined(own, published)
    assert found.keys() == own.keys() | published.keys()
    assert found[page_key("a/")].withdrawn == TODAY
    assert found[Sort.IDENTIFIER, "visites/a", ""].day == "2026-03-01"


# ---- A journal that cannot be read whole ------------------------------------------------------


def test_a_page_that_cannot_be_read_is_not_a_page_that_left() -> None:
    ledger = noted(visit() | visit("usine"))
    broken = visit() | {"visites/usine.md": "---\ntitle: Une : faute\n---\nx\n"}
    assert {problem.code for problem in said(broken, ledger)}.isdisjoint(
        {"adresse-perdue", "fichier-perdu", "identifiant-change"}
    )


@pytest.mark.parametrize(("age", "refused"), [(32, True), (20, False)])
def test_an_emptied_ledger_is_that_of_a_new_journal_alone(age: int, refused: bool) -> None:
    day = (TODAY - timedelta(days=age)).isoformat()
    around = themes("reemploi") | {"index.md": AROUND["index.md"]}
    files = as_files(around | visit("usine", date=day, visite_le="2026-05-01"))
    codes = [p.code for p in errors(remember(files, b"# vide\n", today=TODAY).examination.problems)]
    assert codes == (["registre-vide"] if refused else [])
    # What the published site has brings it back.
    published = noted(visit())
    assert joined({}, published) == published


def test_one_authority_is_kept_that_of_the_published_site_first() -> None:
    own = as_records([Record(Sort.AUTHORITY, "autre,2025")])
    published = as_records([Record(Sort.AUTHORITY, "carnet,2026")])
    assert joined(own, published) == published
    assert joined(own | published, published) == own | published
    ledger = noted(visit()) | own
    [problem] = said(visit(), read_ledger(write_ledger(ledger).encode())[0])
    assert (problem.source, problem.line) == ("adresses.txt", 3)
    assert problem.hint == "Supprimez la ligne 3 d'adresses.txt."
    # Given up on purpose, it stays as it is.
    away = as_records([Record(Sort.AUTHORITY, "carnet,2026", withdrawn=TODAY)])
    assert joined(own | away, published) == own | away


def test_a_theme_under_another_name_is_mended_in_one_round() -> None:
    ledger = noted(visit(tags="[reemploi]") | themes("reemploi"))
    renamed = visit(tags="[reemploi]") | themes(recuperation="Reemploi")
    [problem] = said(renamed, ledger)
    assert problem.code == "theme-inconnu"
    assert "sous « recuperation », ajoutez : alias: [reemploi]" in problem.hint
    renamed["themes.yml"] += "  alias: [reemploi]\n"
    assert said(renamed, ledger) == []


def test_without_a_ledger_nothing_is_compared() -> None:
    found = remember(as_files(AROUND), None, today=TODAY)
    assert (found.ledger, found.examination.problems) == ({}, [])


# ---- Old news ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "warned"), [(0, False), (7, False), (8, True)])
def test_a_new_page_with_an_old_date_is_not_announced(age: int, warned: bool) -> None:
    ledger = noted(visit())
    day = TODAY - timedelta(days=age)
    files = visit() | visit("usine", date=day.isoformat())
    problems = seen(files, ledger).examination.problems
    assert [p.code for p in problems if p.path == "visites/usine.md"] == (
        ["page-deja-ancienne"] if warned else []
    )
    assert errors(problems) == []
    # Nor is a page that has appeared, however old.
    later = noted(files, ledger)
    assert "page-deja-ancienne" not in {p.code for p in seen(files, later).examination.problems}


# ---- The clock --------------------------------------------------------------------------------


def test_a_clock_of_before_the_journal_is_said_alone() -> None:
    broken = visit() | visit("usine", date="pas une date")
    for ledger in (None, write_ledger(noted(visit())).encode()):
        found = remember(as_files(AROUND | dict(broken)), ledger, today=date(1970, 1, 1))
        [problem] = found.examination.problems
        assert problem.message == (
            "Cet ordinateur dit que nous sommes le 1er janvier 1970, et le carnet n'existait pas "
            "en 1970."
        )


def test_a_clock_behind_what_was_published_is_said_alone() -> None:
    ledger = noted(visit())
    day = max(record.day for record in ledger.values())
    [problem] = seen(
        visit(), ledger, date.fromisoformat(day) - timedelta(days=1)
    ).examination.problems
    assert (problem.code, problem.path) == ("horloge-fausse", "../adresses.txt")
    assert seen(visit(), ledger, date.fromisoformat(day)).examination.problems == []


def test_a_clock_far_ahead_is_doubted_and_its_day_advised_by_nothing() -> None:
    ledger, today = noted(visit()), date(2062, 5, 1)
    new = visit("usine", date="2026-06-14") | visit("atelier", anciennes_adresses="[../x]")
    problems = seen(new | visit("mine", date="2099-01-01"), ledger, today).examination.problems
    assert not any("2062-05-01" in problem.hint for problem in problems)
    assert errors(problems)
    assert [(p.code, p.severity) for p in problems if p.path == "../adresses.txt"] == [
        ("horloge-fausse", Severity.WARNING)
    ]
    # A page of this year says that it is this year; a journal may sleep for some months.
    written = visit("usine", date="2062-04-30")
    assert "horloge-fausse" not in {
        p.code for p in seen(new | written, ledger, today).examination.problems
    }
    asleep = seen(visit(), ledger, TODAY + timedelta(days=200)).examination.problems
    assert "horloge-fausse" not in {problem.code for problem in asleep}


# ---- A visit that moves -----------------------------------------------------------------------


def test_a_visit_that_moves_says_so() -> None:
    def planned(day: str) -> dict[str, str]:
        return visit("usine", date="2026-06-10", visite_le=day, lieu="Nantes")

    # A day that made a month precise before that had to be said.
    month = as_records([Record(Sort.APPOINTMENT, "visites/usine", "2026-07")])
    ledger = noted(planned("2026-07-03")) | month
    [problem] = said(planned("2026-08-10"), ledger)
    assert (problem.line, problem.code) == (5, "report-non-dit")
    assert problem.hint == "Ajoutez : reportee_du: 2026-07-03 / reportee_le: 2026-06-15"
    assert said(planned("2026-07-03"), ledger) == []
    # Once it is told, nobody waits for it.
    told = visit("usine", date="2026-06-10", visite_le="2026-06-12", ecrit_le="2026-06-15")
    assert said(told, ledger) == []


# ---- Time -------------------------------------------------------------------------------------


def test_four_times_more_renamed_pages_take_four_times_longer() -> None:
    def seconds(count: int) -> float:
        old, new = (
            {path: text for i in range(count) for path, text in visit(f"{name}-{i}").items()}
            for name in ("ancien", "nouveau")
        )
        ledger = noted(old)
        start = time.process_time()
        assert len(said(new, ledger)) == count
        return time.process_time() - start

    assert min(seconds(200), seconds(200)) < 4 * 2.5 * min(seconds(50), seconds(50))
