"""Answers that are plainly not those of their question, and places where nobody may be sent."""

from __future__ import annotations

import re
from datetime import date

from journal.forms.contacts import NOT_PUBLISHED
from journal.forms.days_in_words import understand_day
from journal.forms.remarks import Remark, remark
from journal.forms.typed_answers import Answered, is_elsewhere
from journal.forms.typed_sources import WEB_ADDRESS, web_address
from journal.language.french import folded
from journal.language.private_places import AT_SOMEBODY, HOME, OPEN_PLACE
from journal.new_pages.question import Field

_STREET = re.compile(
    r"[,;(–—-] ?\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|all[ée]e|boulevard|impasse|chemin|route"
    r"|place|quai|square|passage)\b|\b\d{5} [A-ZÀ-Ý]",
)
_AROUND = " ,;:()–—-"
_VISIT_AT = re.compile(r"^(?:la |notre |une )?visite (?:chez|à|au) (?=[A-ZÀ-Þ«])", re.IGNORECASE)
# « Nous sommes allés à l'atelier », « La structure s'appelle Envie »: in folded texts.
_SENTENCE = re.compile(
    r"(?:nous|on|j|je|notre groupe|le groupe)\b['’ ]*(?:y )?"
    r"(?:(?:sommes|est|suis) (?:alle|parti|passe)\w*|(?:avons|ai?) (?:visite|ete|vu|rencontr)"
    r"|etions|irons|allons|ira\b|va (?:visiter|aller|voir)).*"
    r"|(?:la |cette |l.)?(?:structure|association|entreprise|elle) (?:s.appelle|se nomme|est)\b.*"
    r"|il s.agit d.*|c.etait .*"
    r"|(?:une |la |notre )?visite (?:de|du|d|des)\b.*|titre ?:.*|.*\bs.appelle\b.*"
)
# What names an organisation, and no commune: in folded texts.
_ORGANISATION = re.compile(
    r"\b(?:associations?|asso|ateliers?|ressourcerie|recyclerie|esat|entreprise|cooperative|scop|scic"
    r"|chantier d.insertion|centre social|tiers[ -]lieu|regie de quartier|epicerie|fondation|mjc"
    r"|collectif|compagnons|conciergerie)\b(?!.*\b(?:rue|avenue|place|quartier|zone|za|zi)\b)"
)
_NOWHERE = re.compile(
    r"sur (?:place|site)|la-bas|chez eux|(?:a|dans|devant) (?:la structure|(?:les|leurs) locaux)"
    r"|comme (?:d.habitude|la derniere fois)|(?:au )?(?:meme )?(?:endroit|lieu)(?: habituel)?"
)
_PICTURE = re.compile(r"!\[|<img\b|https://github\.com/user-attachments/", re.IGNORECASE)
_SLIPPED = (
    "Une réponse a sans doute glissé d'une question à l'autre : vérifiez aussi les suivantes."
)


# A line right above the first question, which greets nobody and introduces nothing.
_JUST_ABOVE = re.compile(
    r"(?:\A|\n)[> \t]*(?!(?:bonjour|bonsoir|salut|madame|monsieur|cher|voici|les themes)\b)"
    r"[^\n]*\w[^\n:?,]*\n\Z",
    re.IGNORECASE,
)
# « Ada – 12 rue des Lilas, 44400 Rezé ».
_SIGNED_FROM = re.compile(
    r"\W*(?:[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,3} ?[,:–—-] ?)?"
    r"(?:\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|all[ée]e|boulevard|impasse|chemin|route|place"
    r"|quai|square|passage|r[ée]sidence)\b[^\n]{2,50}?[ ,–—-]+\d{5}\b[^\n]{0,40})",
    re.IGNORECASE,
)


def answers_above(answered: Answered) -> Remark | None:
    """What to say of a mail that answers above its questions: then nobody agreed below the last."""
    received = answered.received
    found = _JUST_ABOVE.search(received.above)
    if not (found and "accord" in answered.questions and answered.refused("accord")):
        return None
    message = "Vos réponses semblent écrites au-dessus des questions : elles se lisent en dessous."
    return remark(None, message, "Écrivez chaque réponse sous sa question, puis renvoyez le tout.")


