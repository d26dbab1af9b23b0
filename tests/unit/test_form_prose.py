"""Drafts of word processors, mails and notes, as the Markdown that they meant."""

from __future__ import annotations

from datetime import date

import pytest

from journal.forms.contacts import MAIL, PHONE, without_contacts
from journal.forms.days_in_words import names_several_days, understand_day, understand_hours
from journal.forms.item_lists import as_list
from journal.forms.prose import as_line, as_markdown, sentences

TODAY = date(2026, 6, 15)

DRAFTS = [
    # Bullets of Word, of its symbol typeface, of telephones; the letter o is its second level.
    ("•\tbois\n•\tmétal", "- bois\n- métal"),
    ("·         bois\n·         métal", "- bois\n- métal"),
    ("\uf0b7\tbois\n\uf0b7 métal", "- bois\n- métal"),
    ("▪ bois\n➢ métal", "- bois\n- métal"),
    ("Ø  bois\nü\tmétal\n§  verre", "- bois\n- métal\n- verre"),
    ("•\u00a0bois", "- bois"),
    ("•bois\n•métal", "- bois\n- métal"),
    ("– bois\n— métal", "- bois\n- métal"),
    ("❖ bois\n🔹 métal", "- bois\n- métal"),
    ("☐ bois\n☑métal", "- [ ] bois\n- [x] métal"),
    ("* bois\n* métal", "- bois\n- métal"),
    ("• bois\no\tchêne\no\thêtre\n• métal", "- bois\n    - chêne\n    - hêtre\n- métal"),
    ("• bois\no chêne\n• métal", "- bois\n    - chêne\n- métal"),
    ("  * bois\n  * métal", "- bois\n- métal"),
    ("- bois\n  - chêne\n- métal", "- bois\n    - chêne\n- métal"),
    # A letter alone, a sum, a product reference: no bullet.
    ("o comme ouverture", "o comme ouverture"),
    ("– 3 °C ce matin-là", "- 3 °C ce matin-là"),
    # A paragraph of an item.
    ("1. voir\n\n   de près\n2. écouter", "1. voir\n\n    de près\n2. écouter"),
    ("- voir\n\n  de près\n\nEnsuite.", "- voir\n\n    de près\n\nEnsuite."),
    # Numbers.
    ("1) voir\n2) écouter", "1. voir\n2. écouter"),
    ("1.\tvoir\n2.\técouter", "1. voir\n2. écouter"),
    ("1/ voir\n2/ écouter", "1. voir\n2. écouter"),
    ("1 - voir\n2 - écouter", "1. voir\n2. écouter"),
    ("1. voir\n\n2. écouter", "1. voir\n2. écouter"),
    ("1. voir\n• avec les yeux\n2. écouter", "1. voir\n    - avec les yeux\n2. écouter"),
    ("1. voir\n2. écouter\n\n• après", "1. voir\n2. écouter\n\n- après"),
    ("14. Une fois", "14\\. Une fois"),
    ("2026. Une année", "2026\\. Une année"),
    # What comes before and after a list stands apart.
    ("Trois ateliers :\n• bois\n• métal\nEnsuite, la boutique.",
     "Trois ateliers :\n\n- bois\n- métal\n\nEnsuite, la boutique."),
    # Paragraphs: one a line, unless a program broke the line.
    ("Un matin.\nUn soir.", "Un matin.\n\nUn soir."),
    ("Nous avons visité l'atelier et la boutique de cette structure\nde quartier.",
     "Nous avons visité l'atelier et la boutique de cette structure\nde quartier."),
    ("- un élément dont la ligne a été coupée par la messagerie\nde la personne",
     "- un élément dont la ligne a été coupée par la messagerie\n    de la personne"),
    ("    Un alinéa de Word.", "Un alinéa de Word."),
    ("\u00a0\u00a0Un alinéa.\u00a0", "Un alinéa."),
    ("Fin de ligne\\\nSuite", "Fin de ligne\n\nSuite"),
    # Quotation marks.
    ("“Oui”, dit-elle", "« Oui », dit-elle"),
    ("l’“accueil”", "l’« accueil »"),
    ("l’ “accueil”", "l’« accueil »"),
    ("un “ seul", "un “ seul"),
    # Headings go under the section's.
    ("Titre\n===", "Titre"),
    ("### Trois\n# Un", "### Trois\n\n### Un"),
    ("# Un\n## Deux\n#### Quatre", "### Un\n\n#### Deux\n\n##### Quatre"),
    # Code, and what follows it; a fence that nothing closes is text.
    ("```\nun\n```\nAprès.", "```\nun\n```\n\nAprès."),
    ("```\nun\n\ndeux", "\\`\\`\\`\nun\n\ndeux"),
    # Tables without their line of dashes; other tools' links; marks with spaces inside.
    ("| a | b |\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |"),
    ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
    ("[[La page]] et [[page|ses mots]]", "La page et ses mots"),
    ("** gras ** et **gras **", "**gras** et **gras**"),
    ("**un** et **deux**, puis **trois **fois", "**un** et **deux**, puis **trois** fois"),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=05%7C1",
     "<https://example.org/>"),
    ("####### sept", "\\####### sept"),
    # Links.
    ("[Leur site](a.example/b) et [nous](joujou.md), [leur bilan](bilan.pdf)",
     "[Leur site](https://a.example/b) et [nous](joujou.md), leur bilan"),
    ("Voir https://a.example/b_(c).", "Voir <https://a.example/b_(c)>."),
    ("Voir www.a.example/b.", "Voir <https://www.a.example/b>."),
    ("(https://a.example/)", "(<https://a.example/>)"),
    ("[ici](https://a.example/x?y=1&z=2)", "[ici](https://a.example/x?y=1&z=2)"),
    ("[ici](../conseils/oser.md#a)", "[ici](../conseils/oser.md#a)"),
    ("[ici](data:text/html,a)", "ici"),
    ("[ici](C:\\a)", "ici"),
    ("> une parole\n> sur deux lignes", "> une parole\n> sur deux lignes"),
]  # fmt: skip


