"""Whether somebody agreed: a box that is ticked or, in a mail, words without reserve."""

from __future__ import annotations

import re
from enum import Enum, auto

from journal.forms.split_by_question import Received
from journal.forms.ticked_boxes import has_boxes, ticked, without_boxes
from journal.language.french import folded
from journal.new_pages.question import Question


class Consent(Enum):
    """What an answer says."""

    GIVEN = auto()
    # Nothing was answered.
    MISSING = auto()
    # No, not yet, or not for everyone.
    WITHHELD = auto()


_YES = re.compile(
    r"\W*(?:oui|ok|d.accord|tout a fait|bien sur|absolument|certainement|je confirme|c.est bon"
    r"|(?:elles?|ils?)(?: le sont| ont accepte| (?:so|es)n?t d.accord)|tout le monde|tou(?:te)?s"
    r"|c.est d.accord|(?:j.ai|nous avons|on a) (?:leur |son |l.|tous les )accords?"
    r"|accords? (?:donne|obtenu|oral|orale?ment|ecrit|verbal|de tou)\w*|yes"
    r"|(?:elles?|ils?) (?:m.|nous )?ont (?:tou(?:te)?s )?(?:dit oui|accepte|valide))\b"
    r"|[\s👍✅☑✔✓]+$"
)
# Nobody is named: then nobody has to be asked.
_NOBODY = re.compile(
    r"(?:je|on|nous|la page|le texte) ne (?:cite|citons|nomme|nommons)"
    r" (?:personne|aucun\w*(?: personne)?)"
    r"|personne n.(?:est|y est|a ete) (?:cite|nomme|reconnaissable)\w*"
    r"|(?:aucune|pas de) personnes? (?:n.est )?citee?s?|il n.y (?:en )?a (?:pas|personne)"
    r"|(?:il n.y a )?(?:aucun|pas de) noms?(?: cites?)?"
    r"|on n(?:.y|e) (?:voit|reconnait) personne|^\W*personne\W*$"
)
# What is said beside a yes, and takes nothing back.
_BESIDE = re.compile(
    r"pas de (?:souci|probleme)s?|sans (?:souci|probleme|reserve)s?|pourquoi pas"
    r"|personne ne s.(?:y )?(?:est )?oppose\w*|personne n.a (?:refuse|dit non)"
    r"|(?:dans l.attente|en attendant) (?:de )?(?:votre|vos|ta|ton|tes|d.)\b.*"
)
_BACK = re.compile(
    r"\?|\b(?:non|pas|ni|ne|n['’]|aucun\w*|jamais|sauf|except\w+|hormis|mais|sous reserve"
    r"|a (?:part|confirmer|verifier|l.exception|condition)|attend\w*|attente|encore|pour l.instant"
    r"|pour le moment|peut[ -]etre|sans doute|en principe|normalement|je (?:crois|pense|suppose)"
    r"|refus\w*|bientot|sans (?:son|sa|leurs?|le|les)\b)"
)
# All that a yes is said with, besides names: anything else may take it back.
_FOR_ALL = re.compile(
    r"pour (?:tou(?:te)?s?(?: les deux| le monde| les personnes(?: citees)?)?|chacune?|l.ensemble"
    r"|les (?:deux|trois|quatre)|elles|eux|la publication|publier)\b"
    r"|\btou(?:s|tes?)\b(?: les (?:deux|trois|quatre))?|au complet"
    r"|(?:j.ai|nous avons|on a) (?:bien )?(?:pose la question|demande) "
    r"(?:a (?:tout le monde|tou(?:te)?s|chacune?)|aux (?:deux|trois|personnes(?: citees)?))\b"
    # Of a picture.
    r"|(?:c.est moi qui l.ai|je l.ai) (?:faite?|prise?)(?: moi[ -]meme)?\b"
    r"|(?:(?:c.|elle )est )?(?:ma photo|(?:faite?|prise?) par moi)\b"
)
_SAID_WITH = re.compile(
    r"oui|ok|yes|d|accords?|c|est|bon|bien|sur|tout|la|les?|l|monde|elles?|ils?|on|nous|je|j|m|vous"
    r"|personnes?|citee?s?|sont|ont|ai?|avons|leurs?|son|sa|noms?|fonctions?|avec|et|de|des|du|en|au"
    r"|par|donnee?s?|accepte(?:es?|nt)?|confirment?|consentent|consenti|dit|ecrite?|mail|courriel|sms"
    r"|oral|oralement|verbal|verbalement|telephone|absolument|certainement|entierement|completement"
    r"|fait|parfait|voila|merci|beaucoup|cordialement|bonne|belle|journee|soiree|lue?s?|relue?s?|texte"
    r"|page|valide(?:es?)?|vue?|ici|ce|cette|chacune?|y|compris|aussi|egalement|tres|volontiers|plaisir"
)
# A line that a program broke goes on, in characters.
_BROKEN_AT = 60
_BELOW = re.compile(r"(?<!\s)\s+(?=p\.? ?s\.? ?[:.]|nb ?:)")
# Below the first paragraph stand a thank-you, a signature, the news: less takes a yes back.
_BACK_BELOW = re.compile(
    r"\b(?:sauf|except\w+|hormis|a l.exception|refus\w*"
    r"|pas (?:encore )?(?:d.accord|repondu|dit oui)|j.attends (?!d|vo|ton|ta |tes |de ))"
)
# Below the last answer, up to a blank line.
_POSTSCRIPT = re.compile(
    r"^[ \t]*(?P<words>(?:p\.? ?s\.?|nb|n\.b\.) ?:.+(?:\n(?!\s*\n|-- ?$).+)*)",
    re.IGNORECASE | re.MULTILINE,
)
# « (à ne pas publier) », « Confidentiel : … »; a page may well advise not to publish something,
# and say that a price is confidential.
_NOT = r"ne[ \u00a0]pas[ \u00a0](?:publier|diffuser|divulguer|mettre en ligne)"
_SECRET = re.compile(
    rf"[(\[] ?(?:(?:(?:à|a|merci de|svp|surtout) )?{_NOT}|off the record)\b"
    r"[^()\[\]\n]*[)\]]"
    rf"|(?:^|(?<=[.!?] ))(?:(?:à|merci de) {_NOT}|(?:strictement )?confidentiel) ?: ?[^\n]+",
    re.IGNORECASE | re.MULTILINE,
)
# Said anywhere in a message, it takes the yes back.
_RESERVE = re.compile(
    r"\bne (?:veu|souhait|desir|voud|voul|tien)\w* (?:surtout )?pas (?:a )?(?:y )?"
    r"(?:etre (?:cite|nomme|identifi|reconn|mention|photograph|publi)|figurer|apparaitre"
    r"|qu.(?:on|il|elle)s? (?:le|la|les) (?:cite|nomme)|que (?:son|leurs?|mon|le) (?:pre)?noms?\b)"
    r"|\b(?:merci|priere|svp|stp|demande\w*|vous prie) (?:\w+ )?(?:de |a )?ne pas"
    r" (?:le |la |les |me )?(?:citer|nommer|publier|diffuser)\b"
    r"|\bne pas (?:citer|publier|mettre) (?:son|leurs?|mon) noms?\b"
    r"|\b(?:prefer|voul|voud|veu|souhait|demand|tien)\w*(?: \w+){0,3} anonym"
)


