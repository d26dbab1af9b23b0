"""Addresses in the text itself: badly written, or of one's own machine.

Nothing makes links of them, nor does GitHub: people would read them, and could not follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.web_links import COPY, PRIVATE, is_outside, settled
from journal.language.rare_characters import any_of, seeker
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.hosts import is_private
from journal.web.pasted_addresses import mended

EXPLANATIONS = {
    "lien-trompeur": Explanation(
        "Un lien montre une adresse, et mène à une autre (simple avertissement).",
        "Mettre entre les crochets le nom de la page où il mène.",
    ),
    "fichier-d-ordinateur": Explanation(
        "Le texte donne le chemin d'un fichier de votre ordinateur (simple avertissement).",
        "Le retirer : personne d'autre ne peut l'ouvrir, et il contient souvent un nom.",
    ),
}

_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
# A word of its own: neither the target of a link, nor a part of another address.
_APART = r"(?<![\w/\\=?&%.,:;@#<-])(?<!\]\()(?<!\]: )"
_REST = r"[^\s<>\"«»|\[\]]*"
# « htpps:// », « https : // », « https//x », « http:/x », « https:\\x »; or « www,x », « wwww.x ».
_SLIP = re.compile(
    rf"{_APART}(?:(?P<scheme>h[htps]{{2,6}}|ttps?)(?P<marks>[ \u00a0\u202f]?[:;]?\s?[/\\]{{1,4}}"
    rf"\s?[/\\]{{0,2}}\s?|[:;](?=www\.))|(?P<www>www[,;]|ww[.,]|wwww{{1,3}}[.,]) ?)"
    rf"(?:{_HOST}|localhost\b|(?:\d{{1,3}}\.){{3}}\d{{1,3}}){_REST}",
    re.IGNORECASE,
)
_IS_SOUND = re.compile(r"https?://[^\s/\\]", re.IGNORECASE)
# One's own machine, or one nearby, as browsers and programs show it.
_MACHINE = re.compile(
    # GitHub makes no link of a machine in brackets, « http:// » before it or not.
    rf"{_APART}(?:https?://(?=\[))?(?P<host>localhost|(?:\d{{1,3}}\.){{3}}\d{{1,3}}"
    r"|\[[0-9a-f:]{2,39}\]|(?:[\w-]{1,63}\.){1,4}(?:local|lan|home|localhost)(?=:))"
    rf"(?P<rest>(?::\d{{2,5}}(?!\d)(?:/{_REST})?|/(?!\d{{1,2}}(?![\w/])){_REST}))",
    re.IGNORECASE,
)
_is_near_a_machine = seeker(r"(?i)\.(?:(?:local|lan|home):|\d{1,3}\.\d{1,3}[:/])")
# What only a program of one's own opens.
_APPLICATIONS = (
    *(
        "bear",
        "evernote",
        "onenote",
        "notion",
        "obsidian",
        "logseq",
        "craftdocs",
        "things",
        "joplin",
    ),
    *("slack", "msteams", "zoommtg", "whatsapp", "message", "zotero", "shareddocuments", "ms-word"),
)
_may_name_a_file = any_of(
    "\\", "file:", "content:", "blob:", *(f"{name}:/" for name in _APPLICATIONS)
)
# « C:\Users\… », « \\serveur\partage », « file:///… » and what telephones call their files.
_FILE = re.compile(
    r"(?<![^\s(«\"'*])(?<!\]\()(?<!\]: )(?:[a-z]:\\{1,2}[^\s\\/:*?\"<>|]+\\[^\s<>\"|]*"
    r"|\\{2,4}[a-z][\w.-]+\\+[^\s\\<>\"|][^\s<>\"|]*"
    r"|(?:file|content|blob):/{0,3}[^\s<>()\"|]{3,}"
    rf"|(?P<app>{'|'.join(_APPLICATIONS)}):/{{1,3}}[^\s<>()\"|]{{2,}})",
    re.IGNORECASE,
)


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Addresses that the prose of a page shows, and that lead nowhere."""
    text = draft.text
    if _may_slip(text):
        yield from _check_slips(draft, around)
    yield from _check_others(draft)
    yield from _check_shown_addresses(draft)
    if text.signs.holds("localhost", "::1]") or _is_near_a_machine(text.prose):
        yield from _check_machines(draft, around)
    if _may_name_a_file(text.prose):
        for found in _FILE.finditer(text.prose):
            yield _file(draft, found)


# « Le site<https://a.example/> », as mail programs make plain text of a link.
_GLUED = re.compile(
    r"(?P<word>[^\s<>()\[\]*_`]{1,80}[\w)»”’'])<(?P<target>(?:https?://|mailto:)[^\s<>]{3,500})>"
)
# What a telephone writes at the head of a sentence: GitHub makes no link of it.
_CAPITAL = re.compile(rf"(?<![\w./@])W[Ww]{{2}}\.{_HOST}{_REST}")
# « @compte@serveur » on Mastodon: GitHub takes what follows the first sign for a mail.
_ACCOUNT = re.compile(r"(?<![\w/@.])@(?P<name>\w[\w.-]{0,40})@(?P<host>(?:[\w-]+\.)+[a-z]{2,})")


