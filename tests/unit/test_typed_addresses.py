"""Addresses and links as people paste them: what is said of each, and that it is not said again.

Each line that the gate proposes is put in place of what was typed, and is then accepted.
"""

from __future__ import annotations

import re

import pytest

from journal.gate.examine import check
from journal.problems.problem import Problem, errors
from support.gate import HEADER, around, examined_body
from support.journals import SITE_URL, TODAY, as_files

NBSP, NARROW, THIN, WIDE = "\u00a0", "\u202f", "\u2009", "\u3000"
SAFELINK = "https://eur01.safelinks.protection.outlook.com/?data=05&url="
PREVIEW = "http%3A%2F%2F127.0.0.1%3A8000%2Fvisites%2Fatelier%2F"
PAGE = "../visites/atelier.md"

# What is typed, the passage to replace, and what the gate says to write there.
MENDED = [
    # Spaces that nobody sees.
    *((f"[a](oser.md{space})", f"oser.md{space}", "oser.md") for space in (NBSP, NARROW, THIN)),
    (f"[a](oser.md{WIDE})", f"oser.md{WIDE}", "oser.md"),
    ("[a](oser.md%C2%A0)", "oser.md%C2%A0", "oser.md"),
    ("[a](oser.md&nbsp;)", "oser.md&nbsp;", "oser.md"),
    (f"[a]({NBSP}oser.md)", f"{NBSP}oser.md", "oser.md"),
    (f"[a](<oser.md{NBSP}>)", f"oser.md{NBSP}", "oser.md"),
    (f"[a](https://example.org/{NARROW})", f"https://example.org/{NARROW}", "https://example.org/"),
    ("[a](https://example.org/%E2%80%8B)", "https://example.org/%E2%80%8B", "https://example.org/"),
    ("[a](https://example.org/%EF%BB%BFb)", "https://example.org/%EF%BB%BFb", "https://example.org/b"),
    (f"[a](mailto:a@example.org{NBSP})", f"mailto:a@example.org{NBSP}", "mailto:a@example.org"),
    (f"https://example.org/a{NBSP}: b", "https://example.org/a", "<https://example.org/a>"),
    (f"<mailto:a@example.org{NBSP}>", f"<mailto:a@example.org{NBSP}>", "<mailto:a@example.org>"),
    (f"[a][1]\n\n[1]: oser.md{NBSP}", f"oser.md{NBSP}", "oser.md"),
    # What a sentence puts after an address, and GitHub into it.
    ("Voir https://example.org/a… et", "https://example.org/a…", "<https://example.org/a>…"),
    ("« https://example.org/a».", "https://example.org/a»", "<https://example.org/a>»"),
    # Schemes.
    *(
        (f"Voir {typed}example.org/a ici.", f"{typed}example.org/a", "https://example.org/a")
        for typed in (
            *("https : //", "https: //", "https:// ", "https//", "http:/", "https:///", "https;//"),
            *("htpps://", "hhtps://", "htp://", "htttps://", "ttps://", "https:\\\\"),
        )
    ),
    ("Voir www,example.org ici.", "www,example.org", "https://www.example.org"),
    ("Voir wwww.example.org ici.", "wwww.example.org", "https://www.example.org"),
    ("Voir https:www.example.org ici.", "https:www.example.org", "https://www.example.org"),
    ("[a](://example.org)", "://example.org", "https://example.org"),
    ("[a](lien:https://example.org)", "lien:https://example.org", "https://example.org"),
    ("[a](url=https://example.org)", "url=https://example.org", "https://example.org"),
    ("[a](callto:0240000000)", "callto:0240000000", "tel:+33240000000"),
    (f'[a](oser.md{NBSP}"b")', f'oser.md{NBSP}"b"', 'oser.md "b"'),
    ("[a](hhtps://example.org)", "hhtps://example.org", "https://example.org"),
    ('[a](https://example.org"b")', 'https://example.org"b"', "https://example.org"),
    ("[a](https://example.org/b%20)", "https://example.org/b%20", "https://example.org/b"),
    ("[a](0240000000)", "0240000000", "tel:+33240000000"),
    # Forms of other tools.
    *(
        (typed, typed, "[le site](https://example.org/a)")
        for typed in (
            "[https://example.org/a le site]",
            "[[https://example.org/a|le site]]",
            "[[le site|https://example.org/a]]",
            "[[https://example.org/a][le site]]",
            "[le site->https://example.org/a]",
            "[le site|https://example.org/a]",
            "[https://example.org/a|le site]",
            "[le site]<https://example.org/a>",
            "[le site][https://example.org/a]",
            '"le site":https://example.org/a',
            "<https://example.org/a|le site>",
            "(https://example.org/a)[le site]",
            "(le site)[https://example.org/a]",
            "https://example.org/a[le site]",
            "[url=https://example.org/a]le site[/url]",
            '[URL="https://example.org/a"]le site[/URL]',
            "[le site] (https://example.org/a)",
            "[le site](https://example.org/a",
        )
    ),
    ("[le site] [1]\n\n[1]: https://example.org", "[le site] [1]", "[le site][1]"),
    # Lines that were refused in their turn.
    (f"[a]({SAFELINK}{PREVIEW})", f"{SAFELINK}{PREVIEW}", PAGE),
    ("[a](http://127.1:8000/visites/atelier/)", "http://127.1:8000/visites/atelier/", PAGE),
    ("[a](http://localhost/visites/atelier/#b)", "http://localhost/visites/atelier/#b", PAGE),
    *(
        (typed, typed, meant)
        for typed, meant in (
            ("[a](https://example.org/ma page)", "[a](https://example.org/ma%20page)"),
            ("[a](https://example.org Le titre)", "[a](https://example.org)"),
            ('[a](https://example.org "titre )', '[a](https://example.org "titre")'),
            ("[a](tel:+33 (0)2 40 00 00 00)", "[a](tel:+33240000000)"),
            ("[a](02 40 00 00 00)", "[a](tel:+33240000000)"),
            ("[a](https://example.org/b-\nc.pdf)", "[a](https://example.org/b-c.pdf)"),
            ("[a](oser.md le conseil)", "[a](oser.md)"),
            ("(https://example.org/a)[ici]", "[Titre de la page](https://example.org/a)"),
            ("<https://example.org/a b>", "[texte du lien](https://example.org/a%20b)"),
            ("[url]https://example.org/a[/url]", "<https://example.org/a>"),
            ("[email=a@example.org]b[/email]", "[b](mailto:a@example.org)"),
            ("[[atelier]]", f"[atelier]({PAGE})"),
            ("https://example.org/b-\nc.pdf", "https://example.org/b-c.pdf"),
        )
    ),
    # One's own machine, in the text.
    *(
        (f"Voir {host}/visites/atelier/", f"{host}/visites/atelier/", f"[Titre de la page]({PAGE})")
        for host in ("127.0.0.1:8000", "localhost:8000", "http://localhost:8000", "[::1]:8000")
    ),
]  # fmt: skip


