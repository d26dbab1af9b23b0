"""Links that fail: three weeks of patience, and no link dead for having been asked too much."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from lxml import html

from journal.gate.examine import examine
from journal.maintenance.dead_links import MARKER, as_issue, remembered_in, report
from journal.maintenance.outgoing_links import Place, outside_links
from journal.markdown.github import to_html
from journal.web.link_status import Answer, Verdict
from support.journals import TODAY, as_files, small_tree, visit

A, B = "https://a.example/", "https://b.example/page"
PLACES = {A: [Place("docs/visites/a.md", 12)], B: [Place("docs/visites/b.md", 3)]}
FAILURES = [v for v in Verdict if v.is_failure]


def weeks(*verdicts: Verdict, start: date = TODAY):
    """The report of each week of a link's life, each from what the former issue remembers."""
    body = ""
    for number, verdict in enumerate(verdicts):
        answers = {A: Answer(verdict), B: Answer(Verdict.ALIVE)}
        day = start + timedelta(weeks=number)
        found = report(PLACES, answers, remembered_in(body), day)
        body = as_issue(found)
        assert body.startswith(f"{MARKER}\n")
        yield found


@pytest.mark.parametrize("verdict", FAILURES)
def test_a_link_is_dead_after_three_weeks_of_failure(verdict: Verdict) -> None:
    assert [found.dead for found in weeks(*[verdict] * 5)] == [[], [], [], [A], [A]]


def test_a_link_that_answers_in_between_begins_again() -> None:
    found = weeks(*[Verdict.MISSING] * 3, Verdict.ALIVE, *[Verdict.MISSING] * 3)
    assert [week.dead for week in found] == [[]] * 7


def test_another_failure_is_failure_still() -> None:
    *_, last = weeks(Verdict.LATE, Verdict.BROKEN, Verdict.SILENT, Verdict.MISSING)
    assert last.dead == [A]


def test_being_asked_to_wait_neither_kills_a_link_nor_clears_it() -> None:
    dead, wait = Verdict.MISSING, Verdict.BUSY
    assert [week.dead for week in weeks(*[wait] * 9)] == [[]] * 9
    life = list(weeks(dead, dead, dead, wait, dead))
    assert [week.dead for week in life] == [[], [], [], [], [A]]
    assert all(week.is_due for week in life)
    assert life[3].watched == [A]


def test_what_answers_leaves_nothing_to_do() -> None:
    [found] = weeks(Verdict.ALIVE)
    assert not found.is_due
    assert "répondent" in as_issue(found)


def test_what_refuses_programs_is_no_failure() -> None:
    [found] = weeks(Verdict.CLOSED)
    assert (found.is_due, found.unsaid) == (False, [A])


def test_a_link_that_left_the_pages_is_forgotten() -> None:
    *_, found = weeks(Verdict.MISSING)
    left = report({B: PLACES[B]}, {B: Answer(Verdict.ALIVE)}, found.since, TODAY)
    assert left.since == {}


def test_a_new_address_is_proposed() -> None:
    answers = {A: Answer(Verdict.ALIVE, "https://a.example/nouvelle"), B: Answer(Verdict.ALIVE)}
    found = report(PLACES, answers, {}, TODAY)
    assert found.is_due
    assert "- `docs/visites/a.md:12` : `https://a.example/` : `https://a.example/nouvelle`" in (
        as_issue(found)
    )


def test_without_a_network_nothing_is_said() -> None:
    silent = dict.fromkeys(PLACES, Answer(Verdict.SILENT))
    assert report(PLACES, silent, {}, TODAY).is_cut_off
    assert not report(PLACES, silent | {A: Answer(Verdict.MISSING)}, {}, TODAY).is_cut_off
    assert not report({}, {}, {}, TODAY).is_cut_off


@pytest.mark.parametrize(
    "typed",
    ["", "rien", "[]", "{", '{"https://a.example/": "hier"}', '{"a": 3}', "[" * 9_000, "null", "3"],
)
def test_a_memory_that_somebody_spoilt_is_no_memory(typed: str) -> None:
    assert remembered_in(f"{MARKER}\n\n<!-- mémoire : {typed} -->\n") == {}


def test_hostile_addresses_stay_in_their_place_and_in_memory() -> None:
    trick = "https://x.example/-->`<img src=x>`--@equipe"
    places = {
        trick: [Place("docs/a`b.md", 1)],
        **{f"https://{n}.example/{'é' * 900}": [Place("docs/a.md", n)] for n in range(500)},
    }
    answers = dict.fromkeys(places, Answer(Verdict.MISSING, ""))
    found = report(places, answers, {trick: date(2026, 1, 1)}, TODAY)
    body = as_issue(found).replace("\n", "\r\n")  # As GitHub gives it back.
    assert len(body) < 65_536
    assert remembered_in(body)[trick] == date(2026, 1, 1)
    root = html.fragment_fromstring(to_html(body), create_parent="div")
    tags = {e.tag for e in root.iter() if isinstance(e.tag, str)}
    assert tags <= {"div", "p", "ul", "li", "strong", "code"}


def test_links_are_found_where_they_stand() -> None:
    tree = small_tree(
        visit(
            body="Voir [ceci](https://a.example/), <https://b.example/>,\n\n"
            "[là](../conseils/oser.md), [elle](mailto:a@b.example).\n\n`https://c.example/`\n",
            sources="[{titre: Un document, url: 'https://d.example/'}]",
        )
    )
    found = outside_links(examine(as_files(tree), today=TODAY))
    lines = tree["visites/atelier.md"].splitlines()
    assert set(found) == {f"https://{name}.example/" for name in "abd"}
    for address, [place] in found.items():
        assert place.path == "docs/visites/atelier.md"
        assert address in lines[place.line - 1]
