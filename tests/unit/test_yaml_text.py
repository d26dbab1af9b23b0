"""YAML read as it was typed, with the place of everything."""

from __future__ import annotations

import re
import textwrap

import pytest

from journal.headers.yaml_nodes import MAX_DEPTH
from journal.headers.yaml_refusals import MAX_BYTES
from journal.headers.yaml_text import Value, YamlText, read_yaml

PATH = "visites/essai.md"


def values_of(text: str) -> dict[str, Value]:
    document, problems = read_yaml(textwrap.dedent(text), PATH)
    assert problems == []
    return document.values


def refusal_of(text: str) -> tuple[int, str]:
    """Line and code of the only problem of a text: nothing of it is read, or all of it mended."""
    document, [problem] = read_yaml(textwrap.dedent(text), PATH)
    assert bool(document.values) == problem.hint.startswith(("Écrivez : ", "Écrivez, "))
    assert document.values or document == YamlText(PATH)
    assert problem.path == PATH
    return problem.line, problem.code


@pytest.mark.parametrize(
    "typed", ["14:00", "010", "no", "oui", "1_000", "2026-02-30", "~", "null", ".5", "0x1F", "1e3"]
)
def test_no_value_is_guessed(typed: str) -> None:
    assert values_of(f"cle: {typed}\nliste: [{typed}]") == {"cle": typed, "liste": [typed]}


def test_every_way_to_write_a_text() -> None:
    assert values_of(
        """
        simple: L'été à Nantes
        double: "ESS : \\"oui\\""
        unique: 'l''été'
        replie: >-
          deux
          lignes
        suite: deux
          lignes
        vide:
        """
    ) == {
        "simple": "L'été à Nantes",
        "double": 'ESS : "oui"',
        "unique": "l'été",
        "replie": "deux lignes",
        "suite": "deux lignes",
        "vide": "",
    }