def _check_others(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    for found in _GLUED.finditer(text.prose) if text.signs.holds("<http", "<mailto:") else ():
        target = found["target"].removeprefix("mailto:")
        hint = f"Écrivez : [les mots du lien]({found['target']})"
        if found["word"].endswith(target) or found["word"] == target:
            hint = f"Écrivez : {found['word']}"
        yield _said(draft, found.start("target") - 1, "serait collée au mot qui la précède", hint)
    for found in _CAPITAL.finditer(text.prose) if text.signs.holds("Ww", "WW") else ():
        meant = f"www.{found[0][4:].rstrip(_STOPS)}"
        what = "ne serait pas un lien, à cause de sa capitale"
        yield _said(draft, found.start(), what, f"Écrivez : {meant}")
    for found in _ACCOUNT.finditer(text.prose) if text.signs.holds("@") else ():
        meant = f"[{found[0]}](https://{found['host']}/@{found['name']})"
        what = "est celle d'un compte, et serait prise pour un courriel"
        yield _said(draft, found.start(), what, f"Écrivez : {meant}")


def _said(draft: Draft, offset: int, what: str, hint: str) -> Problem:
    message = f"Cette adresse {what}."
    return draft.problem(offset, "adresse-mal-ecrite", message, hint, severity=Severity.WARNING)


# Slashes that stand otherwise than in « https:// » or in a path.
_ODD_SLASH = re.compile(
    r"/(?:/(?<!http://)(?<!https://)|(?<=:/)(?!/)|/[\s/\\]|(?<!//)www\.)", re.IGNORECASE
)
_ODD_WWW = re.compile(r"ww(?:[,;]|ww|\.(?<!www\.))")


def _check_shown_addresses(draft: Draft) -> Iterator[Problem]:
    """Links whose words are an address, and that lead to another."""
    for link in draft.text.links:
        words, target = (link.text or "").strip(), link.target
        if not _WHOLE.fullmatch(words) or not target.startswith(("https://", "http://")):
            continue
        shown, real = (_bare(address) for address in (words, target))
        # A shorter one may be shown.
        if shown != real and not real.startswith((f"{shown}/", f"{shown}?", f"{shown}#")):
            yield draft.problem(
                link.offset,
                "lien-trompeur",
                f"On lit « {words} », et ce lien mène à « {target} ».",
                f"Nommez entre les crochets la page, comme [Titre de la page]({target}).",
                severity=Severity.WARNING,
            )


_WHOLE = re.compile(r"(?:https?://|www\.)[^\s\[\]]+", re.IGNORECASE)


def _bare(address: str) -> str:
    """An address without what may be left out of it when it is read."""
    address = unquote(unescape(address)).lower()
    return re.sub(r"^https?://|(?:^|(?<=//))www\.", "", address).removeprefix("www.").rstrip("/")


def _may_slip(text: MarkdownText) -> bool:
    """Whether an address may be badly written, as fast as that can be seen."""
    return bool(
        text.signs.holds(";/", ":www.", ":\\")
        or (text.signs.holds("/") and _ODD_SLASH.search(text.prose))
        or (text.signs.holds("ww") and _ODD_WWW.search(text.prose))
    )


def _check_slips(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    for found in _SLIP.finditer(draft.text.prose):
        if not _is_slip(found):
            continue
        typed = found[0].rstrip(_STOPS)
        meant = settled(mended(typed), draft.path, around)
        yield draft.problem(
            found.start(),
            "adresse-mal-ecrite",
            f"« {' '.join(typed.split())} » se lirait sans mener nulle part : son début est mal "
            "écrit.",
            _to_write(meant) if meant != typed else COPY,
        )


def _is_slip(found: re.Match[str]) -> bool:
    """Whether what looks like an address is none, and was to be one."""
    if found["www"]:
        return True
    scheme, marks = found["scheme"].lower(), found["marks"]
    if _IS_SOUND.match(found[0]) or not {"t", "p"} <= set(scheme):
        return False
    rest = found[0][len(scheme) + len(marks) :]
    # « http/client.py » is a path, « https/www.example.org » lacks two signs.
    return bool(re.search(r"[:;]|[/\\]\s?[/\\]", marks)) or rest.lower().startswith("www.")


# What a sentence puts after an address.
_STOPS = ".,;:!?…"


def _to_write(meant: str) -> str:
    """An address where a text shows one; a link where it is a path."""
    if not meant:
        return COPY
    return f"Écrivez : {meant if is_outside(meant) else f'[Titre de la page]({meant})'}"


def _check_machines(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    for found in _MACHINE.finditer(draft.text.prose):
        if not is_private(found["host"]):
            continue
        typed = found[0][found.start("host") - found.start() :].rstrip(_STOPS)
        meant = settled(f"http://{typed}", draft.path, around)
        message, _, hint = PRIVATE
        hint = _to_write(meant) if meant else hint
        yield draft.problem(found.start(), "adresse-refusee", message, hint)


def _file(draft: Draft, found: re.Match[str]) -> Problem:
    message = (
        "C'est le chemin d'un fichier de votre ordinateur : personne d'autre ne l'ouvrira, et il "
        "peut contenir votre nom."
    )
    hint = "Retirez-le ; pour qu'on trouve ce document, mettez un lien vers la page qui le propose."
    if found["app"]:
        message = "Cette adresse n'ouvre qu'un logiciel, chez vous : personne d'autre ne la suivra."
        hint = "Retirez-la ; si cette page est aussi publiée, mettez un lien qui commence par https://."
    return draft.problem(
        found.start(),
        "fichier-d-ordinateur",
        message,
        hint,
        severity=Severity.WARNING,
    )