def of_body(body: str) -> list[Problem]:
    return [p for p in examined_body(f"\n{body}\n") if p.path == "conseils/essai.md"]


@pytest.mark.parametrize(("body", "typed", "meant"), MENDED)
def test_what_is_proposed_is_accepted(body: str, typed: str, meant: str) -> None:
    assert typed in body
    hints = [problem.hint for problem in of_body(body)]
    assert any(re.search(rf": {re.escape(meant)}\.?(?: ;|$)", hint) for hint in hints), hints
    assert of_body(body.replace(typed, meant)) == []


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.1/a", "http://0/a", "http://0x7f.1/a", "http://017700000001/a"),
        *("http://2130706433/a", "http://[::1]/a", "http://[fc00::1]/", "http://169.254.1.1/"),
        *("http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://nas.local/"),
        *("http://a.localhost/b", "http://a.internal/", "http://nas.lan/", "http://a.home/"),
        *("https://a.test/", "https://a.invalid/", "http://intranet/doc", "https://nas:5000/"),
        *("http://127。0。0。1/a", "https://example..org/", "https://256.1.1.1/", "https://…"),
    ],
)
def test_an_address_that_nobody_else_reaches_is_refused(address: str) -> None:
    found = of_body(f"Voir [la page]({address}).")
    assert [problem.code for problem in found] == ["adresse-refusee"]
    assert errors(found)
    assert "Écrivez : http" not in found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "192.168.1.1/admin",
        "localhost:8000/nulle-part/",
        "nas.local:5000/photos",
        "C:\\Users\\camille\\rapport.pdf",
        "\\\\serveur\\partage\\rapport.odt",
        "file:///home/camille/rapport.pdf",
        "content://media/external/12",
        "blob:https://example.org/5f3a",
    ],
)
def test_a_place_of_one_s_own_is_said_in_the_text_too(text: str) -> None:
    [found] = of_body(f"Le document est là : {text}")
    assert found.code in ("adresse-refusee", "fichier-d-ordinateur")


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://www.économie.gouv.fr/é), [b](https://例え.jp/), [c](https://xn--conomie-9ua.fr/)",
        "[a](https://example.org:8443/b), [c](https://8.8.8.8/), [d](https://[2001:4860:4860::8888]/)",
        "[a](https://fr.wikipedia.org/wiki/Quai_(Nantes)) (voir https://example.org/a_(b)).",
        "[a](https://example.org/b#:~:text=un%20mot,suite) et https://example.org/b#:~:text=mot",
        "[a](https://example.org/?q=a%20b&r=c,d;e&f[]=1&url=https://example.com/) https://a.example/",
        "[a](mailto:a@example.org?subject=Une%20visite&body=Bonjour), [b](tel:+33240000000)",
        "[a](https://web.archive.org/web/2020/https://example.org/) https://example.org/caf%C3%A9",
        "[a](https://example.org/a%C2%A0b), [b](https://example.org/?a=1&amp;b=2)",
        "[a](<oser.md>), [b](<https://example.org/a>), <https://example.org/b>",
        "Une adresse commence par https:// ou http:// ; le fichier http/client.py, le port :8000.",
        "De 10.1/20 à 192.168.1.0/24, la version 1.2.3.4, l'heure 12:30, un ratio de 3/4, et/ou.",
        "Trois [1] sources [2, 3], [sic] [...], l'un [A->B], un « mot »:https et (oser)[le].",
        "Voir https://example.org/\net https://example.org/a/\nEnsuite. https://example.org\nfin",
        "[a](https://example.org)[^1], [b](oser.md)[la suite].\n\n[^1]: Une note.",
        "`localhost:8000/a`, `https//x.org`, `C:\\Users\\a`, `[url=a]b[/url]`",
        "Lettre C: \\ et 5\\:3, ratio a\\b, c:d, x-y, la ww, le www et la page www.",
        "[Nantes][1] et [Nantes][] et [note][^1].\n\n[1]: oser.md\n[nantes]: oser.md\n[^1]: Là.",
    ],
)
def test_what_is_sound_is_not_refused(body: str) -> None:
    assert of_body(body) == []