# Pasted from a spreadsheet: a corner, a first cell and a last one may be empty.
TABLES = [
    (
        "\t2024\t2025\nVentes\t10\t12",
        "|  | 2024 | 2025 |\n| --- | --- | --- |\n| Ventes | 10 | 12 |",
    ),
    ("Poste\tAn\nVentes\t", "| Poste | An |\n| --- | --- |\n| Ventes |  |"),
    ("Poste\tAn\n\t2025\n\t\nDon\t3", "| Poste | An |\n| --- | --- |\n|  | 2025 |\n| Don | 3 |"),
    ("a\tb\nc\td\te", "| a | b |  |\n| --- | --- | --- |\n| c | d | e |"),
    ("\tUn alinéa.\n\tUn autre.", "Un alinéa.\n\nUn autre."),
]


@pytest.mark.parametrize(("pasted", "meant"), TABLES)
def test_a_table_keeps_every_cell(pasted: str, meant: str) -> None:
    assert as_markdown(pasted) == meant


@pytest.mark.parametrize(("draft", "meant"), DRAFTS, ids=[draft[:30] for draft, _ in DRAFTS])
def test_a_draft_is_what_it_meant(draft: str, meant: str) -> None:
    assert as_markdown(draft) == meant


@pytest.mark.parametrize("meant", [meant for _, meant in DRAFTS if "\\" not in meant])
def test_markdown_stays_as_it_is(meant: str) -> None:
    assert as_markdown(as_markdown(meant)) == as_markdown(meant)


def test_each_line_is_an_item() -> None:
    assert as_list("Un.\n\n2. Deux\n• trois\n### Quatre") == "- Un.\n- Deux\n- trois\n- Quatre"
    assert as_list("- [ ] Un\n- [x] Deux\nTrois", "- [ ]") == "- [ ] Un\n- [ ] Deux\n- [ ] Trois"
    wrapped = (
        "- un élément assez long dont la ligne a été coupée par ma messagerie\n  de travail\n- deux"
    )
    assert as_list(wrapped).count("\n") == 1
    assert as_list(wrapped.replace("- ", "").replace("  de", "de")).count("\n") == 1
    assert as_list("") == ""
    assert as_list("1.Un\nb) Deux\n3.5 tonnes\n✅ Quatre") == "- Un\n- Deux\n- 3.5 tonnes\n- Quatre"