def test_lists_and_mappings_nest() -> None:
    assert values_of(
        """
        tags: [a, b]
        sources:
          - titre: Un
            url: https://un.example
          - titre: Deux
        """
    ) == {
        "tags": ["a", "b"],
        "sources": [{"titre": "Un", "url": "https://un.example"}, {"titre": "Deux"}],
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert read_yaml(text, PATH) == (YamlText(PATH), [])


def test_everything_has_its_place_in_the_file() -> None:
    document, _ = read_yaml("a: 1\ntags:\n  - b\n  - c: 2\n", PATH, first_line=2)
    assert document.positions == {
        ("a",): (2, 1),
        ("tags",): (3, 1),
        ("tags", 0): (4, 5),
        ("tags", 1): (5, 5),
        ("tags", 1, "c"): (5, 5),
    }


def test_what_has_no_place_is_where_its_parent_is() -> None:
    document, _ = read_yaml("a: 1\nsources:\n  - titre: b\n", PATH)
    assert document.position(("sources", 0, "url")) == (3, 5)
    assert document.position(("sources", 7)) == (2, 1)
    assert document.position(("absent",)) == (1, 1)


def test_a_key_written_twice_keeps_its_first_value() -> None:
    document, [problem] = read_yaml("a: 1\nb: 2\na: 3\n", PATH, first_line=2)
    assert document.values == {"a": "1", "b": "2"}
    assert (problem.line, problem.code, problem.key) == (4, "cle-en-double", "a")
    assert problem.message == "« a » est écrit deux fois (la première à la ligne 2)."


def test_a_key_may_come_back_in_another_mapping() -> None:
    assert values_of("l:\n  - a: 1\n  - a: 2\na: 3\n") == {
        "l": [{"a": "1"}, {"a": "2"}],
        "a": "3",
    }


def test_a_key_that_is_not_a_text_is_refused_and_the_others_kept() -> None:
    document, [problem] = read_yaml("a: 1\n[b, c]: 2\nd: 3\n", PATH)
    assert document.values == {"a": "1", "d": "3"}
    assert (problem.line, problem.code) == (2, "en-tete-illisible")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: c : d\n", (2, "deux-points-sans-guillemets"), id="colon"),
        pytest.param("a: 1\nb: c :\n", (2, "deux-points-sans-guillemets"), id="final colon"),
        pytest.param("a:\n  - b: c : d\n", (2, "deux-points-sans-guillemets"), id="in a list"),
        pytest.param("a:\n\t- b\n", (2, "tabulation"), id="tab"),
        pytest.param("a: &x 1\nb: *x\n", (1, "en-tete-trop-complexe"), id="alias"),
        pytest.param("a: 1\nb: &c d\n", (2, "en-tete-illisible"), id="ampersand"),
        pytest.param("a: 1\nb: &c !d e\n", (2, "en-tete-illisible"), id="ampersand and mark"),
        pytest.param('a: "b\nc: "d"\n', (1, "guillemets"), id="quote closed by the next"),
        pytest.param("a: 'b\nc: 'd'\n", (1, "guillemets"), id="apostrophe closed by the next"),
        pytest.param('a:\n  - "b\n  - "c"\n', (2, "guillemets"), id="quote open in a list"),
        pytest.param("une phrase\n", (1, "en-tete-illisible"), id="a sentence"),
        pytest.param("\n- a\n- b\n", (2, "en-tete-illisible"), id="a list"),
        pytest.param("a: 1\n--- b\n", (2, "en-tete-illisible"), id="a second document"),
        pytest.param("a: 'L'été'\nb: 2\n", (1, "guillemets"), id="apostrophe in quotes"),
        pytest.param("a: 1\nb: @c\n", (2, "en-tete-illisible"), id="reserved character"),
        pytest.param("a: 1\nb: *c* d\n", (2, "en-tete-illisible"), id="asterisks"),
        # The parser stumbles later than on the line at fault: the problem is on the latter.
        pytest.param('a: 1\nb: "c\nd: 2\n', (2, "guillemets"), id="quote not closed"),
        pytest.param("a: 1\nb: [c, d\ne: 2\n", (2, "en-tete-illisible"), id="bracket not closed"),
        pytest.param("a: 1\nb:c\nd: 2\n", (2, "en-tete-illisible"), id="no space after the colon"),
        pytest.param("a: 1\nb\nd: 2\n", (2, "en-tete-illisible"), id="no colon"),
        pytest.param("a: 1\nb: c\vd\n", (2, "caractere-invisible"), id="control character"),
        pytest.param("a: 1\nb: c\u2028d\n", (2, "caractere-invisible"), id="line separator"),
        pytest.param("a: 1\nb: c\x85d\n", (2, "caractere-invisible"), id="next line"),
    ],
)
def test_what_cannot_be_read_is_placed_and_named(text: str, expected: tuple[int, str]) -> None:
    assert refusal_of(text) == expected


@pytest.mark.parametrize(
    ("text", "values", "lines"),
    [
        ("a: b : c\nd: e : f\n", {"a": "b : c", "d": "e : f"}, [1, 2]),
        ("a: @b\nc:d\ne:\n\t- f\n", {"a": "@b", "c": "d", "e": ["f"]}, [1, 2, 4]),
        ('a: "b\nc: "d"\ne: *f g\n', {"a": "b", "c": "d", "e": "*f g"}, [1, 3]),
        ("tags: [a, b\nc: d : e\n", {"tags": ["a", "b"], "c": "d : e"}, [1, 2]),
        # Not what nobody but its author can mend.
        ("a: b : c\nd\ne: f : g\n", {}, [1, 2]),
        (f"a: b : c\nd: e : f\nx: {'y' * 8_000}\n", {}, [1]),
    ],
)
def test_all_the_lines_to_mend_are_said(
    text: str, values: dict[str, Value], lines: list[int]
) -> None:
    document, problems = read_yaml(text, PATH)
    assert document.values == values
    assert [problem.line for problem in problems] == lines


def test_a_text_is_mended_so_many_times_and_no_more() -> None:
    document, problems = read_yaml("".join(f"k{n}: a : b\n" for n in range(50)), PATH)
    assert document == YamlText(PATH)
    assert len(problems) == 20


