"""What the publisher fills in, what the site says when it is empty, and how to report a mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from commands.check_publisher import main
from journal.entries.publisher import (
    Sender,
    Site,
    correction_link,
    legal_notice,
    mail_of,
    site_url_fault,
)
from journal.gate.examine import check
from journal.gate.publisher import check_readable, empty_fields, read_config
from journal.gate.publisher_texts import check_publisher_texts
from journal.problems.problem import Severity, errors
from support.building import ROOT
from support.journals import TODAY, journal, visit

CONFIG = """\
site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]
extra:
  editeur:
    nom: "Le Carnet"
    adresse: ""
    courriel: ""
    telephone: 02 40 00 00 00
    responsable: Ada
    hebergeur: Une machine
  messages:
    fondement: ""
    conservation: Un an
  licence:
    nom: Licence Ouverte 2.0
    url: https://licence.example/
  inscription_courriel: https://lettre.example/
"""

ENTRY = journal(visit(title="'Été & Cie : que faire ?'")).visits[0]


def link(extra: dict[str, Any], repo_url: str = "") -> str | None:
    words = {"url": "https://a.example/b/", "name": "Carnet", "description": ""}
    return correction_link(ENTRY, Site.of(**words, extra=extra, repository=repo_url))


def test_the_legal_notice_keeps_its_lines_when_nothing_is_known() -> None:
    labels = [
        "Éditeur",
        "Adresse",
        "Courriel",
        "Téléphone",
        "Responsable de la publication",
        "Hébergeur",
    ]
    for extra in ({}, {"editeur": None}, {"editeur": {"nom": None}}):
        assert legal_notice(extra) == [(label, "") for label in labels]


def test_the_legal_notice_shows_what_was_filled_in() -> None:
    notice = dict(legal_notice({"editeur": {"nom": "Le Carnet", "telephone": 240}}))
    assert (notice["Éditeur"], notice["Téléphone"], notice["Adresse"]) == ("Le Carnet", "240", "")


def test_a_mistake_is_reported_by_mail_first() -> None:
    address = link({"editeur": {"courriel": "a@b.example"}}, repo_url="https://depot.example")
    assert address is not None
    assert address.startswith("mailto:a@b.example?subject=Correction%20%3A%20%C3%89t%C3%A9%20%26")
    assert "+" not in address
    fields = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert fields == {
        "subject": ["Correction : Été & Cie : que faire ?"],
        "body": ["Page concernée : https://a.example/b/visites/atelier/\r\n\r\n"],
    }


@pytest.mark.parametrize("repo_url", ["https://depot.example/x", "https://depot.example/x/"])
def test_else_by_an_issue(repo_url: str) -> None:
    address = urlsplit(link({"editeur": {"courriel": ""}}, repo_url=repo_url) or "")
    assert (address.netloc, address.path) == ("depot.example", "/x/issues/new")
    fields = parse_qs(address.query, strict_parsing=True)
    assert fields == {
        "template": ["signaler-une-erreur.yml"],
        "title": ["Correction : Été & Cie : que faire ?"],
        "page": ["https://a.example/b/visites/atelier/"],
    }


@pytest.mark.parametrize("extra", [{}, {"editeur": None}, {"editeur": {"courriel": None}}])
def test_else_not_at_all(extra: dict[str, Any]) -> None:
    assert link(extra) is None


def test_empty_fields_are_warnings_on_their_lines() -> None:
    problems = empty_fields(CONFIG)
    assert [(p.source, p.line, p.key, p.severity) for p in problems] == [
        ("mkdocs.yml", 5, "extra.editeur.adresse", Severity.WARNING),
        ("mkdocs.yml", 6, "extra.editeur.courriel", Severity.WARNING),
    ]
    # Whoever has a mail has messages.
    told = empty_fields(CONFIG.replace('courriel: ""', "courriel: a@b.example"))
    assert [p.key for p in told] == ["extra.editeur.adresse", "extra.messages.fondement"]
    assert problems[0].message == (
        "Le champ « Adresse » n'est pas renseigné : le site le dira à qui le lit."
    )


def test_absent_fields_are_warnings_where_they_should_be() -> None:
    problems = empty_fields("site_name: a\nextra:\n  licence:\n    nom: b\n")
    assert len(problems) == 8
    assert {p.line for p in problems if p.key and p.key.startswith("extra.editeur")} == {2}
    assert [p.line for p in problems if p.key == "extra.licence.url"] == [3]


def test_nothing_empty_says_nothing() -> None:
    assert empty_fields(CONFIG.replace('""', "oui@a.example")) == []


def test_a_configuration_that_cannot_be_read_says_so() -> None:
    assert empty_fields("extra: a : b\n")[0].code == "deux-points-sans-guillemets"


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_folder")
def test_the_program_reports_and_never_fails(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["mkdocs.yml:5", "mkdocs.yml:6"]


@pytest.mark.usefixtures("_folder")
def test_the_program_speaks_to_github(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--format=github"])
    assert capsys.readouterr().out.startswith("::warning file=mkdocs.yml,line=5,col=5::")


@pytest.mark.parametrize(
    "typed",
    [
        "Asso <contact@example.org>",
        "mailto:contact@example.org",
        "contact(at)example.org",
        "contact [arobase] example.org",
        " contact@example.org ",
        "contact@example.org.",
    ],
)
def test_a_mail_that_is_not_bare_is_named_and_read_all_the_same(typed: str) -> None:
    config = CONFIG.replace('courriel: ""', f'courriel: "{typed}"')
    [problem] = [p for p in empty_fields(config) if p.severity is Severity.ERROR]
    assert (problem.code, problem.line) == ("contact-invalide", 6)
    assert problem.hint == 'Écrivez : courriel: "contact@example.org"'
    assert mail_of({"editeur": {"courriel": typed}}) == "contact@example.org"
    assert "mailto:contact@example.org?" in (link({"editeur": {"courriel": typed}}) or "")


@pytest.mark.parametrize("typed", ["personne", "à demander", "a@b", "élu@example.org"])
def test_what_is_no_mail_is_not_written_to(typed: str) -> None:
    config = CONFIG.replace('courriel: ""', f'courriel: "{typed}"')
    assert "contact-invalide" in {p.code for p in empty_fields(config)}
    assert link({"editeur": {"courriel": typed}}) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("contact@lettre.example", "mailto:contact@lettre.example"),
        ("https//lettre.example/", "https://lettre.example/"),
    ],
)
def test_an_address_of_the_settings_is_whole(typed: str, meant: str) -> None:
    config = CONFIG.replace("https://lettre.example/", typed)
    [problem] = [p for p in empty_fields(config) if p.severity is Severity.ERROR]
    assert problem.hint == f'Écrivez : inscription_courriel: "{meant}"'


def test_the_agenda_of_others_is_at_an_address_that_anyone_reaches() -> None:
    config = f"{CONFIG}  agenda_ailleurs:\n    nom: Une voisine\n    url: https//voisine.example/\n"
    [problem] = [p for p in empty_fields(config) if p.severity is Severity.ERROR]
    assert problem.hint == 'Écrivez : url: "https://voisine.example/"'
    assert errors(empty_fields(config.replace("https//", "https://"))) == []
    assert errors(empty_fields(CONFIG)) == []


@pytest.mark.parametrize(
    ("site_url", "said"),
    [
        ("", "SITE_URL est vide : écrivez-la en entier"),
        (" ", "SITE_URL est vide"),
        ("visites.example.org", "écrivez SITE_URL=https://visites.example.org"),
        ("//visites.example.org/a/", "écrivez SITE_URL=https://visites.example.org/a/"),
        ("ftp://visites.example.org", "n'est pas l'adresse d'un site"),
        ("https://", "n'est pas l'adresse d'un site"),
        ("https://a.example/?b", "écrivez SITE_URL=https://a.example/"),
        ("https://a.example/b/index.html#c", "écrivez SITE_URL=https://a.example/b/"),
        ("HTTPS://A.example/B/", "écrivez SITE_URL=https://a.example/B/"),
        ("htps://a.example/", "écrivez SITE_URL=https://a.example/"),
        ('"https://a.example" ', "écrivez SITE_URL=https://a.example"),
        ("https://a.example,", "écrivez SITE_URL=https://a.example"),
        ("https://nom:secret@a.example/", "un mot de passe, qui serait publié"),
        ("/carnet/", "écrivez-la en entier"),
        ("https://a..example/", "n'est pas l'adresse d'un site"),
        (f"https://{'a' * 70}.example/", "n'est pas l'adresse d'un site"),
        # What a server, a policy or a calendar would read otherwise.
        ("https://a.example/x;y/", "écrivez SITE_URL=https://a.example/x%3By/"),
        ("https://a.example/{$HOME}/", "écrivez SITE_URL=https://a.example/%7B%24HOME%7D/"),
        ("https://a.example/l'été/", "écrivez SITE_URL=https://a.example/l%27été/"),
        ("https://a.example/a/../../b/", "écrivez-la en entier"),
        ("localhost:8000", "Il manque http:// au début de SITE_URL : écrivez SITE_URL=http://"),
    ],
)
def test_an_address_that_is_no_site_s_is_said_in_french(site_url: str, said: str) -> None:
    assert said in (site_url_fault(site_url) or "")


@pytest.mark.parametrize(
    "site_url",
    [
        None,
        "https://a.example",
        "http://127.0.0.1:8000/a/",
        "https://a.example/~nous/l%20essai/carnet-2_été/",
        "https://été.example",
        "http://[::1]:80",
    ],
)
def test_an_address_of_a_site_is_taken(site_url: str | None) -> None:
    assert site_url_fault(site_url) is None


def test_what_the_site_is_called_is_one_line() -> None:
    """Each of these becomes a line of a mail's head, of a calendar or of a list."""
    broken = "Carnet\r\nBcc: toutes@asso.example\n"
    extra = {
        "autorite": broken,
        "licence": {"nom": broken, "url": broken},
        "editeur": {"nom": broken, "courriel": broken},
        "inscription_courriel": f"https://a.example/\nBcc: {broken}",
    }
    site = Site.of(url="https://a.example/", name=broken, description=broken, extra=extra)
    sender = Sender.of(extra=extra, site_name=broken)
    said = (site.name, site.description, site.authority, site.licence, site.terms, site.mail)
    for text in (*said, sender.name, sender.mail, sender.sign_up):
        assert len(text.splitlines()) <= 1
    assert site.name == sender.name == "Carnet Bcc: toutes@asso.example"


SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('nom: ""', 'nom: "Association', "11 guillemets"),
        ('nom: ""', 'nom: "Association "L\'Atelier""', "11 guillemets"),
        ('nom: ""', "nom: L'Atelier : nous", "11 deux-points-sans-guillemets"),
        ('    nom: ""', '   nom: ""', "12 en-tete-illisible"),
        ('    nom: ""', '\tnom: ""', "11 tabulation"),
        ("nav:", "nav: [", "37 en-tete-illisible"),
    ],
)
def test_settings_that_nothing_can_read_are_said_with_their_line(
    before: str, after: str, expected: str
) -> None:
    config = SETTINGS.replace(before, after, 1)
    first, *others = check_readable(config)
    assert f"{first.line} {first.code}" == expected
    assert {first, *others} <= set(check({}, today=TODAY, config=config))


@pytest.mark.parametrize(
    "added", ["", "x: !!python/name:a.b", "a: &a {b: 1}\nc: *a", "x: 0o7", "y: [1, {z: 2}]", "# «"]
)
def test_settings_may_hold_all_that_yaml_has(added: str) -> None:
    assert list(check_readable(f"{SETTINGS}\n{added}\n")) == []
    assert read_config(SETTINGS.encode()) == (SETTINGS, [])


def test_settings_in_another_encoding_are_said_so() -> None:
    text, problems = read_config("a: 1\nb: été\n".encode("latin-1"))
    assert (text, [(p.source, p.line, p.code) for p in problems]) == (
        "",
        [("mkdocs.yml", 2, "pas-utf-8")],
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("telephone: 0240000000", 'Écrivez : telephone: "0240000000"'),
        ("telephone: +33240000000", 'Écrivez : telephone: "+33240000000"'),
        ("nom: “Les Mains Vertes”", 'Écrivez : nom: "Les Mains Vertes"'),
        ("nom: Les Mains Vertes #44", 'Écrivez : nom: "Les Mains Vertes #44"'),
        ("nom: À COMPLÉTER", "Remplacez-le, ou laissez la valeur vide."),
        ("téléphone: 02 40 00 00 00", "Remplacez « téléphone » par « telephone »."),
        ("Nom: Les Mains Vertes", "Remplacez « Nom » par « nom »."),
        ("nom: Un\n    nom: Deux", "Gardez une seule des deux lignes."),
    ],
)
def test_what_would_not_be_published_as_it_was_typed_is_said(typed: str, said: str) -> None:
    [problem] = check_publisher_texts(f"extra:\n  editeur:\n    {typed}\n")
    assert problem.hint == said
    assert problem.line == (4 if "Deux" in typed else 3)


@pytest.mark.parametrize(
    "typed",
    [
        *("nom: Les Mains Vertes # remarque", 'telephone: "0240000000"', "nom: L'atelier n° 4"),
        *("nom: A & B", "responsable: oui", "adresse: >\n      8 rue\n      44000 Nantes"),
        *("siret: 123", "nom: Les « Mains » vertes", "telephone: 02 40 00 00 00", "nom: *n"),
    ],
)
def test_what_is_read_as_it_was_typed_is_not_said(typed: str) -> None:
    assert not list(check_publisher_texts(f"extra:\n  editeur:\n    {typed}\n"))
