"""A visit or a tip from its form: what its header says, what stands under each heading."""

from __future__ import annotations

import re

from journal.entries.entry import DESCRIPTION_LENGTH, TITLE_LENGTH, in_characters
from journal.forms.attachments import Album
from journal.forms.day_of_visit import check_day
from journal.forms.days_in_words import understand_day, understand_hours
from journal.forms.misplaced_answers import (
    check_places,
    meeting_place,
    name_of_organisation,
    site_of_organisation,
)
from journal.forms.prose import as_line, sentences
from journal.forms.typed_answers import Answered
from journal.forms.typed_sources import WEB_ADDRESS, web_address
from journal.forms.written_page import Content
from journal.language.communes import commune_meant
from journal.language.french import folded, words_of
from journal.new_pages.interview import is_seen
from journal.new_pages.question_table import OTHER_VISIT, TIP_FORM, VISIT, VISIT_FORM
from journal.new_pages.skeletons import yaml_slug, yaml_text
from journal.problems.guesses import nearest
from journal.web.pasted_addresses import BARE_PAGE
from journal.web.split_addresses import rejoined

# What introduces a link.
_FEW_WORDS = 2
# Longer than one thing to do, in characters.
_ONE_STEP = 80
_STAND_IN_DAY = "2000-01-01"
_NAME_ALONE = (
    "Écrivez ici le nom seul, ou donnez aussi un titre ; ce que vous racontez a sa place sous "
    f"« {VISIT_FORM.by_id['recit'].label} »."
)
_VISIT_FIRST = (
    f"racontez-la d'abord, même en quelques lignes, par « {VISIT_FORM.name} ». Votre conseil peut "
    "attendre : gardez votre message, et changez cette réponse quand la visite sera publiée."
)


def name_of(answered: Answered) -> tuple[str, int | None]:
    """What a page is named after, and the year that tells it from another of that name."""
    if answered.received.form is TIP_FORM:
        return _tip_title(answered), None
    day = understand_day(answered.line("jour"), answered.place.today).day
    return name_of_organisation(answered), day.year if day else None


def content_of(answered: Answered, album: Album) -> Content:
    """What a page is to say; what is wrong is noted in what was answered.

    Args:
        answered: the form of a visit, or of a tip.
        album: where its pictures are put.
    """
    fill = _tip_content if answered.received.form is TIP_FORM else _visit_content
    return fill(answered, album)


def _visit_content(answered: Answered, album: Album) -> Content:
    place = answered.place
    organisation = name_of_organisation(answered)
    understood = understand_day(answered.line("jour"), place.today)
    day = understood.day
    last_day = day.last_day if day else None
    is_ahead = last_day is not None and last_day >= place.today
    check_places(answered)
    check_day(answered, day, is_ahead=is_ahead)
    title = _title(answered, _visited(organisation), "structure")
    header = _first_keys(answered, title, ("bref", "recit", "contexte"))
    header |= {
        "visite_le": f" {day.edtf if day else _STAND_IN_DAY}",
        "structure": f" {yaml_text(organisation)}",
    }
    hours = answered.line("horaire") or (understood.hours if is_ahead else "")
    plain = {
        "site": site_of_organisation(answered),
        "lieu": commune_meant(answered.line("commune")),
        "horaire": understand_hours(hours),
        "adresse": meeting_place(answered),
        "inscription": _registration(answered),
    }
    header |= {key: f" {yaml_text(text)}" for key, text in plain.items() if text}
    sections = {
        "bref": answered.markdown("bref", album),
        "recit": answered.markdown("recit", album),
        "retenir": answered.items("retenir", album),
        "contexte": answered.markdown("contexte", album),
        "suite": answered.items("suite", album),
    }
    _check_words(answered, sections, "recit")
    _last_keys(answered, header, sections, album, "recit")
    return Content(VISIT_FORM, header, sections, place.today, is_ahead, organisation)


def _visited(organisation: str) -> str:
    """The title that goes without saying; nothing without a name."""
    name = re.sub(r"^chez\b ?", "", organisation, flags=re.IGNORECASE)
    return f"Visite chez {name}" if name else ""


