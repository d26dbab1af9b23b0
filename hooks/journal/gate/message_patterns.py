"""What mailboxes, telephones, printed pages and machines that write leave in a text."""

from __future__ import annotations

import re

from journal.gate.conversion_patterns import Remnant
from journal.language.lost_apostrophes import LOST_APOSTROPHE, NEAR_LOST_APOSTROPHE

_FILE = r"[\w.()-]{1,80}\.(?:jpe?g|png|webp|heic|mp4|pdf|docx?|opus|vcf|webp)"


def _nothing(_: re.Match[str]) -> str:
    return ""


def _bullet(found: re.Match[str]) -> str | None:
    """What a program could not read at the head of a line was a bullet."""
    begins = not found["before"].strip(" >") and found["space"]
    return f"{found['before']}- " if begins else None


_NEAR = 300


def _dictated(found: re.Match[str]) -> str | None:
    """The sign that was dictated; None when others are in its line, of which some may be words."""
    before = found.string[max(found.start() - _NEAR, 0) : found.start()].rpartition("\n")[2]
    after = found.string[found.end() : found.end() + _NEAR].partition("\n")[0]
    line = f"{before}{found[0]}{after}".rstrip()
    if re.search(r" virgule |(?<!un) point$", line):
        return None
    return "." if "point" in found[0].lower() else "«" if found["opens"] else "»"


def _quoted(found: re.Match[str]) -> str:
    return f"« {found['words'].strip()} »"


def _elided(found: re.Match[str]) -> str:
    return f"{found['letter']}'"


