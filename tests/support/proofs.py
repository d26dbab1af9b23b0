"""What every page must stand: narrow, enlarged, without script, by keys alone, on paper…

A proof opens a page as it needs and returns what is wrong with it, in words; nothing is wrong when
the list is empty. « make test » asks them of pages of most types; « make audit » of every page,
and they are then `thorough`: they take the time to try all that they can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize

from support.axe import violations_everywhere
from support.pdf import pages_of

# Opens the page under proof, as new, in a window with the options given (those of a context).
Open = Callable[..., AbstractContextManager[Page]]


class Windows:
    """Windows that proofs share: opening one takes longer than most proofs."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        """Take what all windows have in common: options of a context."""
        self._browser = browser
        self._common = {"locale": "fr-FR", **options}
        self._pages: dict[str, Page] = {}

    def _page(self, options: dict[str, Any]) -> Page:
        key = repr(sorted(options.items()))
        if key not in self._pages:
            self._pages[key] = self._browser.new_page(**self._common, **options)
        return self._pages[key]

    def opener(self, address: str, harm: Callable[[Page], object] | None = None) -> Open:
        """What opens a page for proofs; `harm`, if given, is done to it each time."""

        @contextmanager
        def open_page(**options: Any) -> Iterator[Page]:
            page = self._page(options)
            page.set_viewport_size(window(1280))
            page.emulate_media(media="null", color_scheme="light", forced_colors="none")
            page.goto(address)
            if harm and options.get("java_script_enabled", True):
                harm(page)
            yield page

        return open_page

    def close(self) -> None:
        for page in self._pages.values():
            page.close()


def window(width: int) -> ViewportSize:
    """A window of that width, in CSS pixels."""
    return {"width": width, "height": 800}


def axe(open_page: Open, *, thorough: bool) -> list[str]:
    """No rule of axe-core is broken, by day and by night, on a telephone; when thorough, in windows
    of three widths."""
    with open_page() as page:
        widths = (320, 768, 1280) if thorough else (320,)
        return violations_everywhere(page, widths, thorough=thorough)


# Texts that no one could read: beyond the edges of the window, cut by a box, one over another.
LOST = """() => {
  const shown = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !parent.checkVisibility()) continue;
    if (getComputedStyle(parent).clipPath !== 'none' || parent.closest('table')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 2);
    shown.push({ parent, text: parent.textContent.trim(), boxes });
  }
  const isOut = (box, edges) => box.left < edges.left - 2 || box.right > edges.right + 2
    || box.top + box.height / 4 < edges.top || box.bottom - box.height / 4 > edges.bottom;
  const isCut = ({ parent, boxes }) => {
    for (let box = parent; box !== document.body; box = box.parentElement)
      if (['hidden', 'clip'].includes(getComputedStyle(box).overflowY)
        && boxes.some((each) => isOut(each, box.getBoundingClientRect()))) return true;
    const page = { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity };
    return boxes.some((each) => isOut(each, page));
  };
  const share = (a, b, from, to, size) =>
    (Math.min(a[to], b[to]) - Math.max(a[from], b[from])) / Math.min(a[size], b[size]);
  const isOver = (a, b) =>
    share(a, b, 'top', 'bottom', 'height') > 0.5 && share(a, b, 'left', 'right', 'width') > 0.1;
  const isCovered = ({ boxes }, rank) => shown.slice(rank + 1).some((other) =>
    boxes.some((box) => other.boxes.some((each) => isOver(box, each))));
  return shown.filter((each, rank) => isCut(each) || isCovered(each, rank)).map(({ text }) => text);
}"""
WIDER = "document.documentElement.scrollWidth - innerWidth"


def reflow(open_page: Open, *, thorough: bool) -> list[str]:
    """Nothing scrolls sideways at 320 px (WCAG 1.4.10), nor with text at 200 % (1.4.4)."""
    found = []
    with open_page() as page:
        for width, size in ((320, 100), (375, 200), (1280, 200)):
            page.set_viewport_size(window(width))
            page.evaluate("size => (document.documentElement.style.fontSize = size)", f"{size}%")
            wider = page.evaluate(WIDER)
            found += [f"{width} px, {size} % : {wider} px de trop"] if wider > 0 else []
            found += [f"{width} px, {size} % : {text}" for text in page.evaluate(LOST)]
    return found


# Buttons, and what their lines are left with.
NEED_A_SCRIPT = {"", "Copier", "Copier les questions", "Imprimer"}


def without_script(open_page: Open, *, thorough: bool) -> list[str]:
    """Everything is there; what needs a script is not shown; links and forms lead somewhere."""
    with open_page() as page:
        is_search = page.locator("[data-search=page]").count() > 0
        main = page.get_by_role("main")
        expected = set() if is_search else set(main.inner_text().splitlines())
        # The search needs a script; without one, a link leads to the page that says so.
        for form in main.get_by_role("search").all():
            expected -= set(form.inner_text().splitlines())
    with open_page(java_script_enabled=False) as page:
        shown = page.get_by_role("main").inner_text()
        found = sorted(expected - set(shown.splitlines()) - NEED_A_SCRIPT)
        leads = """button => Boolean(
          button.form?.hasAttribute('action') || button.popoverTargetElement
        )"""
        buttons = page.locator("button:visible")
        found += buttons.evaluate_all(
            f"all => all.filter(b => !({leads})(b)).map(b => b.innerText)"
        )
        found += page.locator("[role=search]:visible, a:not([href])").all_inner_texts()
        if is_search and "n’est pas actif" not in shown:
            found.append("la page ne dit pas que JavaScript manque")
    return found


# What Chromium says of whatever the policy of a page keeps from acting.
REFUSED = "Content Security Policy"


def one_host(open_page: Open, *, thorough: bool) -> list[str]:
    """No other host is asked anything, nothing is kept on the reader's device, and the page does
    nothing that its own policy refuses."""
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    with open_page() as page:
        page.on("request", note)
        page.on("console", hear)
        page.reload(wait_until="networkidle" if thorough else "load")
        page.remove_listener("request", note)
        page.remove_listener("console", hear)
        has_policy = page.locator("head > meta[http-equiv=content-security-policy]").count() == 1
        host = page.url.split("/nantes/")[0] + "/"
        found = [url for url in asked if not url.startswith((host, "data:"))]
        found += [text for text in said if REFUSED in text]
        found += [] if has_policy else ["la page n'a pas de règle"]
        found += [cookie["name"] for cookie in page.context.cookies()]
        found += page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return found if len(asked) > 3 else ["rien n'a été demandé"]


FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element);
  const boxes = [...element.getClientRects()];
  const isFocusable = (each) => each.checkVisibility() && each.tabIndex >= 0;
  // They are counted once a page: it takes longer than all the rest.
  const all = window.controls ??= [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(isFocusable);
  const { left, right, top, bottom } = boxes[0];
  let scrolled = 0;
  for (let box = element; box; box = box.parentElement) scrolled += box.scrollTop;
  const isOnTop = ({ x, y, width, height }) =>
    element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  return {
    name: element.textContent.trim() || element.name,
    rank: all.indexOf(element),
    total: all.length,
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    isSeen: boxes.some(isOnTop),
    place: { left, right, top: top + scrolled, bottom: bottom + scrolled },
  };
}"""


