"""Gives each page its template and hands the catalogue's answers to the templates.

`on_page_markdown` sets the template of an entry from its kind, so that nobody writes it in a
header; `on_env` adds the catalogue and the filters that the templates use; `on_page_context` adds
the entry itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from journal.entries.addresses import GLOSSARY, card_address
from journal.entries.booklets import Booklet, booklets_of
from journal.entries.build import Build
from journal.entries.kinds import KINDS
from journal.entries.organisations import Organisation
from journal.entries.publisher import correction_link, legal_notice
from journal.forms.ways_in import doors
from journal.language.french import format_date, of_name, plural
from journal.language.hours import format_hours
from journal.new_pages.question_table import PICTURES_BY_MAIL
from journal.pages.accessibility_audit import read_audit
from journal.pages.alphabet_index import letters_of
from journal.pages.booklet_sheets import Bindery, css_text, qr_code
from journal.pages.captioned_pictures import drawing_of, illustrate
from journal.pages.internal_links import Uses
from journal.pages.lengths import minutes_of, steps_of
from journal.pages.list_filters import anchors_of, choices, choices_by_facet
from journal.pages.organisation_page import (
    context_of,
    counted,
    entries_of,
    presentations,
    presented_at,
    read_elsewhere,
    tips_at,
    whereabouts,
)
from journal.pages.printed_links import Titled, cited
from journal.pages.shaping import show_code
from journal.pages.structured_data import (
    booklet_data,
    in_french,
    organisation_data,
    structured_data,
)
from journal.pages.visit_map import map_of
from journal.pages.whole_partials import WholePartials
from journal.pictures.fonts import FACES
from journal.problems.report import explanation_address
from journal.web.content_security_policy import REFERRER, page_policy, redirect_policy
from journal.web.credits import SEARCH_ENGINE, Credit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from journal.entries.any_entry import AnyEntry
    from journal.pages.glossary import Definition
    from journal.problems.problem import Explanation


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave edit links out when no repository is known: MkDocs would warn about each page."""
    if not config.repo_url:
        config.edit_uri = None
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Add what the templates ask, and have them escape what contributors wrote.

    MkDocs escapes nothing in templates. Ours (those of `overrides/`) escape everything they print
    but what is marked `safe`; Material's are left as they are.
    """
    build = Build.of(config.extra)
    folder = build.overrides
    ours = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    # A build and the next have the same templates, most often.
    build.compiled = build.caches("templates")
    env.bytecode_cache = env.bytecode_cache or _Compiled(build)
    assert env.loader, "MkDocs has set one"
    env.loader = WholePartials(env.loader)
    env.autoescape = lambda name: name in ours and name.endswith((".html", ".xml", ".svg"))
    env.filters |= {
        "explanation_address": explanation_address,
        "format_date": format_date,
        "format_hours": format_hours,
        "in_french": partial(in_french, typeset=build.typesetter.text),
        "of_name": of_name,
        "plural": plural,
        "typeset": build.typesetter.text,
        "with_code": lambda text: Markup(show_code(text)),
    }
    # What `tojson` writes, for machines alone: letters as they are, and nothing that only lays out.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    env.globals |= _answers(build, config)
    words: Any = env.globals["words_of"]  # by shape_pages, which comes before
    env.globals |= _of_booklets(build, words)
    return env


class _Compiled(BytecodeCache):
    """Templates once compiled, as long as the code is the same and so are the addresses of style
    sheets and scripts, which may be written into what is compiled.
    """

    def __init__(self, build: Build) -> None:
        self._cache = build.compiled
        self._recipe = f"{build.recipe} {build.assets}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A template is known by its name and its text, wherever it lies: Jinja would stop at a
        folder whose name is not what the machine's locale can say.
        """
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """What a template was compiled into."""
        if content := self._cache.get(self._name(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._cache.put(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"{self._recipe} {bucket.key} {bucket.checksum}"


def _credits(build: Build) -> dict[str, list[Credit]]:
    """Whose work readers are sent besides ours, each once, by what it is."""
    origins = {pictogram.origin for pictogram in build.pictograms.values() if pictogram.origin}
    return {
        "Polices de caractères": list(dict.fromkeys(face.credit for face in FACES.values())),
        "Pictogrammes": sorted(origins),
        "Recherche": [SEARCH_ENGINE],
    }


def _answers(build: Build, config: MkDocsConfig) -> dict[str, Any]:
    """What the templates ask of the catalogue, of the pages and of whoever publishes them."""
    catalogue = build.catalogue
    names = [theme.name for theme in catalogue.themes.values()]
    presentation_of = presentations(build.bodies)
    return {
        "audit": read_audit(build.overrides / "accessibility.json"),
        "catalogue": catalogue,
        "card_of": partial(_card_of, build=build),
        "choices": partial(choices, catalogue=catalogue),
        "choices_by_facet": partial(choices_by_facet, catalogue=catalogue),
        "anchors_of": partial(anchors_of, catalogue=catalogue),
        "counted": partial(counted, catalogue=catalogue),
        "entries_of": partial(entries_of, catalogue=catalogue),
        "correction_link": partial(correction_link, site=build.site),
        "minutes_of": partial(minutes_of, bodies=build.bodies),
        "steps_of": partial(steps_of, bodies=build.bodies),
        "data_of": partial(_data_of, build=build, extra=config.extra, said_of=presentation_of),
        "explanations": build.memory.kept("explanations", None, _explanations),
        "drawing_of": partial(drawing_of, build=build),
        "emblem_of": build.emblem_of,
        "guides_leading_to": Uses(catalogue.guides, build.bodies).guides,
        "cited_by": partial(cited, besides=GLOSSARY),
        "pictograms": build.pictograms,
        "policy": page_policy(),
        "redirect_policy": redirect_policy(),
        "referrer": REFERRER,
        "page_at": {b.address: Titled(b.address, b.title) for b in build.bodies.values()}.get,
        "presentation_of": presentation_of,
        "presented_at": partial(presented_at, catalogue=catalogue),
        "read_elsewhere": read_elsewhere,
        "context_of": partial(context_of, bodies=build.bodies, presentation_of=presentation_of),
        "stands_at": partial(whereabouts, bodies=build.bodies),
        "kinds": KINDS,
        "letters_of": letters_of,
        "legal_notice": legal_notice(config.extra),
        "credits": _credits(build),
        "map_of": map_of,
        "publisher": build.site,
        "tips_at": partial(tips_at, catalogue=catalogue),
        "doors": doors(build.site, catalogue.today, names),
        "pictures_by_mail": PICTURES_BY_MAIL,
    }


def _explanations() -> Mapping[str, Mapping[str, Explanation]]:
    # Here: most builds have those of before, and need hardly any of what they explain.
    from journal.ledger.explanations import GROUPS

    return GROUPS


def _card_of(entry: AnyEntry, build: Build) -> str:
    """The address of an entry's sharing card, which is promised: whoever keeps pictures by their
    address sees that it changed.
    """
    card = card_address(entry)
    return f"{build.site.url}{card}?{build.cards.get(card, '')}"


def _data_of(
    subject: AnyEntry | Organisation,
    build: Build,
    extra: Mapping[str, Any],
    said_of: Callable[[Organisation], str],
) -> list[dict[str, Any]]:
    """What machines are told of an entry or of an organisation."""
    url, name = build.site.url, build.site.name
    if isinstance(subject, Organisation):
        return organisation_data(subject, said=said_of(subject), site_url=url)
    return structured_data(subject, build.catalogue, site_url=url, site_name=name, extra=extra)


def _of_booklets(build: Build, words: Callable[[str], Iterable[Definition]]) -> dict[str, Any]:
    """What the templates ask of booklets: address to booklet, and what makes one to print."""

    def illustrated(html: str, address: str) -> str:
        relative = partial(get_relative_url, other=address)
        return illustrate(html, address=address, build=build, relative=relative, may_wait=False)

    bindery = Bindery(
        build.catalogue.guides,
        build.bodies,
        words=words,
        glossary=GLOSSARY,
        relative=get_relative_url,
        illustrate=illustrated,
    )
    return {
        "bind": bindery.bind,
        "booklet_at": {b.address: b for b in booklets_of(build.catalogue)}.get,
        "booklet_made_from": partial(_made_from, build=build, bindery=bindery),
        "booklet_data": partial(booklet_data, site_url=build.site.url),
        "css_text": lambda text: Markup(css_text(text)),
        "qr_code": lambda address: Markup(qr_code(address)),
    }


def _made_from(booklet: Booklet, build: Build, bindery: Bindery) -> str:
    """A digest of all that a booklet is made from, the pictures of its sheets too."""
    return f"{bindery.made_from(booklet)} {build.pictures}"


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Choose the template of an entry, unless its problems take its place."""
    if entry := Build.of(config.extra).catalogue.at(page.file.src_uri):
        page.meta.setdefault("template", entry.kind.called.template)


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Add `entry` and its `anchors` to an entry's page, `organisation` to that of one."""
    catalogue = Build.of(config.extra).catalogue
    if entry := catalogue.at(page.file.src_uri):
        context["entry"] = entry
        # A heading may be called as the anchor of a state: the link then leads to it.
        context["anchors"] = frozenset(_anchors(page.toc))
    if organisation := catalogue.organisation_at(page.file.src_uri):
        context["organisation"] = organisation
    return context


def on_post_build(*, config: MkDocsConfig) -> None:
    """Take away what was made of the templates that there were."""
    Build.of(config.extra).compiled.sweep()


def _anchors(links: Iterable[AnchorLink]) -> Iterator[str]:
    """The anchors of a table of contents."""
    for link in links:
        yield link.id
        yield from _anchors(link.children)
