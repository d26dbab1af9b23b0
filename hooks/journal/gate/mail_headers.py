"""Headers of mails and of messages, pasted with what they say: they give names and days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.language.rare_characters import any_of
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "en-tete-de-courriel": Explanation(
        "L'en-tête d'un courriel ou une conversation a été collé avec son texte (simple "
        "avertissement).",
        "Le retirer : il donne des noms, et parfois des adresses.",
    ),
}

# One line of a header, in bold or in a quotation too.
_FIELD = re.compile(
    r"[ >*_]*(?:(?P<sender>de|from|expéditeur)|(?P<known>à|a|to|destinataires?|envoyé(?: le)?|sent"
    r"|objet|sujet|subject|organisateur)|date|quand|où|cci?|bcc|pièces? jointes?|attachments?"
    r"|répondre à|reply-to)"
    r"[ \u00a0\u202f]*[*_]*[ \u00a0\u202f]*:[ *_\u00a0\u202f]*\S",
    re.IGNORECASE,
)
# Without one of these, nobody is said to have written.
_may_name_senders = any_of(
    *("De :", "De\u00a0:", "De\u202f:", "De:", "De*", "De_", "DE :", "DE:"),
    *("From:", "From :", "From*", "From_", "FROM:", "xpéditeur", "bjet", "rganisateur"),
)
_FEWEST = 3
# What programs write above a mail that is answered or sent on.
_ABOVE = re.compile(
    r"^[ >*]*(?:[-_]{2,} ?(?:message d['’]origine|message (?:original|transféré)|courriel transféré"
    r"|original message|forwarded message) ?[-_]{2,}"
    r"|(?:le|on)\b[^\n]{4,60}\d{1,2} ?[:h] ?\d{2}\b[^\n]{3,120}\b(?:a écrit|wrote) ?:)[ *]*$",
    re.IGNORECASE | re.MULTILINE,
)
_may_stand_above = any_of(
    "--",
    "__",
    *(f"{verb}{space}:" for verb in ("crit", "wrote") for space in " \u00a0\u202f"),
    "wrote:",
)


# « [14/03/2026, 10:12] Léa : … », « 14/03/2026 10:12 - Léa: … », « [10:12] Léa Martin: … »; not
# « 10:00 Accueil : … », which is a programme.
_DATE, _HOUR = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?(?: à)? ", r"\d{1,2}:\d{2}(?::\d{2})?"
_MESSAGE = re.compile(
    rf"^[ >]*(?:\[(?:{_DATE})?{_HOUR}\]|{_DATE}{_HOUR})(?: [-–])? "
    r"(?P<name>[^\d\W][^:\n]{1,39}?) ?: ?\S[^\n]*$"
    # « [14:05] Léa MARTIN », alone above what she says.
    rf"|^[ >]*\[(?:{_DATE})?{_HOUR}\] [A-ZÀ-Ý][\w'’-]{{1,30}}(?: [\w'’()-]{{1,30}}){{0,3}}$"
    # « 10:22:31 De Léa Martin à Tout le monde : … », « Léa — Aujourd'hui à 10:22 »,
    # « **Léa Martin** 0:03 »: seconds, a day or a full name.
    r"|^[ >]*\d{1,2}:\d{2}:\d{2}(?:\.\d{3})? (?:[-–] )?[^\W\d][^:\n]{1,60}? ?: ?\S[^\n]*$"
    r"|^[ >]*[A-ZÀ-Ý][\w .'’-]{1,40} [—–] "
    r"(?:(?:Aujourd['’]hui|Hier) à|\d{1,2}/\d{1,2}/\d{4}) ?\d{1,2}:\d{2}$"
    r"|^[ >]*\**[A-ZÀ-Ý][\w'’-]{1,30} [A-ZÀ-Ý][\w'’-]{1,30}\** {1,3}\d{1,2}:\d{2}(?::\d{2})?$",
    re.MULTILINE,
)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Each header, at its first line."""
    text = draft.text
    offsets: set[int] = set()
    if _may_stand_above(text.prose):
        offsets.update(found.start() for found in _ABOVE.finditer(text.prose))
    if _may_name_senders(text.prose):
        offsets.update(text.line_start(number) for number in _headers(text.prose.split("\n")))
    if _has_minutes(text.prose) and _MESSAGE_SIGN.search(text.prose):
        yield from _check_messages(draft)
    if _may_end_a_mail(text.prose):
        yield from _check_ending(draft)
    near = -_FEWEST
    for offset in sorted(offsets):
        line = text.line_of(offset)
        # What stands above a header is said with it.
        if line - near >= _FEWEST:
            yield draft.problem(
                offset,
                "en-tete-de-courriel",
                "Cet en-tête de courriel serait publié, avec les noms qu'il donne.",
                "Retirez-le, et gardez ce que dit le message ; nommez la personne si elle en est "
                "d'accord.",
                severity=Severity.WARNING,
            )
        near = line


