"""The gate takes a time proportional to what it reads, whatever that is.

Nothing is compared with a clock but with sound pages of the same size, read in the same process:
what is slow here is slow everywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journal.check import check
from support.gate import AROUND, HEADER, TODAY, plain_tree

REAL = (Path(__file__).parents[2] / "docs/visites/atao.md").read_text("utf-8").split("\n---\n")[1]

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
    *("a.e ", "a·e", "a(e)", "ab.es ", "-e-s", "/euse", "À COMPLÉTER ", "é", "a", "ab ", "\u00a0"),
)
HEADERS = (
    *("[", "{", "- ", "? ", "'", '"', "a: b\n", "a:\n", "a: 'b\n", "a: [b]\n", "a: {b: c}\n", ": "),
    *("&a ", "*a ", "!a ", "- a\n", "  - a\n", "a: b : c\n", "title: x #y\n", "%", "@", "\n", " "),
    *("sources:\n", "  - titre: a\n", "- {titre: a, url: b, x: y}\n", "...\n", "--- \n", "\u00a0"),
)


def seconds(files: Mapping[str, str]) -> float:
    """The time this process spends on reading pages: the least of two, for the machine's whims."""
    tree = plain_tree(AROUND | dict(files))
    spent = []
    for _ in range(2):
        start = time.process_time()
        check(tree, today=TODAY)
        spent.append(time.process_time() - start)
    return min(spent)


def filled(atom: str, size: int) -> str:
    """As many times an atom as it takes to weigh `size` bytes, nearly."""
    return atom * (size // len(atom.encode()))


def as_body(text: str) -> dict[str, str]:
    return {"conseils/essai.md": HEADER + text}


def as_header(text: str) -> dict[str, str]:
    return {"conseils/essai.md": HEADER.removesuffix("---\n") + f"auteurs:\n{text}\n---\nx\n"}


def slowest(
    atoms: tuple[str, ...], size: int, wrap: Callable[[str], dict[str, str]], sound: str
) -> tuple[float, str]:
    """How many times slower than sound text the worst of atoms is, and which it is."""
    reference = seconds(wrap(filled(sound, size)))
    return max((seconds(wrap(filled(atom, size))) / reference, atom) for atom in atoms)


def test_no_body_is_much_slower_than_another() -> None:
    ratio, atom = slowest(BODIES, 40_000, as_body, REAL)
    assert ratio < 20, atom


def test_no_header_is_much_slower_than_another() -> None:
    ratio, atom = slowest(HEADERS, 30_000, as_header, "  - Camille Exemple\n")
    assert ratio < 20, atom


@pytest.mark.audit
def test_no_body_of_500_kb_is_much_slower_than_another() -> None:
    ratio, atom = slowest(BODIES, 490_000, as_body, REAL)
    assert ratio < 20, atom


@pytest.mark.audit
def test_no_header_of_64_kb_is_much_slower_than_another() -> None:
    ratio, atom = slowest(HEADERS, 60_000, as_header, "  - Camille Exemple\n")
    assert ratio < 20, atom


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


def test_four_times_more_headings_take_four_times_longer() -> None:
    few, many = (
        seconds(as_body("".join(f"## T{i}\n\n[a](#t{i}x)\n" for i in range(count))))
        for count in (500, 2_000)
    )
    assert many < 4 * 2.5 * few
