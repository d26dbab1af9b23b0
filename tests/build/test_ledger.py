"""The ledger in real builds, behind `make`, and joined to that of the published site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from journal.ledger.records import LEDGER_NAME, Sort, read_ledger
from journal.ledger.update import promised_files
from support.building import ROOT, build, link_code
from support.journals import SITE_URL, small_tree, tip, visit, write_tree
from support.newsletter import parse_rss
from support.serving import serve

BuildTree = Callable[[dict[str, str]], Path]

# What nobody keeps the address of, or keeps for itself alone: pictures, styles, the search's index.
NOT_PROMISED = re.compile(
    r"(?:assets|pagefind|partage|images|\.well-known)/.*|_headers|_redirects|\.nojekyll|"
    r"404\.html|robots\.txt|.*\.gz|llms\.txt|.*\.html\.md"
)
THEMES = "reemploi:\n  nom: Réemploi\n  description: Servir encore.\n  alias: [recup]\n"
MOVED = {"id": "atelier", "anciennes_adresses": "[visites/atelier/]"}


def without_workshop(tree: dict[str, str]) -> dict[str, str]:
    """A journal whose first visit was renamed `usine`, and said so in its tip."""
    files = {path: text.replace("visite: atelier", "visite: usine") for path, text in tree.items()}
    del files["visites/atelier.md"]
    return files


# ---- Real builds ------------------------------------------------------------------------------


def test_the_site_publishes_exactly_what_its_ledger_promises(site: Path) -> None:
    ledger, problems = read_ledger((site / LEDGER_NAME).read_bytes())
    assert problems == []
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    promised = set(promised_files(ledger))
    assert promised - files == set()
    assert {name for name in files - promised if not NOT_PROMISED.fullmatch(name)} == set()


def test_the_repositorys_ledger_is_contained_in_the_published_one(site: Path) -> None:
    own, problems = read_ledger((ROOT / LEDGER_NAME).read_bytes())
    assert problems == []
    assert len(own) > 40
    assert own.keys() <= read_ledger((site / LEDGER_NAME).read_bytes())[0].keys()
    assert (Sort.AUTHORITY, "visites-apprenantes,2026", "") in own


def test_a_renamed_page_stops_the_build_with_the_keys_to_add(
    build_tree: BuildTree, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copy(build_tree(small_tree()) / LEDGER_NAME, tmp_path)
    shutil.rmtree(tmp_path / "docs")
    with pytest.raises(Abort, match="1 erreur à corriger"):
        build_tree(without_workshop(small_tree(visit("usine", structure="Atelier"))))
    assert (
        "docs/visites/usine.md:2: L'adresse visites/atelier/ a paru, et rien n'y répond plus"
        in caplog.text
    )
    assert (
        "Ajoutez ces lignes : « id: atelier » et « anciennes_adresses: [visites/atelier/] »"
        in caplog.text
    )
    caplog.clear()
    site = build_tree(without_workshop(small_tree(visit("usine", structure="Atelier", **MOVED))))
    lines = (site / LEDGER_NAME).read_text("utf-8").splitlines()
    assert "page visites/atelier/ mène à visites/usine/" in lines
    assert "page visites/usine/ = visites/atelier « Une visite chez Usine »" in lines


def test_a_renamed_themes_feeds_are_published_at_both_addresses(build_tree: BuildTree) -> None:
    site = build_tree(small_tree({"themes.yml": THEMES}))
    promised = (site / LEDGER_NAME).read_text("utf-8").splitlines()
    for name in ("feed_rss_created.xml", "feed_json_created.json"):
        old, new = (
            re.findall(r"tag:visites-apprenantes[^\"<]+", (folder / name).read_text("utf-8"))
            for folder in (site / "themes/recup", site / "themes/reemploi")
        )
        assert old == new
        assert len(new) == 2
        assert f"fichier themes/recup/{name}" in promised


def test_an_archive_stays_though_only_its_weight_had_made_it(
    build_tree: BuildTree, tmp_path: Path
) -> None:
    name = "conseils/feed_rss_created-2026-1.xml"
    tree = small_tree(
        *(tip(f"n{number}", title=f"Un conseil {'long ' * 20}") for number in range(9))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("journal.newsletter.feed_files.MOST_BYTES", 11_000)
        site = build_tree(tree)
    ledger = (site / LEDGER_NAME).read_text("utf-8")
    assert f"fichier {name}" in ledger.splitlines()
    assert parse_rss(site / name).findall("item")
    shutil.copy(site / LEDGER_NAME, tmp_path)
    site = build_tree(tree)
    assert (site / LEDGER_NAME).read_text("utf-8") == ledger
    assert parse_rss(site / name).findall("item") == []
    assert len(parse_rss(site / "conseils/feed_rss_created.xml").findall("item")) == 10


FORGETFUL = """\
def on_env(env, *, config, files):
    files.remove(files.get_file_from_path("visites/vieux/index.html"))