# ---- In headers ---------------------------------------------------------------------------------


def of_header(lines: str) -> list[Problem]:
    """What is said of lines that take the place of those of the same key in a sound header."""
    keys = re.findall(r"^(\w+):", lines, re.MULTILINE)
    kept = [line for line in HEADER.split("\n") if line.partition(":")[0] not in keys]
    page = "\n".join([*kept[:-2], lines, "---", "Un texte.", ""])
    tree = around() | as_files({"conseils/essai.md": page})
    found = check(tree, today=TODAY, site_url=SITE_URL)
    return [problem for problem in found if problem.path == "conseils/essai.md"]


def source(url: str) -> str:
    return f'sources:\n  - titre: Un rapport\n    url: "{url}"'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (f"https://example.org/{NBSP}", "https://example.org/"),
        ("https://example.org/%C2%A0", "https://example.org/"),
        (f"https://exam{NBSP}ple.org/", "https://example.org/"),
        (f"{SAFELINK}{PREVIEW}", f"{SITE_URL}visites/atelier/"),
        (f"{SAFELINK.removeprefix('https://')}https%3A%2F%2Fexample.org%2F", "https://example.org/"),
        ("http://127.0.0.1:8000/visites/atelier/", f"{SITE_URL}visites/atelier/"),
        ("www.example.org/a", "https://www.example.org/a"),
    ],
)  # fmt: skip
def test_the_address_of_a_source_is_mended(typed: str, meant: str) -> None:
    assert [problem.hint for problem in of_header(source(typed))] == [f"Écrivez : url: {meant}"]
    assert of_header(source(meant)) == []


