"""What people type, paste and get wrong: small bodies, and what the gate says of each."""

from __future__ import annotations

# Body, line of it, code, and a part of what the message proposes.
SAID = [
    ("| Poste | 2024 |\n| --- | --- |\n| Ventes | 1 | 2 |", 3, "tableau-cases-en-trop", "3 cases"),
    ("Poste | 2024\n--- | ---\nVentes | 100 | 120", 3, "tableau-cases-en-trop", "2 colonnes"),
    ("| a | b |\n|---|---|\n| `x|y` | 2 |", 3, "tableau-cases-en-trop", "\\|"),
    ("| a | b |\n|---|---|\n| [t](https://a.example/b|c) | y |", 3, "tableau-cases-en-trop", "%7C"),
    ("| a | b |\n| --- | --- | --- |\n| c | d |", 2, "tableau-casse", "3 séparateurs pour 2"),
    ("| a | b | c |\n| --- | --- |\n| d | e | f |", 2, "tableau-casse", "| --- | --- | --- |"),
    ("| a | b |\n| — | — |\n| c | d |", 2, "tableau-casse", "trois tirets"),
    ("| a | b |\n| ––– | ––– |\n| c | d |", 2, "tableau-casse", "trois tirets"),
    ("Ventes\t100\t120\nAchats\t10\t20\nReste\t1\t2", 1, "tableau-colle", "| Ventes | 100 | 120 |"),
    ("Nom\tVille\nA\tNantes", 2, "tableau-colle", "| A | Nantes |"),
    ("+---+---+\n| a | b |\n+---+---+", 1, "tableau-casse", "| --- | --- |"),
    ("2025. Une année charnière.", 1, "numero-de-liste", "2025\\. Une année"),
    ("Un texte.\n\n12) Rue des Lilas", 3, "numero-de-liste", "12\\) Rue"),
    ("> 250 salariés : un rapport.", 1, "signe-en-debut-de-ligne", "\\> 250"),
    (">250 salariés", 1, "signe-en-debut-de-ligne", "\\> 250"),
    ("- > 3 ans d'ancienneté", 1, "signe-en-debut-de-ligne", "\\> 3 ans"),
    ("+ 15 % en un an", 1, "signe-en-debut-de-ligne", "\\+ 15 %"),
    ("-\u00a0bois\n-\u00a0métal", 1, "espace-insecable", "- bois"),
    ("1.\u202fbois", 1, "espace-insecable", "1. bois"),
    ("-[ ] Un", 1, "case-mal-ecrite", "- [ ] Un"),
    ("- [] Deux", 1, "case-mal-ecrite", "- [ ] Deux"),
    ("* [x]Trois", 1, "case-mal-ecrite", "* [x] Trois"),
    ("- [  ] Quatre", 1, "case-mal-ecrite", "- [ ] Quatre"),
    ("• bois\n• métal", 2, "liste-non-lue", "- métal"),
    ("\uf0b7 bois", 1, "caractere-perdu", "- bois"),
    ("· bois", 1, "liste-non-lue", "- bois"),
    ("Un texte.\n\n    Une phrase [liée](oser.md) bien décalée.", 3, "texte-en-retrait", "Retirez"),
    ("    À COMPLÉTER : le récit", 1, "a-completer", "Remplacez"),
    ("Atelier du Quai\n12, rue des Lilas\n44000 Nantes", 1, "lignes-courtes", "<br>"),
    ("ateliers[^1] et rien.", 1, "note-sans-texte", "sources"),
    ("Un texte.\n\n[^1]: Rapport.", 3, "note-sans-texte", "[^1]"),
    ("Un ==mot==.", 1, "marque-d-ailleurs", "<mark>mot</mark>"),
    ("Bien :tada: !", 1, "marque-d-ailleurs", "signe"),
    ("*[ESS]: Économie", 1, "marque-d-ailleurs", '<abbr title="Économie">ESS</abbr>'),
    ("ACI\n:   Atelier", 2, "marque-d-ailleurs", "**ACI** : Atelier"),
    ("> [!NOTE] Un mot", 1, "marque-d-ailleurs", '!!! note "Un mot"'),
    ("L\\'atelier \\\"bois\\\"", 1, "reste-de-conversion", "L'atelier \"bois\""),
    ("[mot]{.underline}", 1, "reste-de-conversion", "mot"),
    ("{% youtube abc %}", 1, "marque-d-ailleurs", "lien vers la page qui la montre"),
    ("{{< video a.mp4 >}}", 1, "marque-d-ailleurs", "lien vers la page qui la montre"),
    ("Du ** gras **.", 1, "marque-mal-ecrite", "**gras**"),
    ("Du **gras **.", 1, "marque-mal-ecrite", "**gras**"),
    ("Soit 5*3*2.", 1, "marque-mal-ecrite", "5\\*3\\*2"),
    ("(Le site)[https://example.org]", 1, "lien-mal-ecrit", "[Le site](https://example.org)"),
    ("[Le site] (https://example.org)", 1, "lien-mal-ecrit", "[Le site](https://example.org)"),
    ("[[oser]]", 1, "lien-mal-ecrit", "(oser.md)"),
    ("![[a.jpg]]", 1, "lien-mal-ecrit", "Déposez l'image"),
    ("[Lui](https://fr.wikipedia.org/wiki/Quai_(Nantes)", 1, "lien-mal-ecrit", "Quai_(Nantes))"),
    ("[a](mon fichier.md)", 1, "lien-mal-ecrit", "nom exact du fichier : [a]"),
    ("Texte <!-- privé\n\nsuite --> fin.", 1, "remarque-publiee", "une seule ligne"),
    ("Un texte.\n\n<!-- à revoir", 3, "remarque-publiee", "-->"),
    ("- a <!-- privé\n\n- b -->", 1, "remarque-publiee", "-->"),
    ("> <!-- privé\n\nfin -->", 1, "remarque-publiee", "-->"),
    ('!!! note\n    <!-- privé\n\nfin -->', 2, "remarque-publiee", "-->"),
    ("%% privé %%", 1, "remarque-publiee", "<!-- privé -->"),
    ("##Le contexte", 1, "titre-sans-espace", "## Le contexte"),
    ("## Un {#mot}\n\na\n\n## Deux {#mot}", 5, "adresse-en-double", "déjà celle de la ligne"),
    ("## Un {#mot}\n\na\n\n## Deux {id=mot}", 5, "adresse-en-double", "#mot-2"),
]  # fmt: skip

# The same where people also put them.
TYPED = [
    typed
    for body, *_ in SAID
    for typed in (
        body,
        f"Un texte.\n\n{body}\n\nUne fin.",
        "".join(f"> {line}\n" for line in body.split("\n")),
        '!!! note "Un mot"\n' + "".join(f"    {line}\n" for line in body.split("\n")),
    )
]