"""


def test_what_a_hook_forgets_to_publish_is_noticed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tree = small_tree(visit("neuf", anciennes_adresses="[visites/vieux/]"))
    hooks = re.findall(r"^  - (hooks/\w+\.py)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    forgetful = tmp_path / "forget.py"
    forgetful.write_text(FORGETFUL, "utf-8")
    listed = [*(str(ROOT / name) for name in hooks), str(forgetful)]
    with pytest.raises(Abort, match="strict mode"):
        build(tmp_path / "site", docs=write_tree(tmp_path / "docs", tree), hooks=listed)
    [said] = [r.getMessage() for r in caplog.records if "promet" in r.getMessage()]
    assert said == (
        "Le registre promet « visites/vieux/index.html », et le site construit ne l'a pas."
    )
    caplog.clear()


# ---- make -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of three pages, with what `make` needs, and its ledger."""
    folder = tmp_path_factory.mktemp("noted")
    link_code(folder, "commands", "hooks")
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for name in ("Makefile", "mkdocs.yml", "requirements.txt"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    write_tree(folder / "docs", small_tree())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE_URL)
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        done = run(folder, "adresses")
    assert (done.returncode, done.stderr) == (0, "")
    assert "ajouté : page visites/atelier/ « Une visite chez Atelier »" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1] == "adresses.txt est à jour."
    return folder