_LONG_IDEA = "accueillir chaque personne dès son arrivée, sans la faire attendre debout"
_LONG_LINK = "La page du réseau https://exemple.example/une/page/au-nom-assez-long-pour-cela"


def test_a_field_of_a_form_breaks_no_line() -> None:
    ideas = f"{_LONG_IDEA}\nmontrer ses outils"
    assert as_list(ideas).count("- ") == 1
    assert as_list(ideas, is_broken=False).count("- ") == 2
    prose = f"Nous avons appris à {_LONG_IDEA}\nMontrer ses outils aide"
    assert "\n\n" not in as_markdown(prose)
    assert "\n\n" in as_markdown(prose, is_broken=False)


@pytest.mark.parametrize("following", ["https://exemple.example/deux", "une autre page"])
def test_a_link_ends_its_line(following: str) -> None:
    assert as_list(f"{_LONG_LINK}\n{following}").count("- ") == 2


def test_a_line_is_plain_text() -> None:
    assert as_line("  **Un**\n“deux”  ") == "Un « deux »"
    assert as_line("![IMG](https://a.example/b.png) et [ici](https://a.example/)") == "IMG et ici"


def test_sentences_are_whole_and_few() -> None:
    assert sentences(["Un. Deux. Trois."], (3, 9)) == "Un. Deux."
    assert sentences(["Un.", "Deux."], (5, 20)) == "Un. Deux."
    assert sentences(["Un mot de trop"], (5, 10)) == "Un mot de…"
    assert sentences([], (5, 10)) == ""


# ---- People ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("Écrire à ada.b+c@asso.example.org.", [MAIL]),
        ("ada (at) example.org", [MAIL]),
        ("ada [arobase] example.org", [MAIL]),
        ("<ada@example.org>", [MAIL]),
        ("[écrire](mailto:ada@example.org?subject=a)", [MAIL]),
        ("[appeler](tel:0240123456)", [PHONE]),
        ("Tél. : 02 40 12 34 56", [PHONE]),
        ("0240123456", [PHONE]),
        ("02.40.12.34.56", [PHONE]),
        ("02-40-12-34-56", [PHONE]),
        ("+33 (0)2 40 12 34 56", [PHONE]),
        ("+33240123456", [PHONE]),
        ("0033 2 40 12 34 56", [PHONE]),
        ("+32 470 12 34 56", [PHONE]),
        ("0 800 123 456", [PHONE]),
        ("ada@example.org et 06 12 34 56 78", [MAIL, PHONE]),
    ],
)
def test_nobody_can_be_reached(typed: str, kinds: list[str]) -> None:
    text, found = without_contacts(typed)
    assert found == kinds
    assert "example.org" not in text
    assert not any(sign in text for sign in ("34 56", "3456", "34.56", "34-56", "123 456", "56 78"))


@pytest.mark.parametrize(
    "typed",
    [
        "12 000 000 euros en 2024",
        "SIRET 123 456 789 00012",
        "du 14/03/2026 au 16/03/2026",
        "de 02 à 10, puis 20 30 40 50",
        "https://example.org/0240123456?a=b@c.fr",
        "@equipe, le prix est à 3 @ 4",
        "14 rue de la Paix, 44000 Nantes",
        "article R2122-8 du 29 décembre 2025",
        "60 000 € + 12 000 € + 3 000 €",
        "10 20 30 40 50",
        "01/02/2026 12:00",
        "le 01.02.2026 12 13 14",
    ],
)
def test_what_reaches_nobody_stays(typed: str) -> None:
    assert without_contacts(typed) == (typed, [])


