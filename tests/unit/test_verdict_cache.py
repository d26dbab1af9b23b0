"""What is known of sound pages changes nothing of what is said, whatever has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.gate import body_checks, verdict_cache
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.ledger.remember import Remembrance, remember
from journal.machine.cache import Cache
from journal.machine.memory import Memory
from journal.markdown.text import MarkdownText
from journal.reading.tree import SourceFile, read_tree
from support.building import ROOT
from support.gate import CASES, around, cases
from support.journals import SITE_URL, TODAY, as_files, source_file
from support.pictures import picture

Files = dict[str, SourceFile]
LEDGER = (ROOT / "adresses.txt").read_bytes()
CONFIG = (ROOT / "mkdocs.yml").read_text("utf-8")
VISIT = "visites/atao.md"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are judged, and not known."""
    paths: list[str] = []
    judge = body_checks.judge

    def note(draft: Draft, surroundings: Surroundings) -> verdict_cache.Judged:
        paths.append(draft.path)
        return judge(draft, surroundings)

    monkeypatch.setattr(body_checks, "judge", note)
    return paths


@pytest.fixture(scope="module")
def real() -> Files:
    """The real pages, with one that shows a photograph."""
    tree = read_tree(ROOT / "docs")
    [path, text] = next((p, f.content) for p, f in tree.items() if p == VISIT)
    assert text
    shown = b"\nPar ![Un tour et ses copeaux](../images/tour.jpg) puis la suite.\n"
    return tree | {path: source_file(path, text + shown)} | as_files({"images/tour.jpg": picture()})


def asked(
    tree: Mapping[str, SourceFile],
    cache: Cache | None = None,
    *,
    ledger: bytes | None = None,
    today: date = TODAY,
    site_url: str = SITE_URL,
    config: str = "",
    memory: Memory | None = None,
) -> Remembrance:
    return remember(
        dict(sorted(tree.items())),
        ledger,
        today=today,
        site_url=site_url,
        config=config,
        cache=cache,
        memory=memory,
    )


def assert_same(one: Remembrance, other: Remembrance) -> None:
    first, second = one.examination, other.examination
    assert first.problems == second.problems
    assert first.catalogue == second.catalogue
    assert first.texts == second.texts
    assert one.present == other.present
    assert first.headers.keys() == second.headers.keys()
    for path, header in first.headers.items():
        assert header.values == second.headers[path].values
        assert header.positions == second.headers[path].positions


# One case in eight here, and all in the audit.
@pytest.mark.parametrize(
    "number",
    [pytest.param(number, marks=pytest.mark.audit if number else ()) for number in range(8)],
)
def test_every_golden_case_is_told_the_same(number: int, tmp_path: Path) -> None:
    """Each case is a change to what stood around the one before."""
    every = [case for folder in (".", "sain") for case in cases(folder)][number::8]
    assert len(every) > len(list(CASES.glob("*.txt"))) // 10
    for case in every:
        tree = {path: file for path, file in (around() | case.files).items() if file}
        alone = asked(tree, config=case.config, ledger=case.ledger)
        for _ in range(2):
            cache = Cache(tmp_path)
            assert_same(asked(tree, cache, config=case.config, ledger=case.ledger), alone)
    assert_same(asked(around(), Cache(tmp_path)), asked(around()))


def edited(path: str, old: str, new: str) -> Callable[[Files], Files]:
    def edit(tree: Files) -> Files:
        content = tree[path].content
        assert content
        assert old.encode() in content, old
        return tree | {path: source_file(path, content.replace(old.encode(), new.encode(), 1))}

    return edit


def without(path: str) -> Callable[[Files], Files]:
    return lambda tree: {place: file for place, file in tree.items() if place != path}


def linked_from(tree: Files) -> Iterator[str]:
    """The pages that lead to the visit; one shows such a link, in code."""
    for path, file in tree.items():
        typed = file.content.decode() if path.endswith(".md") and file.content else ""
        if path != VISIT and "atao.md" in MarkdownText(typed).prose:
            yield path


