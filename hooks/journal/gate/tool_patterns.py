"""What other tools write their own way: publishing systems, wikis, notebooks, mailing lists."""

from __future__ import annotations

import re

from journal.gate.conversion_patterns import Remnant

_TOOL = "la marque d'un autre outil"
_WIKI = "la marque d'un wiki"

# How notebooks shared on the web sort their pages; a title may be « Tags : à quoi bon ? ».
TAGS_LINE = re.compile(
    r"^[ >]*(?:#{1,6} +(?:[tT]ags|TAGS):|#{5,6} +(?:[tT]ags|TAGS) :)[^\n]*$", re.MULTILINE
)
# What such tools say of themselves.
_MADE = ("Créé", "Écrit", "Exporté", "Publié", "Created", "Made", "Written", "Exported", "Powered")


def _nothing(_: re.Match[str]) -> str:
    return ""


def _words(found: re.Match[str]) -> str:
    return found["words"]


def _unknown(_: re.Match[str]) -> None:
    return None


TOOL_REMNANTS = (
    # Wikis.
    Remnant(
        ("//",),
        re.compile(r"(?<![:\w/])//(?P<words>[^\W\d_][^/\n]{0,200}?[^\s/])//(?![\w/])"),
        lambda found: f"*{found['words']}*",
        _WIKI,
    ),
    Remnant(
        ("[modifier", "[edit", "[réf.", "[citation needed"),
        re.compile(
            r" ?\[(?:modifier(?: \| modifier le (?:code|wikicode))?|modifier le (?:code|wikicode)"
            r"|edit(?: source)?|réf\. (?:nécessaire|souhaitée|à confirmer)|citation needed)\]"
            r"(?![(\[])"
        ),
        _nothing,
        "ce qu'une encyclopédie ajoute à ses pages",
    ),
    Remnant(
        ("{",),
        re.compile(
            r"\{(?:quote|noformat|(?:color|panel|code|expand)(?::[^{}\n]{0,100})?)\}"
            r"|\{\+{1,2} ?(?P<words>[^{}\n]{1,200}?) ?\+{1,2}\}|\{--? ?[^{}\n]{1,200}? ?--?\}"
        ),
        lambda found: found["words"] or "",
        _TOOL,
    ),
    # Notebooks and documents of programmers.
    Remnant(
        ("#+", "#."),
        re.compile(r"^(?P<before>[ >]*)(?:#\+\w[^\n]*|#\. (?=\S))", re.MULTILINE),
        lambda found: "" if "#+" in found[0] else f"{found['before']}1. ",
        _TOOL,
    ),
    Remnant(
        ("(@",),
        re.compile(r"^(?P<before>[ >]*)\(@[\w-]*\) (?=\S)", re.MULTILINE),
        lambda found: f"{found['before']}1. ",
        _TOOL,
    ),
    Remnant(
        ("[@", "[-@"),
        re.compile(r" ?\[-?@[a-zA-Z][\w:./-]*(?:[,;][^\[\]\n]{0,120})?\](?![(\[])"),
        _unknown,
        "un renvoi à une bibliographie, qui se lirait tel quel",
        "une source va dans « sources ».",
    ),
    Remnant(
        (".. ",),
        re.compile(r"^[ >]*\.\. (?:[a-z][\w-]*::|_[\w -]+:)[^\n]*$", re.MULTILINE),
        _unknown,
        "une commande d'un autre outil",
    ),
    Remnant(
        (")=\n",),
        re.compile(r"^[ >]*\([a-z][\w-]*\)=$", re.MULTILINE),
        _nothing,
        _TOOL,
    ),
    Remnant(
        ("import ", "export "),
        re.compile(
            r"^(?:import|export) [^\n]{1,120} from ['\"][^'\"\n]{1,200}['\"];?[ ]*$", re.MULTILINE
        ),
        _nothing,
        "une commande d'un autre outil",
    ),
    Remnant(
        (" ^",),
        re.compile(r"(?<=\S) \^[a-z][a-z0-9-]{2,40}[ ]*$", re.MULTILINE),
        _nothing,
        "le repère d'un autre outil",
    ),
    Remnant(
        ("% ",),
        re.compile(r"^% [^\W\d_][^\n]*$", re.MULTILINE),
        _nothing,
        "l'en-tête d'un autre outil",
    ),
    Remnant(
        ("@@",),
        re.compile(r"^[ >]*@@ -\d[\d,]* \+\d[\d,]* @@[^\n]*$", re.MULTILINE),
        _nothing,
        "la marque d'une comparaison de deux versions",
    ),
    Remnant(
        (">>>",),
        re.compile(r"^ {0,3}>>>[ ]*$", re.MULTILINE),
        _nothing,
        "la marque d'une citation ailleurs",
        "ici, chaque ligne d'une citation commence par « > ».",
    ),
    # Codes of publishing systems, « [gallery ids="1,2"] »; the words of a legend stay.
    Remnant(
        (
            *("[caption ", "[/caption", "[gallery", "[embed", "[/embed", "[playlist", "[wpforms"),
            *("[contact-form", "[elementor", "[vc_", "[/vc_", "[et_pb", "[/et_pb", "[su_", "[/su_"),
        ),
        re.compile(
            r"\[/?(?:caption|gallery|embed|playlist|contact-form(?:-7)?|wpforms"
            r"|elementor-template|(?:vc|et_pb|su)_\w{1,40})(?: [^\]\n]{0,300})?\](?![(\[:])"
        ),
        _nothing,
        "la commande d'un autre site",
    ),
    # What programs write for a sign, or a page of the web for its layout.
    Remnant(
        ("&lt;",),
        re.compile(
            r"&lt;/?(?P<name>p|br|div|span|o:p)\b"
            r"[^&\n]{0,200}?/?&gt;"
        ),
        lambda found: "<br>" if found["name"] == "br" else "",
        "la balise d'une page du web, qui se lirait",
    ),
    Remnant(
        ("\\n", "\\r"),
        re.compile(r"(?<=[.!?:;»…])(?:\\r)?\\n(?:\\n)?(?=[A-ZÀ-Ý«•-])"),
        lambda _: " ",
        "le code d'un saut de ligne, resté d'un programme",
    ),
    Remnant(
        ("%",),
        re.compile(r"%20(?<=[^\W\d_]%20)(?=[^\W\d_])"),
        lambda _: " ",
        "le code d'une espace, resté d'une adresse",
    ),
    Remnant(
        ("½",),
        re.compile(r"½(?=u(?:vr|f|il))|(?<=[cCsSvnNbm])½(?=u[rdx]|ud)"),
        lambda _: "œ",
        "la place de « œ », perdu à la copie",
    ),
    # What is filled in for each person of a list.
    Remnant(
        ("*|",),
        re.compile(r"\*\|[A-Z][A-Z0-9_:]{1,40}\|\*"),
        _unknown,
        "un champ qu'une lettre remplit pour chaque personne",
    ),
    # Notebooks shared on the web, and those of one person.
    Remnant(
        ("[color=", "[Color=", "[name=", "[Name=", "[time=", "[Time="),
        re.compile(
            r" ?\[(?:color|time|(?P<who>name))=(?P<words>[^\[\]\n]{0,100})\](?![(\[])",
            re.IGNORECASE,
        ),
        lambda found: f" — {found['words'].strip()}" if found["who"] else "",
        _TOOL,
    ),
    Remnant(
        ("tags:", "Tags:", "TAGS:", "tags :", "Tags :"),
        TAGS_LINE,
        _nothing,
        "la ligne d'étiquettes d'un autre outil",
    ),
    Remnant(
        ("::", "^^"),
        re.compile(
            r"(?P<mark>(?<![\w:/])::|\^\^)(?P<words>[^\W\d_](?:[^:^\n]{0,200}[^\s:^])?)(?P=mark)"
            r"(?![\w:^])"
        ),
        lambda found: f"<mark>{found['words']}</mark>",
        _TOOL,
    ),
    Remnant(
        ("::",),
        re.compile(
            r"^[ >]*(?:[-*] )?(?:id|collapsed|created(?:-at)?|updated(?:-at)?|public|icon|alias"
            r"|tags|type|template(?:-including-parent)?|background-color|heading|logseq[\w.-]*"
            r"|card-[\w-]+|exclude-from-graph-view)::(?: [^\n]*)?$",
            re.MULTILINE,
        ),
        _nothing,
        "le réglage d'un autre outil",
    ),
    Remnant(
        ("((",),
        re.compile(
            r" ?\(\([0-9a-f]{8}-[0-9a-f-]{20,30}\)\)|(?<!\S)\(\((?=[\w-]*\d)[\w-]{9}\)\)(?!\S)"
        ),
        _unknown,
        "un renvoi d'un autre outil",
    ),
    Remnant(
        ("+++",),
        re.compile(r"^[ >]*\+{3}(?: (?P<words>[^\n]*?))?[ ]*$", re.MULTILINE),
        lambda found: f"**{found['words']}**" if found["words"] else "",
        _TOOL,
    ),
    Remnant(
        ("[¶]", "[#]", "[§]", "[🔗]", "[⚓]", "[\u200b]", "[\u2060]"),
        re.compile(r" ?\[[¶#§🔗⚓\u200b\u2060]\]\(#[^()\s]*(?: \"[^\"\n]*\")?\)"),
        _nothing,
        "le lien qu'un autre site met à côté d'un titre",
    ),
    Remnant(
        tuple(f"{verb} " for verb in _MADE),
        re.compile(
            rf"^[ >*_]*(?:{'|'.join(_MADE)}) (?:avec|dans|depuis|par|with|by|in|from|using) \[?"
            r"(?:(?:Microsoft )?OneNote|Evernote|Dropbox Paper|Craft|Notion|Bear|Coda|Slite"
            r"|HackMD|CodiMD|HedgeDoc|Framapad|Etherpad|Joplin|Obsidian|Logseq|Typora|GitBook"
            r"|Confluence)\b[^\n]{0,80}$",
            re.MULTILINE,
        ),
        _nothing,
        "ce qu'un autre outil ajoute sous chaque page",
    ),
)