# ---- Days and hours ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 mars 2026", "2026-03-14"),
        ("14/03/2026", "2026-03-14"),
        ("14.03.26", "2026-03-14"),
        ("2026-03-14", "2026-03-14"),
        ("Samedi 14 mars 2026.", "2026-03-14"),
        ("le samedi 14 mars 2026 à 14h", "2026-03-14"),
        ("samedi 14 mars 2026, de 14h à 17h30", "2026-03-14"),
        ("14 mars 2026 14:00-17:30", "2026-03-14"),
        ("samedi 14 mars", "2026-03-14"),
        ("Vendredi 14 mars", "2025-03-14"),
        ("14 mars dernier", "2026-03-14"),
        ("14 mars prochain", "2027-03-14"),
        ("1er mai 2026", "2026-05-01"),
        ("mars 2026", "2026-03"),
        ("en mars 2026", "2026-03"),
        ("2026", "2026"),
        ("14 mars", "XXXX-03-14"),
        ("lundi 14 mars", "XXXX-03-14"),
        ("du 14 au 16 mars 2026", "2026-03-14/2026-03-16"),
        ("14-16/03/2026", "2026-03-14/2026-03-16"),
        ("14, 15 et 16 mars 2026", "2026-03-14/2026-03-16"),
        ("30 avril et 1er mai 2026", "2026-04-30/2026-05-01"),
        ("sam. 14/03/26 - 9h30", "2026-03-14"),
        ("C'était le samedi 14 mars 2026, le matin, sous la pluie", "2026-03-14"),
        ("14 août 2026, l'après-midi", "2026-08-14"),
        ("On y est allés le 14/03/2026 avec 6 personnes", "2026-03-14"),
        ("début mars 2026", "2026-03"),
        ("mi-mars 2026", "2026-03"),
        ("le sam. 14 mars dernier l'après-midi", "2026-03-14"),
        ("sam. 14 mars, en fin de matinée", "2026-03-14"),
        ("mar 2026", "2026-03"),
        ("printemps 2026", "2026"),
        ("courant 2026", "2026"),
        ("Jeudi 19 déc. 24", "2024-12-19"),
        ("du 14 au 16 mars 26", "2026-03-14/2026-03-16"),
    ],
)
def test_a_day_is_understood(typed: str, day: str) -> None:
    understood = understand_day(typed, TODAY).day
    assert understood
    assert understood.edtf == day


@pytest.mark.parametrize(
    "typed",
    [
        *("14 brumaire 26", "mars 26", "14 mars au 16"),
        *("", "hier", "au printemps", "31/02/2026", "14 brumaire 2026", "14h"),
        *("3 juin et 10 juin 2026", "14/03/2026 et 21/03/2026", "14, 16 et 17 mars 2026"),
        *("pas le 14 mars 2026", "le 14 mars 2026 ou le 15", "après le 14 mars 2026"),
    ],
)
def test_a_day_is_not_invented(typed: str) -> None:
    assert understand_day(typed, TODAY).day is None


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("14h-17h30", "14:00-17:30"),
        ("de 14 h à 17 h 30", "14:00-17:30"),
        ("9h", "09:00"),
        ("14", "14:00"),
        ("entre 14 et 17h.", "14:00-17:00"),
        ("de 10h jusqu'à midi", "10:00-12:00"),
        ("à midi", "12:00"),
        ("14:00 – 17:30", "14:00-17:30"),
        ("à partir de 14h, goûter à 16h", "à partir de 14h, goûter à 16h"),
        ("l'après-midi", "l'après-midi"),
        ("25h", "25h"),
    ],
)
def test_hours_are_understood(typed: str, hours: str) -> None:
    assert understand_hours(typed) == hours


def test_days_apart_are_told_from_one_day() -> None:
    assert names_several_days("3 juin et 10 juin 2026")
    assert names_several_days("les samedis 14 et 21 mars 2026")
    assert not names_several_days("14 mars 2026 à 9 h")
    assert not names_several_days("14 brumaire 2026")
    assert not names_several_days("le 14/03/2026, à 3 km de Nantes")


def test_hours_beside_a_day_are_kept() -> None:
    assert understand_day("samedi 14 mars 2026, de 14h à 17h30", TODAY).hours == "14h à 17h30"
    assert understand_day("samedi 14 mars 2026 à midi", TODAY).hours == "midi"
    for typed in (
        "14 mars 2026 après-midi",
        "14 mars 2026, l'après midi",
        "14 mars 2026 avant midi",
    ):
        assert understand_day(typed, TODAY).hours == ""