@pytest.mark.parametrize(
    "text", ['a: "x\\u0001y"\n', 'a:\n  - b: "\\e[2J"\n', 'a: ["\\u202e"]\n', 'a: "\\0"\n']
)
def test_what_is_escaped_is_no_more_admitted_than_what_is_typed(text: str) -> None:
    _, [problem] = read_yaml(text, PATH)
    assert (problem.line, problem.code) == (text.count("\n"), "caractere-invisible")


@pytest.mark.parametrize(
    "sign",
    [
        *("\\u200d", "\\u3164", "\\uffa0", "\\u2800", "\\u00ad", "\\U000E0041", "\\U000E0100"),
        *("\\u2028", "\\u2029", "\\N", "\\L", "\\P", "\\ufe0f", "\\u2066", "\\uFEFF", "\\x9b"),
    ],
)
@pytest.mark.parametrize("text", ['"Un{}mot"', '"{}Un mot"', '"Un mot {}"', '["Un {} mot"]'])
def test_no_escape_writes_what_nobody_sees(sign: str, text: str) -> None:
    _, [problem] = read_yaml(f"a: {text.format(sign)}\n", PATH)
    assert problem.code == "caractere-invisible"
    [meant] = re.findall(r'Écrivez : (?:a: )?("[^"]*")', problem.hint)
    assert read_yaml(f"a: {meant}", PATH)[1] == []


@pytest.mark.parametrize(
    "text", ["\U0001f469\u200d\U0001f33e", "❤\ufe0f", "\u2801\u2800\u2803", "می\u200cخواهم"]
)
def test_what_pictures_and_other_scripts_are_made_of_may_be_escaped(text: str) -> None:
    assert values_of(f'a: "{text.encode("unicode_escape").decode()}"') == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        'a: "b\\n\\tc"',
        'a: "b\\r\\nc"',
        'a: "b \\n\\n c"',
        "a: |\n  b\n  c",
        "a: >\n  b\n\n  c",
        'a: "b\n\n  c"',
    ],
)
def test_a_value_is_one_line(text: str) -> None:
    """It becomes a line of a calendar, of a mail's head, of the ledger."""
    assert values_of(text)["a"].strip() == "b c"


@pytest.mark.parametrize(
    "line",
    [
        "title: ESS et marchés publics : trois conseils",
        'title: Dire « oui » : un "grand" pas',
        "title: C:\\dossier : le lire",
        "title: Bilan 2026 :",
    ],
)
def test_the_hint_for_a_colon_is_the_line_to_write(line: str) -> None:
    _, [problem] = read_yaml(f"date: 2026-01-01\n{line}\n", PATH)
    mended = problem.hint.removeprefix("Écrivez : ")
    # Marks of Markdown would mean nothing there.
    assert values_of(mended) == {"title": line.removeprefix("title: ").replace("*", "")}


@pytest.mark.parametrize(
    "text",
    [
        "title:Un titre\ndescription: Une phrase\n",
        "title Un titre\ndescription: Une phrase\n",
        'title:Un titre\ndescription: "Une phrase : la voici"\n',
        "title: Un titre\n  sur deux lignes : suite\n",
    ],
)
def test_a_line_that_is_right_is_not_said_to_need_quotes(text: str) -> None:
    assert refusal_of(text) == (2, "en-tete-illisible")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: 'L'insertion par l'emploi'", "L'insertion par l'emploi"),
        ('title: "ATAO" raconte', 'ATAO" raconte'),
        ('title: "Un titre', "Un titre"),
    ],
)
def test_the_hint_for_quotes_is_a_line_that_reads(line: str, value: str) -> None:
    _, [problem] = read_yaml(f"{line}\ndate: 2026-01-01\n", PATH)
    assert (problem.line, problem.code) == (1, "guillemets")
    assert values_of(problem.hint.removeprefix("Écrivez : ")) == {"title": value}


