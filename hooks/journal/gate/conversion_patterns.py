"""What other formats leave in a text, and what it said there: codes, settings, fields, marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

from journal.markdown.github import ODD_SPACES
from journal.markdown.list_markers import ITEM

_FORMAT = "le reste d'une conversion depuis un autre format"
_PICTURE = "pour une image, déposez son fichier dans docs/images/."


class Remnant(NamedTuple):
    """What a format leaves.

    Attributes:
        signs: without one of which the page has none.
        pattern: what to look for in the prose, line by line.
        clean: what it said; None when only its author knows.
        name: what it is.
        more: what to do besides, when nothing takes its place.
        is_nested: whether one may stand within another.
        is_linkable: whether a link may be typed so, which shows something else.
        near: what is found sooner, wherever it stands.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    clean: Callable[[re.Match[str]], str | None]
    name: str = _FORMAT
    more: str = ""
    is_nested: bool = False
    is_linkable: bool = False
    near: re.Pattern[str] | None = None


def _nothing(_: re.Match[str]) -> str:
    return ""


def _words(found: re.Match[str]) -> str:
    return found["words"]


def _of_bytes(found: re.Match[str]) -> str | None:
    """What bytes written in figures say, `=C3=A9` or `%C3%A9`: « é »."""
    data = bytes.fromhex(found[0].replace("=", "").replace("%", ""))
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _of_escapes(found: re.Match[str]) -> str | None:
    """`\\u2019` is « ’ »; half of a pair is nothing."""
    said = "".join(chr(int(code, 16)) for code in re.findall(r"\\[uUx]([0-9a-fA-F]+)", found[0]))
    whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return whole if whole.isprintable() else " " if whole.isspace() else None


def _of_entity(found: re.Match[str]) -> str:
    """« &amp;eacute; » is « é »; what would be a mark stays a code."""
    sign = unescape(f"&{found['name']};")
    return f"&{found['name']};" if sign in "<>&*_`[]\\" else sign.replace("\u00a0", " ")


_FORUM_MARKS = {
    "b": "**{}**",
    "i": "*{}*",
    "s": "<del>{}</del>",
    "code": "`{}`",
    "u": "<ins>{}</ins>",
}


def _of_forum(found: re.Match[str]) -> str | None:
    """`[b]mot[/b]` is « **mot** »; a picture of another site is linked to."""
    if found["item"]:
        return "- "
    tag = (found["tag"] or "").lower()
    words, value = (found["words"] or "").strip(), (found["value"] or "").strip("\"' ")
    if tag == "email":
        return f"[{words}](mailto:{value or words})"
    if tag in ("img", "youtube", "video"):
        return f"<{words}>" if words.startswith("http") else None
    if tag == "url":
        return f"[{words}]({value})" if value else f"<{words}>"
    return _FORUM_MARKS.get(tag, "{}").format(words)


_TEX_MARKS = {"textbf": "**{}**", "textit": "*{}*", "emph": "*{}*", "underline": "<ins>{}</ins>"}

_TEX_SIGNS = {"item": "-", "og": "«", "fg": "»"}


def _of_tex(found: re.Match[str]) -> str:
    """`\\section{Titre}` is « ## Titre », `\\textbf{mot}` is « **mot** »; a setting is nothing."""
    words, name = found["words"] or "", found["name"]
    if name.endswith("section"):
        return f"## {words}"
    return _TEX_MARKS[name].format(words) if name in _TEX_MARKS else _TEX_SIGNS.get(name, "")


def _of_quotes(found: re.Match[str]) -> str:
    """`''mot''` is « *mot* » to wikis, `'''mot'''` is « **mot** »."""
    mark = "*" * (len(found["mark"]) - 1)
    return f"{mark}{found['words']}{mark}"