CHANGES: dict[str, tuple[Callable[[Files], Files], set[str]]] = {
    "nothing": (lambda tree: tree, set()),
    "a text": (edited(VISIT, "puis la suite", "puis une autre suite"), {VISIT}),
    "a mistake": (edited(VISIT, "puis la suite", "puis [la suite](nulle-part.md)"), {VISIT}),
    "a title": (edited(VISIT, 'title: "', 'title: "Chez '), {VISIT}),
    "a theme": (edited(VISIT, "tags:\n", "tags:\n  - inconnu\n"), {VISIT}),
    "the name of a theme": (edited("themes.yml", "nom: ", "nom: Autre "), set()),
    "a picture less": (without("images/tour.jpg"), {VISIT}),
    "a glossary without a word": (
        edited("glossaire.md", "{ #ess", "{ #une-autre-adresse"),
        {"glossaire.md"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_depends_on_a_change_is_judged_again(
    name: str, real: Files, tmp_path: Path, judged: list[str]
) -> None:
    change, alone = CHANGES[name]
    asked(real, Cache(tmp_path), ledger=LEDGER, config=CONFIG)
    judged.clear()
    found = asked(change(real), Cache(tmp_path), ledger=LEDGER, config=CONFIG)
    again, known = set(judged), len(real) // 2
    assert_same(found, asked(change(real), ledger=LEDGER, config=CONFIG))
    assert alone <= again
    assert len(again) < known
    if name not in ("a glossary without a word",):
        assert again == alone


@pytest.mark.parametrize("name", CHANGES)
def test_a_process_that_goes_on_knows_as_much_and_leaves_the_file_alone(
    name: str, real: Files, tmp_path: Path, judged: list[str]
) -> None:
    change, alone = CHANGES[name]
    memory = Memory()
    asked(real, Cache(tmp_path), ledger=LEDGER, config=CONFIG, memory=memory)
    [file] = tmp_path.iterdir()
    before = file.read_bytes()
    for tree in (change(real), real):
        judged.clear()
        memory = Memory(memory)
        found = asked(tree, Cache(tmp_path), ledger=LEDGER, config=CONFIG, memory=memory)
        assert alone <= set(judged)
        assert len(judged) < len(real) // 2
        assert_same(found, asked(tree, ledger=LEDGER, config=CONFIG))
    assert file.read_bytes() == before


def test_a_page_that_leaves_is_missed_where_it_was_linked_from(
    real: Files, tmp_path: Path, judged: list[str]
) -> None:
    asked(real, Cache(tmp_path), ledger=LEDGER, config=CONFIG)
    judged.clear()
    found = asked(without(VISIT)(real), Cache(tmp_path), ledger=LEDGER, config=CONFIG)
    again = set(judged)
    assert_same(found, asked(without(VISIT)(real), ledger=LEDGER, config=CONFIG))
    assert set(linked_from(real)) <= again < set(real) - {VISIT}
    assert_same(
        asked(real, Cache(tmp_path), ledger=LEDGER, config=CONFIG),
        asked(real, ledger=LEDGER, config=CONFIG),
    )


@pytest.mark.parametrize("days", [-400, -1, 1, 800])
def test_another_day_is_never_taken_for_this_one(
    days: int, real: Files, tmp_path: Path, judged: list[str]
) -> None:
    asked(real, Cache(tmp_path), ledger=LEDGER, config=CONFIG)
    judged.clear()
    day = TODAY + timedelta(days=days)
    found = asked(real, Cache(tmp_path), ledger=LEDGER, config=CONFIG, today=day)
    assert judged == []
    assert_same(found, asked(real, ledger=LEDGER, config=CONFIG, today=day))


def test_another_address_of_the_site_is_another_judgement(tmp_path: Path) -> None:
    link = "\n[Le registre](https://carnet.example/adresses.txt)\n"
    oser = around()["conseils/oser.md"]
    tree = around() | {
        "conseils/oser.md": source_file("conseils/oser.md", (oser.content or b"") + link.encode())
    }
    for url in ("", "https://carnet.example/", "https://autre.example/") * 2:
        assert_same(asked(tree, Cache(tmp_path), site_url=url), asked(tree, site_url=url))


def test_other_code_judges_everything_again(
    tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(around(), Cache(tmp_path))
    pages = sorted(judged)
    judged.clear()
    monkeypatch.setattr(verdict_cache, "CORE", "another")
    assert_same(asked(around(), Cache(tmp_path)), first)
    assert sorted(judged) == pages


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-9],
        lambda content: content[:40],
        lambda content: content.replace(b"oser", b"user"),
        lambda content: content + b" ",
        lambda content: b"{}",
    ],
)
def test_what_is_damaged_is_judged_again(
    damage: Callable[[bytes], bytes], tmp_path: Path, judged: list[str]
) -> None:
    first = asked(around(), Cache(tmp_path))
    judged.clear()
    [file] = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert_same(asked(around(), Cache(tmp_path)), first)
    assert judged
    judged.clear()
    assert_same(asked(around(), Cache(tmp_path)), first)
    assert judged == []


def test_a_page_in_which_something_is_wrong_is_judged_each_time(
    tmp_path: Path, judged: list[str]
) -> None:
    tree = around() | as_files({"conseils/oser.md": "---\ntitle: Oser\n---\n[ici](oser.md)\n"})
    for _ in range(3):
        judged.clear()
        asked(tree, Cache(tmp_path))
    assert judged == ["conseils/oser.md"]


def test_what_is_no_longer_there_is_no_longer_kept(tmp_path: Path) -> None:
    asked(around(), Cache(tmp_path))
    [file] = tmp_path.iterdir()
    size = file.stat().st_size
    asked({p: f for p, f in around().items() if p != "conseils/oser.md"}, Cache(tmp_path))
    assert file.stat().st_size < size