_BUTTONS = "J['’]aime|J['’]adore|Répondre|Partager|Commenter"
_NETWORKS = "Facebook|Twitter|X|LinkedIn|WhatsApp|Bluesky|Mastodon|E-?mail|Imprimer"
_COUNTRIES = ("FR", "BE", "CH", "DE", "ES", "IT", "LU", "NL", "PT", "MC")
_PAGES = ("age ", "age\u00a0", "p. ")
_PICTURE = "pour une image, déposez son fichier dans docs/images/."
MESSAGE_REMNANTS = (
    Remnant(
        ("nvoyé d", "nvoyé à", "nvoyé v", "ent from", "ent via", "Outlook", "BlueMail", "Proton"),
        re.compile(
            r"^[ >*_]*(?:(?:Envoyé|Sent) (?:à partir de|de|depuis|via|avec|from) (?:mon|ma|my|l['’]"
            r"|the|Outlook|Yahoo|Proton|Gmail|Mail|Courrier|Orange|Samsung|Android|iPhone)"
            r"|(?:Obtenez|Obtenir|Téléchargez?|Télécharger|Get) (?:Outlook|BlueMail|Proton ?Mail))"
            r"[^\n]{0,60}$",
            re.MULTILINE,
        ),
        _nothing,
        "la signature d'un téléphone ou d'une messagerie",
    ),
    Remnant(
        ("--",),
        re.compile(r"^[ >]*--[ ]*$(?=\n[ >]*[^\s>-])", re.MULTILINE),
        _nothing,
        "ce qui précède la signature d'un courriel",
        "comme la signature, qui donne un nom et souvent un numéro.",
    ),
    Remnant(
        ("onfidentiel", "mprim"),
        re.compile(
            r"^[ >*_]*(?:Ce (?:message|courriel|mail|e-mail) (?:et|ainsi que|est|peut|contient)\b"
            r"[^\n]{0,200}confidentiel|(?:Pensez|Merci de penser) à l['’]environnement avant"
            r"|N['’]imprimez ce )[^\n]*$",
            re.MULTILINE,
        ),
        _nothing,
        "ce qu'une messagerie ajoute sous chaque courriel",
    ),
    Remnant(
        ("-->",),
        re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?[,.]\d{3} --> [^\n]*$", re.MULTILINE),
        _nothing,
        "le minutage d'un film",
        "de même que le numéro qui la précède.",
    ),
    Remnant(
        ("BEGIN:V",),
        re.compile(r"^BEGIN:V(?:CARD|CALENDAR|EVENT)$", re.MULTILINE),
        lambda _: None,
        "le début d'une carte de visite ou d'un rendez-vous",
        "ses lignes donnent un nom et un numéro.",
    ),
    Remnant(
        ("recipient", "confidential"),
        re.compile(
            r"^[ >*_]*(?:This (?:e-?mail|message)|The information (?:contained )?in this)\b"
            r"[^\n]*(?:confidential|intended)[^\n]*$",
            re.MULTILINE,
        ),
        _nothing,
        "ce qu'une messagerie ajoute sous chaque courriel",
    ),
    Remnant(
        (" omis", "omitted", "fichier joint", "file attached", " absente", " absent"),
        re.compile(
            rf"^[ >]*(?:{_FILE} \((?:fichier joint|file attached)\)"
            r"|<?(?:Médias omis|Media omitted|(?:image|vidéo|photo) absente|(?:audio|document|GIF"
            r"|sticker) (?:omis|absent)|(?:image|video|audio|sticker|document) omitted)>?)[ ]*$",
            re.MULTILINE,
        ),
        _nothing,
        "la place d'un fichier qui n'est pas venu avec le message",
        _PICTURE,
    ),
    Remnant(
        ("hashtag#",),
        re.compile(r"\bhashtag#(?=\w)"),
        lambda found: "#" if found.start() and found.string[found.start() - 1] != "\n" else "\\#",
        "ce qu'un réseau social dit d'un mot-dièse",
    ),
    Remnant(
        ("(cid:",),
        re.compile(r"(?P<before>^[ >]*|)\(cid:\d{1,5}\)(?P<space>[ \u00a0]*)", re.MULTILINE),
        _bullet,
        "le code d'un signe, resté d'un PDF",
    ),
    Remnant(
        (
            *(f"{page}{figure}" for page in _PAGES for figure in range(1, 10)),
            *(f"{figure} {dash}" for dash in "-–—" for figure in range(10)),
        ),
        re.compile(
            r"^(?:[^.\n]{1,100}[ \u00a0][-–—|·][ \u00a0])?(?:page|p\.)[ \u00a0]\d{1,3}[ \u00a0]?"
            r"(?:sur|/|de|of)[ \u00a0]?\d{1,3}[ ]*$|^ {0,3}[-–—] ?\d{1,3} [-–—][ ]*$",
            re.MULTILINE | re.IGNORECASE,
        ),
        _nothing,
        "le bas d'une page imprimée",
    ),
    Remnant(
        tuple(f"\n\n{figure}" for figure in range(1, 10)),
        re.compile(r"(?<=\n\n)\d{1,3}(?=\n\n)"),
        _nothing,
        "le numéro d'une page imprimée",
    ),
    Remnant(
        ("secret", "ID de ", "asscode"),
        re.compile(
            r"\bID de (?:la )?réunion[ \u00a0]?:[ \u00a0]?\d[\d \u00a0]{6,20}\d"
            r"|\b(?:Code secret|Passcode|Code d['’]accès secret)[ \u00a0]?:[ \u00a0]?\w{4,20}"
        ),
        lambda _: None,
        "ce qui ouvre une réunion à qui le lit",
        "donnez-le plutôt à qui s'inscrit.",
    ),
    Remnant(
        (*"12",),
        # Of a social security number, the key is what is left of 97.
        re.compile(
            r"[12](?<![\d.,].)[ .]?\d{2}[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d{2}|2[AB])[ .]?\d{3}"
            r"[ .]?\d{3}[ .]?(?:0[1-9]|[1-8]\d|9[0-7])(?![\d.,]*\d)"
        ),
        lambda _: None,
        "le numéro de sécurité sociale de quelqu'un",
        "il n'a pas à être publié.",
    ),
    Remnant(
        tuple(f"{country}{figure}" for country in _COUNTRIES for figure in range(10)),
        # An IBAN (ISO 13616) of the countries around.
        re.compile(
            rf"(?:{'|'.join(_COUNTRIES)})(?<!\w..)\d{{2}}(?:[ \u00a0]?[0-9A-Z]{{4}}){{3,6}}"
            r"(?:[ \u00a0]?[0-9A-Z]{1,3})?\b"
        ),
        lambda _: None,
        "un numéro de compte",
        "il n'a pas à être publié.",
    ),
    Remnant(
        ("TOC \\", "MERGEFORMAT"),
        re.compile(r"^TOC \\[^\n]*$|[ ]?[A-Z]+ \\\* ?MERGEFORMAT", re.MULTILINE),
        _nothing,
        "un champ de traitement de texte",
    ),
    Remnant(
        ("#REF!", "#DIV/0!", "#N/A", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#VALUE!", "| ##"),
        re.compile(
            r"#(?:REF!|DIV/0!|N/A\b|VALEUR\x20?!|NOM\x20?\?|NOMBRE\x20?!|NUL\x20?!|VALUE!)"
            r"|(?<=\| )#{2,}(?= *\|)"
        ),
        lambda _: None,
        "l'erreur d'un tableur, et non un chiffre",
    ),
    Remnant(
        ("=S", "=M", "=N", "=R", "=A", "=="),
        re.compile(
            r"(?<![\w=])==?(?:SOMME|SUM|MOYENNE|AVERAGE|SI|IF|NB(?:\.SI)?|RECHERCHE[VX]?|ARRONDI)"
            r"\([^()|\n]{0,200}\)"
        ),
        lambda _: None,
        "la formule d'un tableur, et non ce qu'elle donne",
    ),
    Remnant(
        ("à la ligne", "les guillemets"),
        re.compile(
            r"[ ]?\bpoint à la ligne\b|\b(?P<opens>ouvr(?:ez|ir)) les guillemets\b"
            r"|\bferm(?:ez|er) les guillemets\b",
            re.IGNORECASE,
        ),
        _dictated,
        "le nom d'un signe, que l'on a dicté",
    ),
    Remnant(
        (
            *("plus\n", "ire la suite", "oir la suite", "cher la suite"),
            *("Répondre", "Partager", "J'aime", "J’aime"),
        ),
        re.compile(
            r"^[ >]*(?:…|\.\.\.) ?(?:(?:en )?(?:voir|lire|afficher) )?plus[ ]*$"
            r"|(?<=\S)[ \u00a0]?(?:…|\.\.\.)[ \u00a0](?:Voir|Lire|Afficher) (?:plus|la suite)[ ]*$"
            r"|(?:^[ >]*|(?<=[.…!?»])[ \u00a0])(?:Lire|Voir) la suite[ \u00a0]*"
            r"(?:→|»|>+|…|\.\.\.)?[ ]*$"
            rf"|^[ >]*(?:{_BUTTONS})(?: ?[·•|] ?(?:{_BUTTONS}|Modifié|\d{{1,3}} ?(?:min|[hj])))+"
            r"[ ]*$|^[ >]*Partager(?: cet article)?(?: sur)?(?: ?:)?"
            rf"(?:[ ,|·]*(?:{_NETWORKS}|et|sur)\b){{2,}}[ .]*$",
            re.MULTILINE,
        ),
        _nothing,
        "ce qu'un site met autour d'un texte",
    ),
    Remnant(
        ("Accueil",),
        re.compile(
            r"^[ >]*(?:Vous êtes ici ?: ?)?Accueil *[>›»/](?:[^>›»/\n]{2,80}[>›»/])*"
            r"[^>›»/\n]{2,80}$",
            re.MULTILINE,
        ),
        _nothing,
        "le chemin de la page sur un autre site",
    ),
    Remnant(
        ("<<",),
        re.compile(r"<<(?P<words>[^<>\n]{1,300})>>"),
        _quoted,
        "la place de guillemets",
    ),
    Remnant(
        ("``",),
        re.compile(r"``(?<![`\w]``)(?P<words>[^`'\n]{1,300})''(?!')"),
        _quoted,
        "la place de guillemets",
    ),
    Remnant(
        (",,",),
        re.compile(r",,(?<![,\w],,)(?P<words>[^,'\n\"”][^'\n\"”]{0,300})(?:''|\"|”)"),
        _quoted,
        "la place de guillemets",
    ),
    Remnant(
        (" '", " ’", "' ", "’ "),
        re.compile(
            r"(?<![^\W\d_])(?<!['’-])(?P<letter>[cdjlmnstCDJLMNS]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu)"
            r"(?: ['’] ?|['’] +)(?=[aeiouyhàâéèêîôûœAEIOUYHÀÂÉÈÊÎÔÛŒ][^\W\d_])"
        ),
        _elided,
        "une apostrophe séparée de son mot",
    ),
    Remnant(
        (*(f"{letter} " for letter in "cdjlmnstCDJLMNST"), "qu ", "ujourd hui"),
        LOST_APOSTROPHE,
        lambda found: f"{found['letters']}'{found['word']}",
        "écrit sans son apostrophe",
        near=NEAR_LOST_APOSTROPHE,
    ),
)