@pytest.mark.parametrize(
    "line", ["title: [ESS] un titre", "title: *Oser* répondre", "title: @atelier, un titre"]
)
def test_the_hint_for_a_reserved_character_is_a_line_that_reads(line: str) -> None:
    _, [problem] = read_yaml(f"{line}\ndate: 2026-01-01\n", PATH)
    mended = problem.hint.removeprefix("Écrivez : ")
    # Marks of Markdown would mean nothing there.
    assert values_of(mended) == {"title": line.removeprefix("title: ").replace("*", "")}


@pytest.mark.parametrize(
    "line", ["relu_le: [Ada, Grâce", "sources: [{titre: Un article}", "sources: {titre: Un article"]
)
def test_a_list_that_is_not_closed_is_not_to_be_put_in_quotes(line: str) -> None:
    _, [problem] = read_yaml(f"{line}\ndate: 2026-01-01\n", PATH)
    assert (problem.line, problem.code) == (1, "en-tete-illisible")
    assert "Écrivez" not in problem.hint


def test_names_in_a_list_that_is_not_closed_are_a_list() -> None:
    _, [problem] = read_yaml("auteurs: [Ada, Grâce\ndate: 2026-01-01\n", PATH)
    assert problem.hint == "Écrivez : auteurs: [Ada, Grâce]"
    # One that goes on below is closed there.
    assert values_of("auteurs: [Ada,\n  Grâce]") == {"auteurs": ["Ada", "Grâce"]}


@pytest.mark.parametrize(
    ("line", "themes"),
    [('tags: ["emploi]', ["emploi"]), ("tags: [emploi, reemploi", ["emploi", "reemploi"])],
)
def test_the_hint_for_a_list_of_themes_is_a_list(line: str, themes: list[str]) -> None:
    _, [problem] = read_yaml(f"{line}\ndate: 2026-01-01\n", PATH)
    assert values_of(problem.hint.removeprefix("Écrivez : ")) == {"tags": themes}


def test_the_first_line_may_be_anywhere_in_the_file() -> None:
    _, [problem] = read_yaml("a: 1\nb: c : d\n", PATH, first_line=2)
    assert (problem.line, problem.column) == (3, 6)


def test_a_header_is_never_huge() -> None:
    fits = "a: b" + "é" * ((MAX_BYTES - 4) // 2)
    assert len(fits.encode()) == MAX_BYTES
    assert read_yaml(fits, PATH)[1] == []
    assert refusal_of(fits + "é") == (1, "en-tete-trop-long")


def test_nesting_has_a_bottom() -> None:
    deepest = MAX_DEPTH - 2  # the mapping and the innermost text take one level each
    assert read_yaml("a: " + "[" * deepest + "b" + "]" * deepest, PATH)[1] == []
    assert refusal_of("a: " + "[" * (deepest + 1) + "b") == (1, "en-tete-trop-complexe")
    assert refusal_of("a: " + "[" * 40_000) == (1, "en-tete-trop-complexe")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('a: "\\U00110000"', id="beyond Unicode"),
        pytest.param('a: "\\UFFFFFFFF"', id="beyond a C integer"),
        pytest.param('a: "\\ud800"', id="half a character"),
        pytest.param('"\\udfff": a', id="half a character in a key"),
        pytest.param(f"%YAML {'1' * 5000}.1\n--- a", id="endless version"),
        pytest.param("a: \x00", id="null"),
        pytest.param("a: \ud800", id="half a character, not escaped"),
    ],
)
def test_what_breaks_the_parser_is_a_problem_and_no_exception(text: str) -> None:
    document, problems = read_yaml(text, PATH)
    assert document == YamlText(PATH)
    assert [(problem.path, problem.line) for problem in problems] == [(PATH, 1)]
    problems[0].message.encode("utf-8")


def test_half_a_pictogram_is_said_as_such() -> None:
    assert refusal_of('a: "\\ud83d\\udc69"') == (1, "caractere-invisible")


@pytest.mark.parametrize("text", ["?", "? ", "?\n", "a: b\n?"])
def test_a_key_that_is_left_out_is_read_to_the_end_of_the_text(text: str) -> None:
    document, _ = read_yaml(text, PATH)
    assert isinstance(document, YamlText)