def note_homes(answered: Answered) -> None:
    """Note a postal address that ends an answer, as that of who signs does."""
    for question in answered.questions.values():
        last = answered.raw(question.id).rstrip().rpartition("\n")[2]
        is_told = question.field is Field.TEXT and question.id != "contexte"
        found = _SIGNED_FROM.fullmatch(last) if is_told else None
        if found and folded(answered.line("structure")) not in folded(last):
            # It is not said again.
            message = "la dernière ligne donne une adresse, et la page la publie."
            answered.note(question.id, message, "Si c'est celle de quelqu'un, retirez-la.")


def _in_words(answered: Answered, place: str) -> str:
    """A place without the address of a map, or of a call that anybody could then join."""
    # What was taken out of it has been said.
    words = NOT_PUBLISHED.sub("", WEB_ADDRESS.sub("", place))
    if words == place:
        return place
    if not WEB_ADDRESS.search(place):
        return words.strip(_AROUND)
    message = (
        "un lien n'est pas un lieu, et n'importe qui pourrait le suivre : il n'est pas publié."
    )
    hint = "Écrivez l'adresse avec des mots ; un lien d'appel se donne aux personnes inscrites."
    answered.note("rendez-vous", message, hint)
    return re.sub(r"\s*\(\s*\)", "", words).strip(_AROUND)


def name_of_organisation(answered: Answered) -> str:
    """The organisation, as the journal has it, without the address of its site beside its name."""
    name = typed = answered.line("structure")
    if WEB_ADDRESS.search(typed):
        name = re.sub(r"\s*\(\s*\)", "", WEB_ADDRESS.sub("", typed)).strip(" ,;:–—-") or typed
    known = {folded(known): known for known in answered.place.visits.values()}
    # « Atelier du Quai. », but « Quai & Cie. »; « Visite chez Atelier ».
    bare = re.sub(r"(?<=[a-zà-ÿ]{3})\.$", "", _VISIT_AT.sub("", name))
    # « l'Atelier du Quai » begins a line of a list.
    bare = re.sub(r"^(?:l['’]|l[ae]s? )(?=[A-ZÀ-Þ])", lambda the: the[0].capitalize(), bare)
    return known.get(folded(bare), bare)


def site_of_organisation(answered: Answered) -> str:
    """The address that stands beside its name; nothing when there is none."""
    found = WEB_ADDRESS.search(answered.line("structure"))
    return web_address(found["address"].rstrip(".,;:!")) if found else ""


def check_places(answered: Answered) -> None:
    """Refuse what is no name of an organisation, no commune, or nobody's to be published."""
    organisation, commune = name_of_organisation(answered), answered.line("commune")
    for name in ("structure", "commune", "titre", "jour"):
        if is_elsewhere(answered.line(name)):
            hint = "Recopiez ici la réponse : chaque question est lue seule."
            answered.refuse(name, f"« {answered.line(name)} » ne répond pas.", hint)
    if answered.raw("structure") and _PICTURE.search(answered.raw("structure")):
        hint = "Écrivez-le avec des mots ; la photo a sa place plus bas."
        answered.refuse("structure", "une photo n'est pas le nom d'une structure.", hint)
    elif at := _somebody(organisation, answered, "contexte", "bref", "recit", "titre"):
        message = f"« {at} » : est-ce le nom d'une structure, ou bien chez quelqu'un ?"
        hint = (
            "Si c'est un lieu ouvert à tout le monde, dites lequel devant son nom, comme "
            f"« Café {at} » ; le carnet ne nomme personne chez qui l'on est allé."
        )
        answered.refuse("structure", message, hint)
    elif _is_day(organisation, answered.place.today):
        message = f"« {organisation} » est un jour, pas le nom d'une structure."
        answered.refuse("structure", message, _SLIPPED)
    elif said := _no_name(organisation):
        answered.refuse("structure", *said)
    elif _SENTENCE.fullmatch(folded(organisation)):
        hint = "Écrivez ici le nom seul, comme elle l'écrit : la page et son titre en viennent."
        answered.refuse("structure", f"« {organisation} » n'est pas qu'un nom.", hint)
    _check_commune(answered, commune, organisation)