@pytest.mark.parametrize(
    "typed",
    ["joujou.md", "nas.local/a", "http://intranet/a", "C:/a.pdf", "https://…", "../visites/a.md"],
)
def test_no_line_is_proposed_for_a_source_that_nobody_reaches(typed: str) -> None:
    [found] = of_header(source(typed))
    assert errors([found])
    assert "Écrivez : " not in found.hint


LONG = "Une page sur ce que le groupe est allé voir à l'atelier, et ce que l'on en retient"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            (f'title: "Une visite {marked} ici"', f'title: "Une visite {plain}ici"')
            for marked, plain in (
                ("[^1]", ""), (":smile:", ""), ("<!-- x -->", ""), ("{.classe}", ""),
                ("<b>utile</b>", "utile "), ("==utile==", "utile "), ("**utile**", "utile "),
                ("~~utile~~", "utile "), ("`utile`", "utile "), ("[utile](https://a.fr)", "utile "),
                ("[[utile]]", "utile "), ("**==utile==**", "utile "), ("++utile++", "utile "),
            )
        ),
        ('title: "Une visite, 02 40 00 00 00"', 'title: "Une visite"'),
        (f'description: "{LONG}, écrivez à a@example.org."', f'description: "{LONG}."'),
        (f'description: "{LONG} (tél. : 02 40 00 00 00)."', f'description: "{LONG}."'),
        ('auteurs: ["Léa Martin <lea@example.org>"]', '"Léa Martin"'),
        ('auteurs: ["Léa Martin (lea@example.org)"]', '"Léa Martin"'),
        ('auteurs: ["Léa Martin, +33 (0)6 00 00 00 00"]', '"Léa Martin"'),
        ("auteurs: {Léa}", "auteurs: [Léa]"),
        ("auteurs: {Léa Martin, Paul Durand}", "auteurs: [Léa Martin, Paul Durand]"),
        ("auteurs: [{Léa}]", '"Léa"'),
        ("title: {Une visite à l'atelier}", 'title: "Une visite à l\'atelier"'),
        ('image: ../images/etabli.jpg\nimage_alt: "Un ==établi=="', 'image_alt: "Un établi"'),
        ('sources:\n  - titre: "Un <b>rapport</b>[^1]"', 'titre: "Un rapport"'),
    ],
)  # fmt: skip
def test_a_text_is_said_with_its_clean_line(typed: str, meant: str) -> None:
    [found] = of_header(typed)
    assert found.hint == f"Écrivez : {meant}"
    key, line = typed.partition(":")[0], meant
    if "\n" in typed:
        line = typed.rpartition("\n")[0] + ("\n  - " if key == "sources" else "\n") + meant
    elif not meant.startswith(key):
        line = f"{key}: [{meant}]"
    assert of_header(line) == []


@pytest.mark.parametrize("name", ["lea@example.org", "lea (at) example.org", "02 40 00 00 00"])
def test_who_is_only_a_mail_is_nobody(name: str) -> None:
    [found] = of_header(f'auteurs: ["{name}"]')
    assert found.code == "coordonnees-publiees"
    assert errors([found])
    assert "Écrivez : " not in found.hint


@pytest.mark.parametrize(
    "line",
    [
        'title: "La règle des 3 < 5 : C# et R&D, a_b_c, 2*3*4, [sic] #2"',
        'title: "De 9:30 à 12:00 : le SIRET 123 456 789 00012, le 115 et le 39 49"',
        'title: "Loi n° 2014-856 du 31 juillet 2014 : = ou == à peser"',
        'auteurs: ["Léa Martin (Atelier du Quai)", "@lea", "Jean-Paul D."]',
        'description: "Un résumé avec C:\\\\, a+b=c, de 02 à 40 : « ==> » n\'est pas une marque."',
    ],
)  # fmt: skip
def test_a_sound_text_is_not_refused(line: str) -> None:
    assert of_header(line) == []


@pytest.mark.parametrize(
    ("title", "stops"),
    [("La balise <b> ici", False), ("La <b>balise</b> **ici**", True), ("Un :mot: là", True)],
)  # fmt: skip
def test_a_tag_alone_may_be_what_a_title_is_about(title: str, *, stops: bool) -> None:
    [found] = of_header(f'title: "{title}"')
    assert found.code == "texte-simple"
    assert bool(errors([found])) == stops