def consent(question: Question, received: Received) -> Consent:
    """What was answered where a box must be ticked; in a mail, only a yes that nothing takes back
    is one.
    """
    answer = received[question.id]
    if not answer.strip() or (has_boxes(answer) and not ticked(answer)):
        return Consent.MISSING
    is_yes = has_boxes(answer)
    text = folded(without_boxes(answer)).replace("’", "'")
    for option in question.options:
        words = folded(option)
        is_yes = is_yes or words in text
        text = text.replace(words, "")
    first, _, below = _BELOW.sub("\n\n", text.strip(), count=1).partition("\n\n")
    left = _BESIDE.sub("", _NOBODY.sub("", first))
    if _NOBODY.search(first) and re.fullmatch(r"\W*(?:oui|non|ok)?\W*", left):
        left, is_yes = "", True
    is_yes = is_yes or bool(_YES.match(first) or _NOBODY.search(first) or _BESIDE.match(first))
    is_taken_back = _BACK.search(left) or _BACK_BELOW.search(below)
    is_plain = is_yes and not is_taken_back and _is_plain(left, received[question.id])
    return Consent.GIVEN if is_plain else Consent.WITHHELD


def _is_plain(said: str, typed: str) -> bool:
    """Whether the first line says yes in words that are known, and names."""
    line = re.split(r"(?<!,)\n", said)[0] if len(said.split("\n")[0]) < _BROKEN_AT else said
    # In capitals, nothing tells a name from a word.
    names = set() if typed.isupper() else {folded(n) for n in re.findall(r"\b[A-ZÀ-Þ]\w*", typed)}
    words = re.findall(r"[^\W_]+", _FOR_ALL.sub(" ", line))
    # « Avec leur fonction » leaves the name out.
    is_partial = re.search(r"\bfonctions?\b", line) and not re.search(r"\bnoms?\b", line)
    return not is_partial and all(_SAID_WITH.fullmatch(w) or w in names for w in words)


def beside_consent(answer: str) -> str:
    """The postscript below a yes, which is no part of the page; nothing when there is none."""
    found = _POSTSCRIPT.search(answer)
    return found["words"].strip() if found else ""


def secret(text: str) -> str:
    """The passage that somebody marked as not to be published; nothing when there is none."""
    found = _SECRET.search(text)
    if not found:
        return ""
    # What is before the mark, from the start of its sentence.
    before = re.split(r"[.!?]\s|\n", text[: found.start()])[-1]
    return " ".join(f"{before}{found[0]}".split())


def reserve(text: str) -> str:
    """The sentence in which somebody asks not to be named; nothing when there is none."""
    sentences = re.split(r"(?<=[.!?…])\s+|\n", text)
    return next((said.strip() for said in sentences if _RESERVE.search(folded(said))), "")
