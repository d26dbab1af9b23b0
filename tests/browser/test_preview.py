"""A preview goes on whatever is broken, and shows what to mend where the page should be."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.journals import page as markdown_page
from support.journals import small_tree, tip, visit, write_tree
from support.previewing import SECONDS, Preview, preview
from support.proofs import REFUSED

TO_MEND = "Cette page est à corriger"


def break_pages(docs: Path) -> None:
    """One page for each way to be broken, beside the real ones."""
    write_tree(
        docs,
        {
            "visites/illisible.md": markdown_page(title="Une visite : trois conseils"),
            **tip("orphelin", visite="illisible"),
            **tip("perdu", visite="nulle-part"),
            **tip("double", visite="atao", anciennes_adresses="[visites/atao/]"),
            "actualites/essai.md": markdown_page(title="Une page", description="Une page."),
            "gabarit.md": markdown_page(title="A", description="B", template="nul.html"),
            "notes.txt": "Un texte.",
            "images/casse.svg": "<svg>",
            **visit("dessinee", body="![Un chemin](../images/casse.svg)\n"),
        },
    )
    (docs / "images/raccourci.svg").symlink_to("nulle-part.svg")
    (docs / "conseils/latin.md").write_bytes(markdown_page(title="Réseau").encode("latin-1"))
    (docs / "conseils/raccourci.md").symlink_to("nulle-part.md")
    (docs / "visites/photo.jpg").symlink_to("nulle-part.jpg")
    (docs / "visites/ronde").symlink_to("..", target_is_directory=True)
    (docs / "visites/dossier.md").mkdir()
    for name in ("conseils/tuyau.md", "images/tuyau.jpg", "images/tuyau.svg", "tuyau.txt"):
        os.mkfifo(docs / name)
    (docs / "conseils" / os.fsdecode(b"caf\xe9.md")).write_text("Un texte.", "utf-8")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview started on broken pages."""
    with preview(tmp_path_factory.mktemp("broken"), break_pages) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(locale="fr-FR") as opened:
        opened.set_default_timeout(SECONDS * 1000)
        said: list[str] = []
        opened.on("console", lambda message: said.append(message.text))
        yield opened
        assert any("live reload" in text for text in said)
        assert [text for text in said if REFUSED in text] == []


@pytest.mark.parametrize(
    ("address", "place", "words"),
    [
        ("visites/illisible/", "docs/visites/illisible.md, ligne 2", "La valeur contient « : »"),
        ("conseils/latin/", "docs/conseils/latin.md, ligne 2", "il n'est pas enregistré en UTF-8"),
        ("conseils/raccourci/", "docs/conseils/raccourci.md, ligne 1", "Ce fichier est un racc"),
        ("conseils/perdu/", "docs/conseils/perdu.md, ligne 5", "Aucune visite ne s'appelle"),
        ("conseils/double/", "docs/conseils/double.md, ligne 7", "L'ancienne adresse « visites/at"),
        ("actualites/essai/", "docs/actualites/essai.md, ligne 1", "Aucune page ne va dans « doc"),
        ("gabarit/", "docs/gabarit.md, ligne 4", "« nul.html » n'est pas un gabarit de page."),
    ],
)
def test_a_broken_page_shows_what_to_mend(
    broken: Preview, page: Page, address: str, place: str, words: str
) -> None:
    page.goto(broken.address + address)
    expect(page.get_by_role("heading", level=1)).to_have_text(TO_MEND)
    main = page.get_by_role("main")
    expect(main).to_contain_text(place)
    expect(main).to_contain_text(words)
    page.get_by_role("link", name="En savoir plus sur").first.click()
    expect(page).to_have_url(f"{broken.address}contribuer/messages/#{page.url.partition('#')[2]}")
    expect(page.locator(":target")).to_be_visible()


def test_a_tip_of_a_broken_visit_waits_for_it(broken: Preview, page: Page) -> None:
    page.goto(f"{broken.address}conseils/orphelin/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TO_MEND)
    expect(page.get_by_role("main")).to_contain_text(
        re.compile("Elle s.affichera dès que les pages dont elle dépend seront corrigées")
    )


def test_every_other_page_works(broken: Preview, page: Page) -> None:
    for address, title in {
        "visites/": "Les visites",
        "visites/atao/": "ATAO",
        "conseils/": "Les conseils",
        "conseils/se-faire-connaitre/": "Se faire connaître",
        "themes/": "Les thèmes",
        "themes/insertion/": "Insertion",
        "abonnement/": "S",
    }.items():
        page.goto(broken.address + address)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        expect(page.get_by_role("main")).not_to_contain_text("illisible")


def test_the_home_page_works_and_says_what_is_wrong_elsewhere(broken: Preview, page: Page) -> None:
    page.goto(broken.address)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(TO_MEND)
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="ATAO").first).to_be_visible()
    for file in (
        "docs/visites/photo.jpg",
        "docs/notes.txt",
        "docs/images/casse.svg",
        "docs/visites/ronde",
        "docs/conseils/caf?",
        "docs/images/tuyau.jpg",
    ):
        expect(main).to_contain_text(file)
    expect(main).not_to_contain_text("docs/visites/illisible.md")


