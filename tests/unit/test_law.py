"""What cites the law, and what only looks like it."""

from __future__ import annotations

import pytest

from journal.language.citations import cited


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selon L2113-13 et R2113-7", "L2113-13"),
        ("l'article L. 2113-13 du code", "article L. 2113-13"),
        ("les articles L.\u00a02113-12 à L.\u00a02113-14", "articles L.\u00a02113-12"),
        ("(L541-1-1)", "L541-1-1"),
        ("à l'art. R541-8", "art. R541-8"),
        ("l'article 58 de la loi AGEC", "article 58 de la loi"),
        ("l'article 1er de la loi sur l'ESS", "article 1er de la loi"),
        ("la Loi n° 2014-856", "Loi n° 2014-856"),
        ("la loi 2014-856", "loi 2014-856"),
        ("la loi du 17 juillet 2001", "loi du 17 juillet 2001"),
        ("le décret no 2025-1386", "décret no 2025-1386"),
        ("la directive (UE) 2014/24", "directive (UE) 2014/24"),
        ("la directive 2014/24/UE", "directive 2014/24/UE"),
        ("le règlement (UE) n° 651/2014", "règlement (UE) n° 651/2014"),
        ("le code du travail le permet", "code du travail"),
        ("le Code de l’environnement", "Code de l’environnement"),
        ("le Code civil", "Code civil"),
        ("la salle L3121-2, puis L2113-13", "L2113-13"),
        ("le code des transports", "code des transports"),
        ("le marché réservé (L. 2113-12)", "L. 2113-12"),
    ],
)
def test_the_law_is_noticed(text: str, words: str) -> None:
    found = cited(text)
    assert found
    assert found[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "une association loi 1901",
        "selon la loi du 1er juillet 1901",
        "le code de la route, le code de la porte, un code de conduite, un code du jour",
        "l'article 3 du règlement intérieur, l'article 12 de la presse, trois articles de 2021",
        "44000 Nantes, F-44000, le bâtiment L2, la salle R12, un L200-80, la vis D120-40",
        "la loi du marché, une loi de 1998, le décret du maire, la directive du bureau",
        "le chantier s'est arrêté du 12 mars 2020 au 3 mai 2020",
        "un Airbus A380-800, la réf. XL2113-13, un numéro L2113-13-2021-4",
        "règlement 12/2024 de la salle",
        "le bus R2023-1, la salle L3121-2, réf. D4521-12-3, le lot n° R1234-56, cote : L1234-5",
        "fait le D2021-12-31, le code des transports en commun",
    ],
)
def test_what_looks_like_the_law_is_not_taken_for_it(text: str) -> None:
    assert cited(text) is None