def _is_back_up(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether the focus went back up in the same column: not how one reads."""
    first, second = before["place"], after["place"]
    is_beside = second["left"] >= first["right"] or second["right"] <= first["left"]
    return not is_beside and second["bottom"] <= first["top"]


# What a long page has beyond these is like what it has before: only the audit goes there.
FIRST_CONTROLS = 20


def keyboard(open_page: Open, *, thorough: bool) -> list[str]:
    """Tab reaches each control once, as one reads, its focus seen (WCAG 2.4.3, 2.4.7, 2.4.11)."""
    found = []
    for width in (375, 1280) if thorough else (1280,):
        with open_page() as page:
            page.set_viewport_size(window(width))
            page.keyboard.press("Tab")
            stops: list[dict[str, Any]] = []
            total = 0
            while stop := page.evaluate(FOCUSED):
                stops.append(stop)
                total = stop["total"] if thorough else min(stop["total"], FIRST_CONTROLS)
                if len(stops) > total or (len(stops) == total < stop["total"]):
                    break
                page.keyboard.press("Tab")
        ranks = [stop["rank"] for stop in stops]
        # After the last one Tab leaves the page, or comes back to the first.
        if ranks[:total] != list(range(total)) or ranks[total:] not in ([], [0]):
            found.append(f"{width} px : ordre {ranks} pour {total} éléments")
        unseen = [stop for stop in stops if stop["outline"] < 2 or not stop["isSeen"]]
        found += [
            f"{width} px : « {stop['name']} » a le focus sans qu'on le voie" for stop in unseen
        ]
        ups = [after for before, after in pairwise(stops[:total]) if _is_back_up(before, after)]
        found += [
            f"{width} px : « {stop['name']} » est plus haut que ce qui précède" for stop in ups
        ]
    return found


MOVING = """() => [...document.querySelectorAll('*')].filter((element) => {
  const style = getComputedStyle(element);
  return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0
    || style.scrollBehavior === 'smooth';
}).map((element) => element.outerHTML.slice(0, 80))"""
# Forced colours take grounds away: what had one of its own is marked, then looked at without.
GROUNDS = """() => [...document.querySelectorAll('body *')].filter((element) => {
  const { backgroundColor } = getComputedStyle(element);
  const page = getComputedStyle(document.documentElement).backgroundColor;
  return element.checkVisibility() && !['rgba(0, 0, 0, 0)', page].includes(backgroundColor)
    && !element.matches('mark, code, .skip');
}).map((element, rank) => (element.dataset.ground = rank))"""
# Imposed colours make an underline as dark as the letters: a thick one covers their feet.
COVERED = """() => [...document.querySelectorAll('main *')].filter((element) => {
  const { textDecorationLine, textDecorationThickness, fontSize } = getComputedStyle(element);
  return textDecorationLine !== 'none'
    && parseFloat(textDecorationThickness) > 0.16 * parseFloat(fontSize);
}).map((element) => element.outerHTML.slice(0, 80))"""
# A ground ends where a border does, or the window.
UNBOUND = """() => [...document.querySelectorAll('[data-ground]')].filter((element) => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const ends = {
    Top: false,
    Right: box.right >= innerWidth - 1,
    Bottom: box.bottom + scrollY >= document.documentElement.scrollHeight - 1,
    Left: box.left <= 1,
  };
  return Object.entries(ends).some(([side, isEdge]) =>
    !isEdge && parseFloat(style[`border${side}Width`]) < 1);
}).map((element) => element.outerHTML.slice(0, 80))"""


def preferences(open_page: Open, *, thorough: bool) -> list[str]:
    """Nothing moves when motion is reduced; borders carry what grounds did in forced colours."""
    with open_page(reduced_motion="reduce") as page:
        found = page.evaluate(MOVING)
        page.evaluate(GROUNDS)
        page.emulate_media(forced_colors="active")
        found += page.evaluate(UNBOUND) + page.evaluate(COVERED)
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["outline"] < 2:
            found.append("le focus ne se voit pas en couleurs imposées")
    return found


MENUS = "nav:visible, form:visible, button:visible, .skip:visible"


def paper(open_page: Open, *, thorough: bool) -> list[str]:
    """Printed on A4 without menus; a tip on one sheet, with its address and its date."""
    with open_page() as page:
        kind = page.locator("main").get_attribute("class") or ""
        address = page.evaluate("document.querySelector('link[rel=canonical]')?.href")
        title = " ".join(page.get_by_role("heading", level=1).inner_text().split())
        sheets = pages_of(page)
        page.emulate_media(media="print")
        found = page.locator(MENUS).all_inner_texts()
    found += [] if any(title in s.text for s in sheets) else [f"le titre manque : {title}"]
    found += [f"format {sheet.size}" for sheet in sheets if sheet.size != (595, 842)]
    if "page--visit" in kind or "page--tip" in kind:
        text = " ".join(sheet.text for sheet in sheets)
        found += [] if f"{address} · publié le " in text else ["ni adresse ni date"]
    if "page--tip" in kind and len(sheets) > 1:
        found.append(f"{len(sheets)} feuilles")
    return found


PROOFS: dict[str, Callable[..., list[str]]] = {
    proof.__name__: proof
    for proof in (axe, keyboard, reflow, without_script, one_host, preferences, paper)
}