def test_the_search_is_the_same_after_a_change_too(broken: Preview, page: Page) -> None:
    page.goto(f"{broken.address}recherche/?q=recyclerie")
    expect(page.locator(".search-title").first).to_have_text("Recyclerie")
    page.goto("about:blank")  # A page that reloads of its own accord would cut the next one.
    file = broken.docs / "visites/atao.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("## Le contexte\n", "## Le contexte\n\nDes zinnias.\n"), "utf-8")
    broken.wait_for(lambda: "zinnias" in broken.get("visites/atao/")[1])
    # The search comes after the page.
    titles = page.locator(".search-title")
    for _ in range(SECONDS):
        page.goto(f"{broken.address}recherche/?q=zinnia")
        with suppress(AssertionError):
            expect(titles).to_contain_text(["ATAO"], timeout=1_000)
            return
    pytest.fail("Ce qui vient d'être écrit ne se trouve pas.")


def test_nothing_of_this_is_an_accident(broken: Preview) -> None:
    assert broken.process.poll() is None
    assert "Traceback" not in broken.said
    assert "docs/visites/illisible.md:2: La valeur contient « : »" in broken.said


def test_what_breaks_while_it_is_shown_comes_back_once_mended(tmp_path: Path, page: Page) -> None:
    themes = small_tree()["themes.yml"]

    def few_pages(docs: Path) -> None:
        # It is built seven times.
        shutil.rmtree(docs)
        seen = visit(body="## En bref\n\nUn texte.\n")
        write_tree(docs, small_tree(seen, visit("usine"), tip("voir", visite="usine")))
        (docs / "themes.yml").write_text('emploi:\n  nom: "Emploi\n', "utf-8")

    with preview(tmp_path, few_pages) as running:
        heading = page.get_by_role("heading", level=1)
        main = page.get_by_role("main")

        # Broken themes show in place of their list, and hide nothing else.
        page.goto(running.address)
        expect(main.get_by_role("link", name="Une visite chez Atelier").first).to_be_visible()
        page.goto(f"{running.address}conseils/oser/")
        expect(heading).to_contain_text("Un conseil pour oser")
        page.goto(f"{running.address}conseils/")
        expect(heading).to_have_text("Les conseils")
        page.goto(f"{running.address}themes/")
        expect(heading).to_have_text(TO_MEND)
        expect(main).to_contain_text('Écrivez : nom: "Emploi"')
        # The browser reloads the page of its own accord.
        (running.docs / "themes.yml").write_text(themes, "utf-8")
        expect(main).to_contain_text("Réemploi", timeout=SECONDS * 1000)

        file = running.docs / "visites/atelier.md"
        good = file.read_text("utf-8")
        page.goto(f"{running.address}visites/atelier/")
        expect(heading).to_contain_text("Atelier")
        file.write_text(good.replace("## En bref", "#### En bref"), "utf-8")
        expect(heading).to_have_text(TO_MEND, timeout=SECONDS * 1000)
        expect(main).to_contain_text("Écrivez : ## En bref")
        assert running.get("")[0] == running.get("conseils/oser/")[0] == 200
        file.write_text(good, "utf-8")
        expect(heading).to_contain_text("Atelier", timeout=SECONDS * 1000)

        # Away for longer than it takes to notice, while something else is saved too, and back.
        away = running.docs.rename(tmp_path / "ailleurs")
        (tmp_path / "mkdocs.yml").touch()
        running.wait_for(lambda: "Le dossier docs n'est pas là." in running.said)
        time.sleep(2)
        away.rename(running.docs)
        file.write_text(good.replace("chez Atelier", "chez Atoll", 1), "utf-8")
        expect(heading).to_contain_text("Atoll", timeout=SECONDS * 1000)

        assert running.process.poll() is None
        assert "Traceback" not in running.said
        assert "appear stuck" not in running.said