@pytest.fixture
def checkout(noted: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(noted, tmp_path / "checkout", symlinks=True)


def run(folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *targets],
        cwd=folder,
        # Shown by make when a target fails; a shell in another language would say it otherwise.
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def replaced(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder / "docs")
    write_tree(folder / "docs", files)


def test_make_adresses_says_what_changed_and_loses_nothing(checkout: Path) -> None:
    ledger = checkout / LEDGER_NAME
    first = ledger.read_bytes()
    assert run(checkout, "adresses").stdout == "adresses.txt était déjà à jour.\n"
    assert ledger.read_bytes() == first
    replaced(checkout, without_workshop(small_tree(visit("usine", structure="Atelier"))))
    for target in ("check", "adresses"):
        done = run(checkout, target)
        assert done.returncode != 0
        assert "docs/visites/usine.md:2: L'adresse visites/atelier/" in done.stdout + done.stderr
    assert ledger.read_bytes() == first
    replaced(checkout, without_workshop(small_tree(visit("usine", structure="Atelier", **MOVED))))
    assert run(checkout, "adresses").stdout == (
        "redirigé : page visites/atelier/ mène à visites/usine/\n"
        "ajouté : page visites/usine/ = visites/atelier « Une visite chez Usine »\n"
        "adresses.txt est à jour.\n"
    )
    assert run(checkout, "check").stdout == "Rien à corriger.\n"


def test_a_page_deleted_on_purpose_is_withdrawn(checkout: Path) -> None:
    files = small_tree()
    del files["conseils/oser.md"]
    replaced(checkout, files)
    done = run(checkout, "check")
    assert "adresses.txt:" in done.stdout
    assert "« Un conseil pour oser » retirée le " in done.stdout
    done = run(checkout, "adresses", "RETIRER=/conseils/oser")
    assert re.match(
        r"retiré : page conseils/oser/ « Un conseil pour oser » retirée le \d{4}-\d\d-\d\d\n",
        done.stdout,
    )
    assert run(checkout, "check").stdout == "Rien à corriger.\n"
    done = run(checkout, "adresses", "RETIRER=visites/atelier/")
    assert done.returncode != 0
    assert "« visites/atelier/ » est toujours publié" in done.stderr


def test_without_its_ledger_nothing_is_checked_nor_built(checkout: Path) -> None:
    (checkout / LEDGER_NAME).unlink()
    for target in ("check", "site"):
        done = run(checkout, target)
        assert done.returncode != 0
        assert done.stderr.startswith("adresses.txt manque : sans lui, des adresses déjà publiées")
    os.mkfifo(checkout / LEDGER_NAME)
    for target in ("check", "adresses"):
        done = run(checkout, target)
        assert done.returncode != 0
        said = done.stdout + done.stderr
        assert "adresses.txt:1: Ce n'est pas un fichier que l'on puisse lire. Remettez" in said
    assert not (checkout / "site").exists()


# ---- The published ledger ---------------------------------------------------------------------


def join(checkout: Path, address: str) -> subprocess.CompletedProcess[str]:
    """What continuous integration runs before a build."""
    return subprocess.run(
        [str(checkout / ".ci/registre"), address],
        env=os.environ | {"LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1", "CURL_HOME": "/nowhere"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def online(tmp_path: Path) -> Path:
    """The folder of a published site."""
    return write_tree(tmp_path / "online", {"404.html": "<!doctype html><p>Rien ici"})


def test_what_is_online_is_remembered_though_nobody_noted_it(checkout: Path, online: Path) -> None:
    ledger = (checkout / LEDGER_NAME).read_text("utf-8")
    write_tree(online, {LEDGER_NAME: ledger.replace("\n", "\r\n") + "page visites/oubliee/\r\n"})
    with serve(online) as host:
        done = join(checkout, host.address)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "ajouté : page visites/oubliee/\nadresses.txt est à jour.\n"
        assert join(checkout, host.address).stdout == "adresses.txt était déjà à jour.\n"
    assert (checkout / LEDGER_NAME).read_text("utf-8") == "".join(
        sorted([*ledger.splitlines(True), "page visites/oubliee/\n"])
    )
    refused = run(checkout, "check", "FORMAT=github")
    assert refused.returncode != 0
    assert refused.stdout.startswith("::error file=adresses.txt,line=")
    assert "L'adresse visites/oubliee/ a paru, et rien n'y répond plus." in refused.stdout


def test_before_the_first_publication_there_is_nothing_to_join(
    checkout: Path, online: Path
) -> None:
    before = (checkout / LEDGER_NAME).read_bytes()
    done = join(checkout, "")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Le site n’est pas encore en ligne")
    with serve(online) as host:
        done = join(checkout, host.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Le site en ligne n’a pas encore de registre (http://127.0.0.1:")
    assert (checkout / LEDGER_NAME).read_bytes() == before


def test_a_ledger_that_cannot_be_read_stops_everything(checkout: Path, online: Path) -> None:
    before = (checkout / LEDGER_NAME).read_bytes()
    done = join(checkout, "http://127.0.0.1:9/nantes/")
    assert done.returncode != 0
    assert "Le registre du site en ligne n’a pas pu être lu" in done.stderr
    write_tree(online, {LEDGER_NAME: "<!doctype html><p>En travaux"})
    with serve(online) as host:
        done = join(checkout, host.address)
    assert done.returncode != 0
    assert "build/registre-en-ligne.txt n'est pas un registre : rien n'y est pris." in done.stderr
    assert (checkout / LEDGER_NAME).read_bytes() == before
