"""Colours: one source, and a token that is not there is never an empty text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from journal.newsletter.letter_mail import press
from journal.pages.colours import UnknownTokenError, palette_of, read_palette, require_declared
from support.building import ROOT

OVERRIDES = ROOT / "overrides"
TOKENS = """\
/* --encre: #123456; was once this. */
:root {
  color-scheme: light dark;
  --papier: #ffffff;
  --encre-2: #ABC;
  --serif: Georgia, serif;
}

@media (prefers-color-scheme: dark) {
  :root {
    --papier: #000000;
  }
}

.after {
  --filet: #999999;
}
"""
NIGHT = "@media (prefers-color-scheme: dark)"
COLOUR = re.compile(r"#(?:[0-9a-f]{3}){1,2}\b", re.IGNORECASE)


def test_colours_are_read_for_each_scheme_and_nothing_else_is() -> None:
    palette = palette_of(TOKENS)
    assert palette.light == {"papier": "#ffffff", "encre-2": "#ABC", "filet": "#999999"}
    assert palette.dark == {"papier": "#000000", "encre-2": "#ABC", "filet": "#999999"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("a{color:var(--papier)}", "a{color:#ffffff}"),
        (
            f"var(--papier) {NIGHT} {{\n a {{ color: var(--papier) }}\n b {{}} }} var(--papier)",
            f"#ffffff {NIGHT} {{\n a {{ color: #000000 }}\n b {{}} }} #ffffff",
        ),
        (
            "@media (prefers-color-scheme:dark){a{color:var(--papier)}}",
            "@media (prefers-color-scheme:dark){a{color:#000000}}",
        ),
        ("a { color: var( --encre-2, red ) }", "a { color: #ABC }"),
        ("@media print { a { color: var(--papier) } }", "@media print { a { color: #ffffff } }"),
    ],
)
def test_a_file_is_filled_as_a_browser_would_read_it(text: str, filled: str) -> None:
    assert palette_of(TOKENS).fill(text) == filled


@pytest.mark.parametrize("name", ["encre", "serif", "papeir"])
def test_a_token_that_is_no_declared_colour_stops_what_asks_for_it(name: str) -> None:
    palette = palette_of(TOKENS)
    said = f"ne déclare pas « --{name} » comme une couleur"
    with pytest.raises(UnknownTokenError, match=said):
        palette.fill(f"a {{ color: var(--{name}) }}")
    for environment in (Environment(), Environment(autoescape=True)):
        for model in (f"{{{{ light.{name} }}}}", f"{{{{ light['{name}'] }}}}"):
            with pytest.raises(UnknownTokenError, match=said):
                environment.from_string(model).render(light=palette.light)


def test_a_colour_of_the_night_alone_is_a_mistyped_one() -> None:
    with pytest.raises(UnknownTokenError, match="« --papeir » n'a de valeur que pour la nuit"):
        palette_of(TOKENS.replace("--papier: #000000", "--papeir: #000000"))


def test_styles_declare_what_they_use() -> None:
    require_declared(TOKENS + "a { color: var(--papier); font: var(--serif) } /* var(--encre) */")
    with pytest.raises(UnknownTokenError, match="« --encre », qu'aucun ne déclare"):
        require_declared(TOKENS + "a { color: var(--encre) } .card--encre:hover { margin: 0 }")


def test_the_letter_wears_the_colours_that_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "model.html").write_text("{{ light.papier }} {{ dark.papier }}", "utf-8")
    palette = palette_of(TOKENS)
    render = press(
        str(tmp_path),
        pictures={},
        light=palette.light,
        dark=palette.dark,
    )
    assert render("model.html", {}) == "#ffffff #000000"


def test_no_file_writes_a_colour_but_the_one_that_declares_them() -> None:
    found = {
        file.relative_to(OVERRIDES).as_posix(): set(COLOUR.findall(file.read_text("utf-8")))
        for file in OVERRIDES.rglob("*.*")
        if file.suffix in {".css", ".html", ".js", ".svg", ".xml"}
    }
    palette = read_palette(OVERRIDES)
    assert found.pop("styles/tokens.css") == {*palette.light.values(), *palette.dark.values()}
    # Paper is white and its ink black, whatever the site's colours.
    assert found.pop("styles/circumstances.css") == {"#fff", "#000", "#999"}
    assert {name: colours for name, colours in found.items() if colours} == {}