def _registration(answered: Answered) -> str:
    """The page where one registers; nothing when the answer has none."""
    typed = rejoined(answered.public("inscription").strip())
    if found := WEB_ADDRESS.search(typed):
        beside = as_line(re.sub(r"\[[^\[\]]*\]\(\)|<>", "", typed.replace(found[0], "")))
        # « Inscription : https://… » says nothing more.
        if len(re.findall(r"\w+", beside)) > _FEW_WORDS:
            hint = "Si cela doit s'y lire, écrivez-le aussi dans une autre réponse."
            answered.note("inscription", f"« {beside} » n'est pas dans la page.", hint)
        return web_address(found["address"].rstrip(".,;:!"))
    if BARE_PAGE.fullmatch(typed):
        return web_address(typed)
    hint = "Collez un lien qui commence par https://, ou laissez ce champ vide."
    if typed:
        # What was typed is not repeated when it was somebody's.
        said = "" if "non publié" in typed else f"« {as_line(typed)} » n'est pas un lien : "
        answered.note("inscription", f"{said}la page ne dira donc pas où s'inscrire.", hint)
    return ""


def _tip_content(answered: Answered, album: Album) -> Content:
    visit = _visit(answered)
    header = _first_keys(answered, _tip_title(answered), ("conseil", "pourquoi", "exemple"))
    header["visite"] = f" {yaml_slug(visit)}"
    sections = {
        "conseil": answered.markdown("conseil", album),
        "pourquoi": answered.markdown("pourquoi", album),
        "etapes": answered.items("etapes", album, "- [ ]"),
        "exemple": answered.markdown("exemple", album),
        "suite": answered.items("suite", album),
    }
    _check_words(answered, sections, "pourquoi", "etapes")
    if sections["etapes"].count("- [ ]") == 1 and len(sections["etapes"]) > _ONE_STEP:
        message = "la page n'en fait qu'une seule étape, une seule case à cocher."
        answered.note("etapes", message, "Allez à la ligne après chaque chose à faire.")
    _last_keys(answered, header, sections, album, "exemple", "pourquoi")
    place = answered.place
    organisation = place.visits.get(visit, visit)
    seen = visit not in place.visits or is_seen(visit, place.tree)
    return Content(TIP_FORM, header, sections, place.today, False, organisation, visit, seen)


def _tip_title(answered: Answered) -> str:
    """The title of a tip: when none was given, the tip itself, if it is as short as one."""
    advice = sentences([answered.line("conseil")], (1, TITLE_LENGTH[1])).rstrip(".")
    return _title(answered, "" if advice.endswith("…") else advice, "titre")


def _visit(answered: Answered) -> str:
    """The slug of the visit that was chosen; a stand-in when there is none."""
    visits, typed = answered.place.visits, answered.line(VISIT.id)
    known = {folded(name): slug for slug, name in visits.items()} | {slug: slug for slug in visits}
    # The menu has the name and, where two have the same, the slug.
    named = re.sub(r" \(([a-z0-9-]+)\)$", "", typed)
    slug = known.get(folded(typed)) or known.get(folded(named))
    if found := re.search(r"\(([a-z0-9-]+)\)$", typed):
        slug = found[1] if found[1] in visits else slug
    if not slug and typed != OTHER_VISIT:
        # « Chez ATAO », when it can be one visit alone.
        within = {visit for name, visit in known.items() if words_of(name) in words_of(typed)}
        slug = within.pop() if len(within) == 1 else None
    if slug:
        return slug
    if typed == OTHER_VISIT:
        message = "merci d'y avoir pensé : la visite d'où il vient n'est pas encore dans le carnet."
        answered.refuse(VISIT.id, message, f"S'il vous plaît, {_VISIT_FIRST}")
    elif typed:
        meant = nearest(folded(typed), list(known))
        hint = (
            f"Vouliez-vous dire « {visits[known[meant[0]]]} » ? Sinon, "
            if meant
            else "S'il vous plaît, "
        )
        message = f"« {typed} » n'est pas encore une visite du carnet."
        answered.refuse(VISIT.id, message, f"{hint}{_VISIT_FIRST}")
    return next(iter(visits), "atelier")


