"""The gate takes a time proportional to what it reads, whatever that is.

Nothing is compared with a clock but with sound pages of the same size, read in the same process:
what is slow here is slow everywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journal.gate.examine import check
from support.gate import AROUND, HEADER
from support.journals import TODAY, as_files

REAL = (Path(__file__).parents[2] / "docs/visites/atao.md").read_text("utf-8").split("\n---\n")[1]

# What begins something that never ends.
BEGINNINGS = (
    *("{", "<a ", '<a b="', "[a](", "[a](<", '[a](b "', "[", "![", "[a]: ", "[a]: <", "!!! note "),
    *('!!! note "', "# ", "## a {", "| ", "`", "```", "<!--", "(", "\\", "<", "</", "> ", "- "),
)
CONTINUATIONS = (" ", "a", "=", "-", "\n", "a ", "' ", "[", "(", "<", "{", "`", "\\")

# Pages that are all problems take up to twelve times the time of pages that have none.
MUCH = 20
# What is too short to be measured, in seconds: clocks tick less often.
WHIM = 0.02

# What a body or a header may be made of, over and over.
BODIES = (
    *("[", "]", "(", ")", "![", "[](", "[a](", "](", "[a]", "[a][", "[a](b)", "[a](<", '[a](b "'),
    *("[a](b '", "[a](b)(", "![](a.png)\n", "[ici](a.md)\n", "[x](#a)\n", "[a]: b\n", "[a]: <"),
    *('[a]: b "', "[^1]: x\n", "[a](b) 'c' ", "<", "<a", "<a ", "<a b=", "</", "<!--", "<!-->"),
    *("<!-- -->", "<?", "<!D", "<br>", "<sub>", "</sub>", "<x>", "<a:b>", "<http://a>", "<a@b.c>"),
    *("`", "``", "` ", "\\`", "`[`", "```\n", "~~~\n", "```a\n", "````\n", "\n", " ", "    x\n"),
    *("\t", "- ", "- x\n", "1. ", "1", "#", "# x\n", "## x\n", "## {#a}\n", "=\n", "-\n", "x\n=\n"),
    *(
        "--- \n",
        "> ",
        "> > ",
        "|",
        "| a ",
        "{",
        "}",
        "{ ",
        "{#a}\n",
        "{a=",
        "x{a=b}\n",
        "{.a #b}\n",
    ),
    *(
        "!!! note\n",
        "!!! note\n    x\n",
        "!!! ",
        '!!! "',
        "??? ",
        "*",
        "_",
        "_a ",
        "\\",
        "\\[",
        "&",
    ),
    *("| --- |\n", "| a | b |\n| --- | --- |\n", "| a |\n\n", "+---+\n", "a\tb\n", "• ", "• a\n"),
    *(
        "** ",
        "** a",
        "**a ",
        "~~ ",
        "5*3*2 ",
        "- [ ] ",
        "- [] a\n",
        "- [ ] a\n",
        "2025. a\n\n",
        "1. a\n",
    ),
    *(
        "a) b\n",
        "1/ a\n",
        "- \u00a0",
        "-\u00a0a\n",
        "> 2",
        "> !!! note\n>     a\n",
        "> [!NOTE]\n",
        "a[^1] ",
    ),
    *(
        "(a)[b]",
        "[a] (https:",
        "[[",
        "[[a]]",
        "[a][b]",
        "%%",
        "{# ",
        "{>>",
        "{% ",
        "{{ ",
        "@[",
        "==a",
        ":a:",
    ),
    *(
        "$a ",
        "^[a",
        "\n: a\n",
        "::: a\n",
        "*[a]: b\n",
        "A\n",
        "##a\n",
        "\\'",
        "<mark>\na\n\n",
        "~~~a\n",
    ),
    *("[[](", "[]](", "](](", "](a(", "[a](b c)", "[a](https://a.fr/b_(c ", "    A b c d.\n\n"),
    *("**<ins>**</ins> ", "<ins>\n\n- a</ins>\n", "- ( ) a\n", "De : a\n", "V. a\n", "`<!--"),
    *("a.e ", "a·e", "a(e)", "ab.es ", "-e-s", "/euse", "À COMPLÉTER ", "é", "a", "ab ", "\u00a0"),
)
HEADERS = (
    *("[", "{", "- ", "? ", "'", '"', "a: b\n", "a:\n", "a: 'b\n", "a: [b]\n", "a: {b: c}\n", ": "),
    *("&a ", "*a ", "!a ", "- a\n", "  - a\n", "a: b : c\n", "title: x #y\n", "%", "@", "\n", " "),
    *("sources:\n", "  - titre: a\n", "- {titre: a, url: b, x: y}\n", "...\n", "--- \n", "\u00a0"),
    *("- -\u00a0", "- a ", "- a\u00a0"),
)


def seconds(files: Mapping[str, str], *, times: int = 2) -> float:
    """The time this process spends on reading pages: the least of several, for passing whims."""
    tree = as_files(AROUND | dict(files))
    spent = []
    for _ in range(times):
        start = time.process_time()
        check(tree, today=TODAY)
        spent.append(time.process_time() - start)
    return min(spent)


def filled(atom: str, size: int) -> str:
    """As many times an atom as it takes to weigh `size` bytes, nearly."""
    return atom * (size // len(atom.encode()))


def as_body(text: str) -> dict[str, str]:
    """A page whose body is all under a heading, as what is asked of headings needs."""
    return {"conseils/essai.md": f"{HEADER}## Une partie\n\n{text}"}


def as_header(text: str) -> dict[str, str]:
    return {"conseils/essai.md": HEADER.removesuffix("---\n") + f"auteurs:\n{text}\n---\nx\n"}


def slow(
    atoms: tuple[str, ...], size: int, wrap: Callable[[str], dict[str, str]], sound: str
) -> list[str]:
    """The atoms that take more than a few times the time of sound text."""
    limit = MUCH * seconds(wrap(filled(sound, size)), times=4)
    suspects = [atom for atom in atoms if seconds(wrap(filled(atom, size)), times=1) > limit]
    return [atom for atom in suspects if seconds(wrap(filled(atom, size)), times=4) > limit]


def test_no_body_is_much_slower_than_another() -> None:
    assert slow(BODIES, 16_000, as_body, REAL) == []


def test_no_header_is_much_slower_than_another() -> None:
    assert slow(HEADERS, 24_000, as_header, "  - Camille Exemple\n") == []


def test_no_run_of_spaces_within_a_header_is_much_slower() -> None:
    limit = MUCH * seconds(as_header(filled("  - Camille Exemple\n", 20_000)), times=4)
    for begin in ("- ", "- - ", "- a", "x"):
        for space in (" ", "\u00a0", "\t"):
            header = as_header(f"{begin}{filled(space, 20_000)}x")
            assert min(seconds(header, times=1) for _ in range(3)) < limit, (begin, space)


# One in five here, which has each beginning and each continuation; all in the audit.
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.audit)])
def test_nothing_that_never_ends_is_much_slower(step: int) -> None:
    endless = [begin + filled(more, 20_000) for begin in BEGINNINGS for more in CONTINUATIONS]
    bodies = endless[::step]
    limit = MUCH * seconds(as_body(filled(REAL, 20_000)), times=4)
    suspects = [body for body in bodies if seconds(as_body(body), times=1) > limit]
    assert [body[:20] for body in suspects if seconds(as_body(body), times=4) > limit] == []


@pytest.mark.audit
def test_four_times_a_body_take_four_times_longer() -> None:
    """What grows as the square of a body would take minutes at 500 kB, the most that is read."""
    small, large = 40_000, 160_000

    def growth(atom: str, *, times: int) -> float:
        few, many = (seconds(as_body(filled(atom, n)), times=times) for n in (small, large))
        return many / max(few, WHIM)

    suspects = [atom for atom in BODIES if growth(atom, times=1) > 4 * 2]
    assert [atom for atom in suspects if growth(atom, times=3) > 4 * 2] == []


@pytest.mark.parametrize(
    "body",
    [
        "Voir [le conseil](oser.md).\n",
        "Voir [la visite {0}](../visites/atelier-{0}.md).\n",
        "Voir [ESS](../glossaire.md#e{0}).\n",
        "![Un établi](etabli-{0}.jpg)\n",
        "## Titre {0}\n\n" + "[Titre](#titres-{0})\n" * 20,
    ],
)
def test_four_times_more_pages_take_four_times_longer(body: str) -> None:
    few, many = (
        seconds({f"conseils/c{i}.md": HEADER + body.format(i) for i in range(count)})
        for count in (60, 240)
    )
    assert many < 4 * 2.5 * few


def test_headings_of_the_same_name_take_no_longer() -> None:
    same, different = (
        seconds(as_body("".join(title.format(i) for i in range(3_000)) + "[Titre](#titre)\n"))
        for title in ("## Titre\n", "## Titre {0}\n")
    )
    assert same < 3 * different


def test_suggestions_for_broken_anchors_have_an_end() -> None:
    text = "## Le titre {0}\n\n[Titre](#le-titre-{0}{1})\n"
    sound, broken = (
        seconds(as_body("".join(text.format(i, more) for i in range(4_000)))) for more in ("", "x")
    )
    assert broken < 10 * sound
