"""The site's colours, read where they are declared and nowhere else: overrides/styles/tokens.css.

Pages take them from there as CSS custom properties. What is shown away from a page cannot: a feed
opened in a browser, the icon of a tab, a sharing card, a mail. These are given values, read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

TOKENS = "styles/tokens.css"

# What the sheets say of the dark scheme, with blocks one level deep.
_DARK = re.compile(
    r"(@media (?:screen and )?\(prefers-color-scheme: ?dark\) ?\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+)\s*:\s*(#(?:[0-9a-f]{3}){1,2})\s*[;}]", re.IGNORECASE)
_DECLARED = re.compile(r"(?<![\w(-])--([\w-]+)\s*:")
_USED = re.compile(r"var\(\s*--([\w-]+)[^()]*\)")


class UnknownTokenError(ValueError):
    """A token that is used and not declared; what it says is for whoever changes colours."""


class Scheme(dict[str, str]):
    """The colours of one scheme, by the names of their tokens: `papier` is `#fbf6ed`."""

    def __missing__(self, token: str) -> str:
        """Stop what asks for it: not a KeyError, which Jinja would print as an empty text."""
        raise UnknownTokenError(
            f"{TOKENS} ne déclare pas « --{token} » comme une couleur (#rrggbb)."
        )


@dataclass(frozen=True)
class Palette:
    """The colours by day and by night; those that the night does not change are in both."""

    light: Scheme
    dark: Scheme

    def fill(self, text: str) -> str:
        """Give `var(--token)` its value in a file that no style sheet reaches.

        As in a browser, what stands in the file's `@media (prefers-color-scheme: dark)` is dark.

        Raises:
            UnknownTokenError: the tokens do not declare this colour.
        """
        schemes = cycle((self.light, self.dark))
        return "".join(map(_filled, _DARK.split(text), schemes))


def _filled(text: str, scheme: Scheme) -> str:
    return _USED.sub(lambda use: scheme[use[1]], text)


def palette_of(tokens: str) -> Palette:
    """Read the colours of a style sheet of tokens.

    Raises:
        UnknownTokenError: a colour of the dark scheme replaces none: its name is mistyped.
    """
    parts = _DARK.split(_COMMENT.sub("", tokens))
    light, dark = (Scheme(_COLOUR.findall("".join(parts[i::2]))) for i in (0, 1))
    if alone := dark.keys() - light.keys():
        raise UnknownTokenError(
            f"Dans {TOKENS}, « --{min(alone)} » n'a de valeur que pour la nuit."
        )
    return Palette(light, Scheme(light | dark))


def read_palette(overrides: Path) -> Palette:
    """The site's palette, from the folder of its templates and styles."""
    return palette_of((overrides / TOKENS).read_text("utf-8"))


def names_in(overrides: Path) -> frozenset[str] | None:
    """The names of the site's colours, for whoever checks pages; None when they cannot be read."""
    try:
        return frozenset(read_palette(overrides).light)
    except (OSError, ValueError):  # The build says of styles what is wrong with them.
        return None


def require_declared(styles: str) -> None:
    """Have style sheets declare every custom property that they use.

    Raises:
        UnknownTokenError: one is not, and browsers would leave out what uses it.
    """
    styles = _COMMENT.sub("", styles)
    if names := set(_USED.findall(styles)) - set(_DECLARED.findall(styles)):
        raise UnknownTokenError(f"Les styles emploient « --{min(names)} », qu'aucun ne déclare.")