# ---- What both have ------------------------------------------------------------------------------


def _title(answered: Answered, default: str, named_after: str) -> str:
    """The title that was given, or the one that goes without saying.

    Args:
        answered: the form.
        default: the latter; empty when there is none.
        named_after: the question from which it comes.
    """
    # A title ends with no full stop.
    title = re.sub(r"(?<=[^\W\d_]{4})\.$", "", answered.line("titre")) or default
    least, most = TITLE_LENGTH
    if least <= len(title) <= most or not (title or answered.raw("conseil")):
        return title
    message = f"ce titre n'est pas de la bonne longueur : {_counted(len(title))}."
    hint = f"Écrivez un titre {in_characters(TITLE_LENGTH)}."
    if answered.raw("titre"):
        answered.refuse("titre", message, hint)
    elif named_after == "titre":
        message = "il en faut un, faute d'en trouver de la bonne longueur dans vos réponses."
        answered.refuse("titre", message, hint)
    elif not answered.refused(named_after):
        length = len(answered.line(named_after))
        message = f"ce nom ne peut pas faire un titre : {_counted(length)}."
        answered.refuse(named_after, message, _NAME_ALONE)
    return title


def _counted(length: int) -> str:
    return f"{length} caractère{'s' if length > 1 else ''}"


def _first_keys(answered: Answered, title: str, told: tuple[str, ...]) -> dict[str, str]:
    """Title, summary, day of publication, themes; the summary is drawn from some answers."""
    least = DESCRIPTION_LENGTH[0]
    texts = [answered.public(name) for name in told]
    summary = sentences(texts, DESCRIPTION_LENGTH)
    if words_of(summary) == words_of(title):
        # What follows says more than the title again.
        other = sentences(texts[1:], DESCRIPTION_LENGTH)
        if len(other) >= least:
            summary = other
        else:
            hint = "Si vous le pouvez, donnez un titre plus court."
            answered.note("titre", "le titre et le résumé de la page disent la même chose.", hint)
    first = next(filter(answered.raw, told), "")
    if first and len(summary) < least:
        hint = f"Écrivez une phrase de plus : il en faut au moins {least}."
        answered.refuse(first, f"c'est trop court : {_counted(len(summary))}.", hint)
    return {
        "title": f" {yaml_text(title)}",
        "description": f" {yaml_text(summary)}",
        "date": f" {answered.place.today.isoformat()}",
        "tags": answered.themes(),
    }


def _check_words(answered: Answered, sections: dict[str, str], *needed: str) -> None:
    """What must be told is told in words: a file that was dropped has none here."""
    for name in needed:
        if answered.raw(name) and not sections[name]:
            hint = "Collez ici celui de votre fichier, ou écrivez quelques phrases."
            answered.refuse(name, "il n'y a pas de texte.", hint)


def _last_keys(
    answered: Answered,
    header: dict[str, str],
    sections: dict[str, str],
    album: Album,
    *pictured: str,
) -> None:
    """Who signs, on what it relies, what it looks like: the first picture opens the page, the
    others follow the first of some sections that says something.
    """
    if authors := answered.authors():
        header["auteurs"] = authors
    if sources := answered.sources():
        header["sources"] = sources
    inline = len(album.pictures)
    given = album.sort_described(answered.public("photos"), answered.questions["photos"])[inline:]
    if given:
        header["image"] = f" {yaml_text(given[0].name)}"
        header["image_alt"] = f" {yaml_text(given[0].alt)}"
    shown = [f"![{picture.alt}]({picture.name})" for picture in given[1:]]
    under = next((name for name in pictured if sections[name]), next(iter(sections)))
    sections[under] = "\n\n".join(filter(None, [sections[under], *shown]))
    answered.remarks += album.said()