_FORUM_TAGS = (
    "b|i|u|s|url|img|email|code|quote|color|size|font|center|left|right|list|youtube|video"
)
_KEYS = "width|height|align|class|id|style|target|loading|rel"
_FIELDS = "HYPERLINK|TOC|PAGEREF|REF|SEQ|NUMPAGES|INCLUDEPICTURE|MERGEFIELD|FORMTEXT|STYLEREF"
_SPACE = f"[ {ODD_SPACES}]"
# A letter of several bytes; here as in all patterns, the rare sign first.
_LETTER = "=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}"
_FAILED = (
    "Signet|Source du renvoi|Référence|Nom d|Style|Liaison|Aucun|Pas d|Nous n|Objet|"
    "Bookmark|Reference|Hyperlink|No |Not a|Filename"
)
REMNANTS = (
    Remnant(
        ("=",),
        # Letters of several bytes; of one, within a word or alone.
        re.compile(
            rf"{_LETTER}(?:{_LETTER})*"
            r"|=[89A-F][0-9A-F](?<=[a-zA-Z]=..)(?=[a-z\s.,;:!?]|$)"
            r"|(?<!\S)=[89A-F][0-9A-F](?=[a-z ])"
        ),
        _of_bytes,
        "le code d'un signe, resté d'un courriel",
    ),
    Remnant(
        ("%",),
        re.compile(rf"{_LETTER}(?:{_LETTER})*".replace("=", "%")),
        _of_bytes,
        "le code d'un signe, resté d'une adresse",
    ),
    Remnant(
        ("?",),
        re.compile(r"\?(?<=[^\W\d_]\?)\??(?=[a-zà-ÿœ]{1,30}(?![\w=&/.]))"),
        lambda _: None,
        "la place d'une lettre accentuée, perdue à la copie",
        "s'il pose une question, mettez une espace après lui.",
    ),
    Remnant(
        ("''",),
        re.compile(
            r"(?P<mark>''(?<![\w']'')'?)"
            r"(?P<words>[^\s'](?:[^'\n]|'(?!')){0,200}?)(?<=\S)(?P=mark)(?![\w'])"
        ),
        _of_quotes,
        "la marque d'un wiki",
    ),
    Remnant(("''",), re.compile(r"''(?<=[^\W\d_]'')(?=[^\W\d_])"), lambda _: "'"),
    Remnant(
        ("【",),
        re.compile(r" ?【[^【】\n]{0,60}†[^【】\n]{0,60}】"),
        _nothing,
        "un renvoi d'un autre outil",
    ),
    Remnant(
        ("oaicite:", "oai_citation:"),
        re.compile(r" ?:contentReference\[oaicite:\d+\]\{[^{}\n]{0,40}\}|\boai_citation:\d+‡"),
        _nothing,
        "un renvoi d'un autre outil",
    ),
    Remnant(
        ("\\",),
        re.compile(
            r"(?<![\\\w:])\\(?P<name>(?:sub){0,2}section|textbf|textit|emph|underline|begin|end|item|newpage"
            r"|pagebreak|vspace|label|cite|footnote|og|fg)\b\*?(?:\{(?P<words>[^{}\n]{0,200})\})?"
        ),
        _of_tex,
    ),
    Remnant(
        ("\\",),
        re.compile(r"(?:\\(?:u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|x[89a-fA-F][0-9a-fA-F]))+"),
        _of_escapes,
        "le code d'un signe, resté d'un programme",
    ),
    Remnant(
        ("&amp;",),
        re.compile(r"&amp;(?:amp;)*(?P<name>[a-zA-Z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"),
        _of_entity,
        "un code écrit deux fois, qui se lirait au lieu de son signe",
    ),
    Remnant(
        ("&",),
        re.compile(
            r"&(?P<name>[aeiouyAEIOUY](?:acute|grave|circ|uml)|[cC]cedil|[ao]elig|nbsp|[lr][sda]quo"
            r"|hellip|[nm]dash|euro|deg)(?!;|[a-z]*=)"
        ),
        _of_entity,
        "un code sans point-virgule, qui se lirait au lieu de son signe",
    ),
    Remnant(
        ("\\",),
        re.compile(
            r"\\(?=['\"])|(?<!\\)\\(?=[‘’“”«»–—…])"
            rf"|(?<![\\\s:])\\(?={_SPACE}[\w%€$°»])"
        ),
        _nothing,
    ),
    Remnant(
        ("\\[",),
        re.compile(rf"(?P<words>^[ >]*{ITEM} )\\\[(?P<state>[ xX])\\?\]", re.MULTILINE),
        lambda found: f"{found['words']}[{found['state']}]",
    ),
    Remnant(
        ("]{",),
        re.compile(r"\[(?P<words>[^\[\]\n]*)\]\{(?!https?:|www\.)[^{}\n]*\}"),
        _words,
    ),
    Remnant(
        ("{",),
        re.compile(
            r" ?\{(?<!\$\{)(?<!::\{)(?<!:: \{)(?:: ?[^{}\n]{0,200}"
            r"| ?[#.][A-Za-z_][\w-]*(?: [^{}\n]{0,200})?"
            rf"| ?(?:{_KEYS})=[^{{}}\n]{{0,200}})\}}",
        ),
        _nothing,
    ),
    Remnant(
        ("{",),
        re.compile(
            rf"(?<!\{{)\{{ ?(?:{_FIELDS})\b(?:[ \\hn]*[\"“](?P<words>[^\"“”{{}}\n]*)[\"”])?"
            r"[^{}\n]{0,200}\}(?!\})"
        ),
        lambda found: f"<{found['words']}>" if "://" in (found["words"] or "") else "",
        "un champ de traitement de texte",
    ),
    Remnant(
        ("\\h",),
        re.compile(r" ?\b(?<!\{)(?<!\{ )(?:PAGEREF|REF) _\w+ \\h(?: \\\*? ?\w+)*(?: \d+)?"),
        _nothing,
        "un champ de traitement de texte",
    ),
    Remnant(
        ("HYPERLINK",),
        re.compile(r"(?<!\{ )(?<!\{)\bHYPERLINK [\"“](?P<words>https?://[^\"“”\s]*)[\"”]"),
        lambda found: f"<{found['words']}>",
        "un champ de traitement de texte",
    ),
    Remnant(
        ("Erreur", "Error"),
        re.compile(
            rf" ?(?P<after>(?<=oir )|(?<= à )|(?<=page )|(?<=[cC]f\. ))?"
            rf"\b(?:Erreur|Error){_SPACE}?!{_SPACE}(?:{_FAILED})[^.\n]{{0,120}}\.?"
        ),
        # « Voir … » says nothing alone.
        lambda found: "" if found["after"] is None else None,
        "ce qu'un traitement de texte écrit à la place d'un renvoi perdu",
    ),
    Remnant(
        ("ici pour",),
        re.compile(
            r"Cliquez (?:ou appuyez )?ici pour (?:entrer|taper|ajouter|saisir) [^.\n]{1,40}\.?"
        ),
        lambda _: None,
        "ce qu'un modèle demande de remplir",
    ),
    Remnant(
        ("[cid:", "[CID:", "mage", "MAGE", "hoto", "HOTO", "[LOGO", "[logo", "[Logo"),
        re.compile(
            r" ?\[(?:cid:[^\]\n]{1,200}"
            r"|(?:inline )?image(?: ?: ?[^\]\n]{1,120}| \d+| intégrée)?"
            r"|(?:photos?|logo)(?: \d{1,3})?(?: ?: ?[\w. -]{1,80}\.(?:jpe?g|png|heic|webp))?"
            r"|[\w. -]{1,80}\.(?:jpe?g|png|heic|webp))\](?![(\[:])",
            re.IGNORECASE,
        ),
        _nothing,
        "la place d'une image qui n'est pas venue avec le texte",
        _PICTURE,
        is_linkable=True,
        near=re.compile(r"\[(?:cid:|(?:inline )?image|photo|logo|[\w. -]{1,85}\])", re.IGNORECASE),
    ),
    Remnant(
        ("[/",),
        re.compile(
            rf"\[(?P<tag>{_FORUM_TAGS})(?:=(?P<value>[^\]\n]{{0,300}}))?\]"
            r"(?P<words>[^\n]{0,500}?)\[/(?P=tag)\]"
            r"|(?P<item>^ {0,3}\[\*\] ?)|\[/?(?:list|quote|center)(?:=[^\]\n]{0,99})?\]",
            re.IGNORECASE | re.MULTILINE,
        ),
        _of_forum,
        "la marque d'un forum",
        is_nested=True,
    ),
)
