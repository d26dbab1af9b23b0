"""The real journal changed at random: bodies, headers, themes, names of files, forms.

What the gate refuses is put back, so that what is left is to be built whole.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from journal.entries.kinds import Kind
from journal.forms.propose import propose
from journal.ledger.remember import remember
from journal.new_pages.answers import Place
from journal.new_pages.interview import read_place
from journal.new_pages.question_table import TIP_FORM, VISIT_FORM
from journal.problems.problem import errors
from journal.reading.tree import read_tree
from support.building import ROOT
from support.forms import TIP, VISIT, as_issue
from support.injections import INJECTIONS, written
from support.journals import SITE_URL

# What is put in a body.
PIECES = (
    *("- [ ] Une case\n", "> Une parole\n", "> ## Un titre\n", '!!! note "Boîte"\n    Un mot.\n'),
    *(
        "    ",
        "  ",
        "\n",
        "- ",
        "1. ",
        "## Étape 1\n",
        "### Étape 1\n",
        "**",
        "*",
        "`",
        "```\n",
        "|",
    ),
    *("| a | b |\n| --- | --- |\n| c | d |\n", "<sub>", "</sub>", "<br>", "<mark>", "</mark>"),
    *("[^1]", "\n[^1]: Une note.\n", "{#mot}", " {.mot}", "~~", "\\", "https://a.example"),
    *("<!-- a -->", "> ", "!!! note\n    ## Titre\n", "- ## Titre\n", "[oser](oser.md)", "&", "<"),
    *(">", "\t", "---\n", "]]>", "{{ config }}", "{% raw %}", "{: .note }", "&#0;", "&nbsp;"),
    *(
        "\u2028",
        "\u202e",
        "\u3164",
        "\u200d",
        "e\u0301",
        "🌱",
        "\x0b",
        "<abbr title='a\"b'>é</abbr>",
    ),
)
# What is put in place of a value of a header or of a list, as YAML.
VALUES = (
    *('"Un mot\\nsur deux lignes de texte"', "|\n  Un mot\n  et un autre", ">-\n  Un mot\n  plié"),
    *(
        "'L''été & l''hiver : « oui »'",
        '"\\u202eUn mot"',
        '"\\u3164"',
        "~",
        "null",
        "14:00",
        "=1+1",
    ),
    *("[a, b]", "{a: b}", "[]", "2026-13-45", "2026-03", "XXXX-01-25", "0206-03-14", "9" * 40),
    *("BEGIN:VCALENDAR", "a,b;c\\n", "]]>", "<![CDATA[", "{{ config }}", "{% include 'a' %}"),
    *(
        "../../x/",
        "visites/atao/",
        "index.html",
        "/etc/passwd",
        "javascript:a",
        "https://a.example/",
    ),
    *(
        "à partir de 14 h 30",
        "47.2, -1.5",
        "mailto:a@b.example?cc=c",
        "tel:+33 2 40",
        "&a",
        "*a",
        "%",
    ),
    *('"Une phrase assez longue pour un résumé, & qui dit <b>tout</b> de ce qui suit."', "x" * 130),
)
# What files are called.
NAMES = (
    *("l-essai", "2026", "index", "feed", "con", "a", "404", "x" * 190, "x" * 260, "-", "É", "a b"),
    *(
        'a"b',
        "a<b",
        "a&b",
        "a'b",
        "a\nb",
        "a\u202eb",
        "a#b",
        "a%20b",
        "a?b",
        "a;b",
        "{{a}}",
        "$(a)",
    ),
)
_KEY = re.compile(r"^(?P<key>\s*(?:- )?[a-z_]+:)(?P<value>.*)$")


def scrambled(
    chance: random.Random, text: str, pieces: Sequence[str] = PIECES, *, most: int = 6
) -> str:
    """A text with lines moved, repeated, set further, and pieces put in, in so many places."""
    lines = text.splitlines(keepends=True) or ["\n"]
    for _ in range(chance.randint(1, most)):
        place = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines.insert(place, chance.choice(pieces))
            case 1:
                cut = chance.randint(0, len(lines[place]))
                lines[place] = lines[place][:cut] + chance.choice(pieces) + lines[place][cut:]
            case 2:
                lines.insert(place, lines.pop(chance.randrange(len(lines))))
            case 3:
                lines[place] = "    " + lines[place]
            case _:
                lines.insert(place, lines[chance.randrange(len(lines))])
    return "".join(lines)


def changed_values(chance: random.Random, yaml: str) -> str:
    """A header, or a list of themes, of which some values are others."""
    lines = yaml.split("\n")
    keyed = [index for index, line in enumerate(lines) if _KEY.match(line)]
    for index in chance.sample(keyed, min(len(keyed), chance.randint(1, 2))):
        found = _KEY.match(lines[index])
        assert found
        lines[index] = f"{found['key']} {_value(chance)}"
    return "\n".join(lines)


def _value(chance: random.Random) -> str:
    if chance.randrange(3):
        return chance.choice(VALUES)
    return json.dumps(written(chance.choice(list(INJECTIONS.values())), 1), ensure_ascii=False)


def _changed_page(chance: random.Random, text: str) -> str:
    header, mark, body = text.partition("\n---\n")
    if chance.randrange(2):
        header = changed_values(chance, header)
    if chance.randrange(3):
        body = scrambled(chance, body, most=2)
    return f"{header}{mark}{body}"


def _sent(chance: random.Random, place: Place) -> dict[str, str]:
    """The page, if any, that comes of a form of which some answers are others."""
    form, sound = chance.choice([(VISIT_FORM, VISIT), (TIP_FORM, TIP)])
    answers = dict(sound) | {"themes": f"- [X] {chance.choice(list(place.themes.values()))}"}
    if "visite" in answers:
        answers["visite"] = chance.choice(list(place.visits.values()))
    for _ in range(chance.randint(1, 3)):
        question = chance.choice(list(answers))
        answers[question] = scrambled(
            chance, answers[question], (*PIECES, *INJECTIONS.values()), most=2
        )
    return dict(propose(as_issue(form, answers), place).files)


def changed_journal(docs: Path, chance: random.Random, changes: int, today: date) -> set[str]:
    """Change a copy of the real docs/ in so many places, and put back what the gate refuses.

    Returns:
        The files under docs/ that are changed or new.
    """
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    before = {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()}
    pages = [path for path in sorted(before) if path.suffix in (".md", ".yml")]
    place = read_place(docs, Kind.VISIT, today)
    changed: set[Path] = set()
    for _ in range(changes):
        file = chance.choice(pages)
        match chance.randrange(6):
            case 0 if file.parent != docs:
                file = file.with_name(f"{chance.choice(NAMES)}{file.suffix}")
            case 1:
                made = _sent(chance, place)
                for name, text in made.items():
                    (docs / name).write_text(text, "utf-8")
                    changed.add(docs / name)
                continue
            case _:
                pass
        source = file if file in before else chance.choice(pages[:-2])
        text = before[source].decode()
        text = (
            changed_values(chance, text) if file.suffix == ".yml" else _changed_page(chance, text)
        )
        try:
            file.write_text(text, "utf-8")
        except OSError:  # No disk takes such a name.
            continue
        changed.add(file)
    while changed:
        found = remember(read_tree(docs), None, today=today, site_url=SITE_URL, config=config)
        refused = {docs / problem.path for problem in errors(found.examination.problems)}
        if not refused:
            break
        # What is said of another page than the one at fault: something goes, until nothing is said.
        for file in refused & changed or {chance.choice(sorted(changed))}:
            changed.discard(file)
            if file in before:
                file.write_bytes(before[file])
            else:
                file.unlink()
    return {path.relative_to(docs).as_posix() for path in changed}
