"""Makes a page of what Markdown gave: clean, in French, then shaped for the eye, hands and ears.

`on_page_content` takes the steps in the order in which they may be taken. First goes whatever could
act, from the body, the title and the table of contents; what is added after that is ours, and may
be what this would take away. Then the body is as its author wrote it: it is kept, for the
newsletter and the search. `on_env` does what is for our own pages alone: the glossary is there by
then, whose words open in other pages. `on_post_page` and `on_post_template` set what the templates
add, where twice is as once, and take away what lays them out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape
from mkdocs.utils import get_relative_url

from journal.entries.addresses import GLOSSARY
from journal.entries.build import Body, Build
from journal.language.typography import Typesetter, typeset_html
from journal.machine.cache import Pack
from journal.pages import cleaning
from journal.pages.captioned_pictures import illustrate, make_figures, open_with_image
from journal.pages.glossary import Lexicon, terms_of
from journal.pages.glossary_popovers import open_words
from journal.pages.invitations import KIT_FILE, without_invitations
from journal.pages.key_figures import key_figures
from journal.pages.margin_notes import define_beside
from journal.pages.shaping import (
    cut_before_parts,
    fold_parts,
    make_links_quiet,
    make_scrollable,
    make_tickable,
    reshaped,
    without_layout,
    wrap_sections,
)
from journal.web.html_trees import inner_html, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink
    from mkdocs.utils.templates import TemplateContext

    from journal.entries.any_entry import AnyEntry

# Where templates cut a body, if they do: after what is in brief, or before its first part.
_CUT = re.compile(r"(?<=</section>)|(?!^)(?=<section)")


class _Unshaped(NamedTuple):
    """A body, and all that its shape depends on but for the words of the glossary.

    Attributes:
        content: the body, clean and set, in UTF-8.
        address: of its page, from the site's root.
        title: of an entry; None for other pages.
    """

    content: bytes
    address: str
    title: str | None


class _Shape(NamedTuple):
    """What becomes of a body.

    Attributes:
        content: as its page shows it, in UTF-8.
        digest: of that.
        opened: the words of the glossary that open in it.
        named: those that it names.
    """

    content: bytes
    digest: bytes
    opened: list[str]
    named: list[str]


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Clean a body and set it; keep it so."""
    if title := page.meta.get("title"):
        # A title is text in a header, and HTML to MkDocs: themes print it as it is. Ours escape
        # what they print, but not twice.
        page.meta["title"] = escape(str(title))
    # YAML makes a number of « 2026 », and a day of « 2026-03-14 ».
    if "description" in page.meta:
        page.meta["description"] = str(page.meta["description"])
    build = Build.of(config.extra)
    if page.file.src_uri not in build.read:
        _clean_contents(page.toc)
        html = make_figures(typeset_html(cleaning.clean(html)))
    build.bodies[page.file.src_uri] = Body(
        address=page.url,
        title=Markup(page.title).unescape(),
        summary=page.meta.get("description", ""),
        template=str(page.meta.get("template", "")),
        # Feeds, booklets, machines and the page itself have it from there.
        content=_without_invitations(html, page.url, _kit(build, page)).encode(),
    )
    return html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Shape every body; tell the templates the words that each entry opens, and who uses each."""
    build = Build.of(config.extra)
    glossary = next((body.html for body in build.bodies.values() if body.address == GLOSSARY), "")
    lexicon = Lexicon(glossary)
    words = build.words
    used: dict[str, set[str]] = defaultdict(set)
    for path, address, shape in _shapes(files, build, glossary, lexicon):
        build.shaped[path], build.shapes[path] = shape.content, shape.digest
        words[address] = [lexicon.definitions[anchor] for anchor in shape.opened]
        for anchor in shape.named:
            used[anchor].add(path)

    entries = build.catalogue.entries
    ranks = {entry.path: rank for rank, entry in enumerate(entries)}

    def uses_of(anchor: str) -> list[AnyEntry]:
        return [entries[rank] for rank in sorted(ranks[p] for p in used[anchor] if p in ranks)]

    env.globals |= {
        "glossary": GLOSSARY,
        "terms_of": terms_of,
        "uses_of": uses_of,
        "words_of": lambda address: words.get(address, ()),
    }
    env.filters["cut_before_parts"] = cut_before_parts
    env.filters["fold_parts"] = fold_parts
    env.filters["key_figures"] = key_figures


def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Give the page its body, for as long as it is laid out."""
    page.content = Build.of(config.extra).shaped[page.file.src_uri].decode()


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Set what the template adds, titles included: the body is set already.

    Not where a preview shows problems: the lines they propose are to be copied as they are.
    """
    build = Build.of(config.extra)
    body, page.content = (page.content or "").strip(), ""
    if not build.shows_problems(page.file.src_uri):
        output = "".join(_set_around(body, output, build.typesetter))
    return without_layout(output)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Set the pages that are not Markdown's, such as 404.html."""
    return typeset_html(output) if template_name.endswith(".html") else output