def _check_commune(answered: Answered, commune: str, organisation: str) -> None:
    """Refuse a day, or an organisation, where a commune is asked for."""
    known = {folded(name) for name in answered.place.visits.values()} - {folded(organisation)}
    if _is_day(commune, answered.place.today):
        answered.refuse("commune", f"« {commune} » est un jour, pas une commune.", _SLIPPED)
    elif folded(commune) in known:
        message = f"« {commune} » est une structure du carnet, pas une commune."
        answered.refuse("commune", message, _SLIPPED)
    elif folded(commune) != folded(organisation) and _ORGANISATION.search(folded(commune)):
        message = f"« {commune} » semble le nom d'une structure, pas d'une commune."
        answered.refuse("commune", message, _SLIPPED)


def _no_name(typed: str) -> tuple[str, str] | None:
    """What to say, and what to do, of what is no name, or of a name with an address."""
    if NOT_PUBLISHED.search(typed):
        message = "ce qui permet de joindre quelqu'un n'est pas un nom."
        return message, "Écrivez le nom de la structure."
    if _STREET.search(typed):
        return f"« {typed} » dit aussi une adresse.", "Écrivez ici le nom seul."
    if typed and not re.search(r"[^\W\d_]", typed):
        message = f"« {typed} » n'a pas de lettres : est-ce le nom d'une structure ?"
        return message, "Écrivez-le comme elle l'écrit, avec des mots."
    return None


def _is_day(answer: str, today: date) -> bool:
    """Whether an answer is a day, or a month; a year alone may be a name."""
    day = understand_day(answer, today).day
    return bool(day and day.month)


def _stranger(answered: Answered, place: str) -> re.Match[str] | None:
    """Somebody at whose place people would meet: no organisation, no place open to all."""
    names = [answered.line("structure"), *answered.place.visits.values()]
    found = AT_SOMEBODY.search(place)
    if not found or OPEN_PLACE.search(folded(place)):
        return None
    said = folded(found["name"]).strip()
    known = any(name and (name in said or said in name) for name in map(folded, names))
    return None if known else found


def _somebody(name: str, answered: Answered, *told: str) -> str:
    """« Chez Odile », when neither a name nor what is told around says that it is a place."""
    at_home = HOME.match(folded(name))
    texts = [name] if at_home else [name, *map(answered.raw, told)]
    is_open = any(OPEN_PLACE.search(folded(text)) for text in texts)
    return name if (at_home or AT_SOMEBODY.match(name)) and not is_open else ""


def meeting_place(answered: Answered) -> str:
    """Where to meet; nothing when it is somebody's home, which is refused."""
    place = answered.line("rendez-vous")
    if _NOWHERE.fullmatch(folded(place).rstrip(" .!")):
        hint = "Écrivez l'adresse, comme 8 rue de l'Exemple, 44000 Nantes."
        message = f"« {place} » ne dit pas où : la page ne dira donc pas où se retrouver."
        answered.note("rendez-vous", message, hint)
        return ""
    found = HOME.search(folded(place)) or _stranger(answered, place)
    if not found:
        return _in_words(answered, place)
    # A code is not said again.
    said = re.sub(r"\W*\w*\d.*", "", found[0]).strip(" :")
    message = f"« {said} » : cela ressemble au domicile de quelqu'un, et la page est publique."
    hint = (
        "Donnez un lieu ouvert à tout le monde, comme un arrêt de tram ou l'entrée de la "
        "structure ; le reste se dit aux personnes inscrites."
    )
    if not answered.received.is_mail:
        hint += " Retirez-le aussi de votre message, que tout le monde peut lire."
    answered.refuse("rendez-vous", message, hint)
    return ""