def _headers(lines: list[str]) -> Iterator[int]:
    """The first line, from 1, of each run of fields; one blank line may stand between two."""
    run: list[re.Match[str]] = []
    first, is_blank = 0, False
    for number, line in enumerate([*lines, "-"], start=1):
        field = _FIELD.match(line) if ":" in line else None
        is_another = field and field["sender"] and any(known["sender"] for known in run)
        if is_another or (not field and (line.strip(" >") or is_blank)):
            if _is_header(run):
                yield first
            run = []
        if field:
            first = first if run else number
            run.append(field)
        is_blank = not line.strip(" >")


def _is_header(run: list[re.Match[str]]) -> bool:
    """Whether fields are enough, and say who wrote and to whom, when or of what; or give a mail."""
    says = [any(field[name] for field in run) for name in ("sender", "known")]
    has_mail = len(run) > 1 and any("@" in field.string for field in run)
    return (len(run) >= _FEWEST and all(says)) or (has_mail and says[1])


_has_minutes = any_of(":0", ":1", ":2", ":3", ":4", ":5")
_MESSAGE_SIGN = re.compile(r"^[ >]*\[?\d[\d/., à]{0,16}:\d\d|[ à]\d{1,2}:\d\d$", re.MULTILINE)


def _check_messages(draft: Draft) -> Iterator[Problem]:
    """Conversations of a telephone, of a meeting: two messages or more."""
    found = [message.start() for message in _MESSAGE.finditer(draft.text.prose)]
    for rank, offset in enumerate(found if len(found) > 1 else ()):
        # At the first, and where a blank line stands above another.
        if rank and not draft.text.prose.endswith("\n\n", 0, offset):
            continue
        yield draft.problem(
            offset,
            "en-tete-de-courriel",
            "Cette conversation serait publiée, avec les noms et les heures qu'elle donne.",
            "Gardez ce qui a été dit, avec vos mots ; nommez les personnes si elles en sont "
            "d'accord.",
            severity=Severity.WARNING,
        )


_may_end_a_mail = any_of("ordialement", "onne journée", "onne réception", "incères salutations")
# « Bien cordialement, », a name, then how one is reached.
_ENDING = re.compile(
    r"^[ >]*(?:(?:Bien |Très )?[Cc]ordialement|Bonne (?:journée|réception)|Sincères salutations)"
    r"\b[^\n]{0,40}\n(?:[^\n]{0,80}\n){0,7}?"
    r"[^\n]{0,60}(?:[\w.-]+@[\w-]+\.\w|(?:\+33|0)[ ]?[1-9](?:[ .]?\d\d){4})",
    re.MULTILINE,
)


def _check_ending(draft: Draft) -> Iterator[Problem]:
    """The end of a mail, with the signature that gives a number."""
    for found in _ENDING.finditer(draft.text.prose):
        yield draft.problem(
            found.start(),
            "en-tete-de-courriel",
            "Cette fin de courriel serait publiée, avec le nom et le contact qu'elle donne.",
            "Retirez-la, et gardez ce que dit le message ; nommez la personne si elle en est "
            "d'accord.",
            severity=Severity.WARNING,
        )