def _set_around(body: str, output: str, typesetter: Typesetter) -> Iterator[str]:
    """A page, set but for its body, which is in it whole or cut as templates cut it."""
    # Only between two tags can a page be cut: a text is set whole.
    for piece in _CUT.split(body, 1) if body.startswith("<") and body.endswith(">") else ():
        before, found, after = output.partition(piece) if piece else (output, "", "")
        if found:
            yield typesetter.page(before)
            yield found
            output = after
    yield typesetter.page(output)


def _clean_contents(links: Iterable[AnchorLink]) -> None:
    """Clean the headings and anchors of a table of contents, which themes print as they are."""
    for link in links:
        link.title, link.id = cleaning.clean_label(link.title), cleaning.clean_id(link.id)
        _clean_contents(link.children)


def _shapes(
    files: Files, build: Build, glossary: str, lexicon: Lexicon
) -> Iterator[tuple[str, str, _Shape]]:
    """The path of each page under docs/, its address, and its shape; that of before, if the last
    build of this process has made it from the same.
    """
    around = glossary, build.recipe, build.pictures, build.drawings
    shapes: dict[str, tuple[object, _Shape]] = {}
    before, known_around = build.memory.held("shapes", (shapes, None))
    before = before if known_around == around else {}
    kept = Pack(None if before else build.caches("shapes"), f"{build.recipe}\n{glossary}")
    for file in files.documentation_pages():
        page, path = file.page, file.src_uri
        if page is None or page.content is None:
            continue
        entry = build.catalogue.at(path)
        body = _Unshaped(build.bodies[path].content, page.url, entry.title if entry else None)
        image = (entry.image, entry.image_alt) if entry else None
        made_from, known = (body, image), before.get(path)
        if known is None or known[0] != made_from:
            known = made_from, _shape(body, entry, build, lexicon, kept)
        shapes[path] = known
        yield path, page.url, known[1]
    kept.sweep()
    build.memory.hold("shapes", (shapes, around))


def _shape(
    body: _Unshaped, entry: AnyEntry | None, build: Build, lexicon: Lexicon, kept: Pack
) -> _Shape:
    """Shape the body of a page."""
    name = f"{json.dumps(body[1:])}\n{sha256(body.content).hexdigest()}"
    # What is long is no JSON: it would take as long to read as to shape.
    shaped = kept.kept(name, partial(_shaped, body, lexicon))
    said, _, shown = shaped.partition(b"\n")
    # Few have pictures, and to read all of them as text takes time.
    if b"<img" in shown or (entry and build.picture_of(entry)):
        html = shown.decode()
        shown = illustrate(
            _opened(html, build, entry, body.address) if entry else html,
            address=body.address,
            build=build,
            relative=partial(get_relative_url, other=body.address),
            has_margin=entry is not None,
        ).encode()
    return _Shape(shown, sha256(shown).digest(), *json.loads(said))


def _kit(build: Build, page: Page) -> str | None:
    """The guide to which those are led who would be invited to write, where there is no way in."""
    if build.site.mail or build.site.repository:
        return None
    guide = build.catalogue.at(KIT_FILE)
    return get_relative_url(guide.address, page.url) if guide else ""


def _without_invitations(html: str, address: str, kit: str | None) -> str:
    """A body, which stays as it is where there is a way in."""
    if kit is None:
        return html
    left = without_invitations(html, address, kit=kit)
    return html if left == html else typeset_html(left)


def _shaped(body: _Unshaped, lexicon: Lexicon) -> bytes:
    """With tables that scroll, quiet links, boxes to tick. In an entry, in parts, whose words open:
    with these, and those that it names.
    """
    html = make_links_quiet(make_scrollable(body.content.decode()))
    if body.title is None:
        html = reshaped(html, make_tickable) if "task-list-item" in html else html
        return f"[[], []]\n{html}".encode()
    root = tree_of(html)
    make_tickable(root)
    wrap_sections(root)
    opened = open_words(root, lexicon, address=body.address, glossary=GLOSSARY)
    define_beside(root, opened.words)
    # Not its summary: lists show it, the page itself does not.
    named = opened.named | lexicon.named_in(body.title)
    said = json.dumps([[word.anchor for word in opened.words], sorted(named)])
    return f"{said}\n{inner_html(root)}".encode()


def _opened(html: str, build: Build, entry: AnyEntry, address: str) -> str:
    """With the picture of an entry before its text."""
    picture = build.picture_of(entry)
    if picture is None:
        return html
    address = get_relative_url(picture.address, address)
    return open_with_image(html, address=address, alt=entry.image_alt or "")
