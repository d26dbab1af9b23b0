"""Places where nobody may be sent by a public page: somebody's home, and the code of a door."""

from __future__ import annotations

import re

from journal.language.rare_characters import seeker

# In folded texts (`french.folded`).
AT_HOME = re.compile(
    r"\bchez (?:moi|nous|toi|lui|elles?|eux|mes|mon|ma|m|mme|mlle|mr|monsieur|madame"
    r"|l.habitant\w*)\b\.?"
    r"|\b(?:a )?(?:mon|son|notre|leur|au) domicile\b|\ba la maison\b(?! d)|\bma maison\b"
    r"|\bappartement\b"
)
HOME = re.compile(
    rf"{AT_HOME.pattern}|\bsonne[rz]\b|\bsonnettes?\b|\binterphone\b|\bdigicode\b"
    r"|\bcode (?:d.entree|d.acces|de la porte|du portail|porte|portail|:|\w?\d\w*)"
)
# « Sonner chez Martin », « interphone Dupont »; « sonnez à l'accueil » names nobody.
BELL_OF = re.compile(
    r"\b(?:sonne[rz]|sonnettes?|interphone)\b(?:,? (?:chez|au nom d[eu']|à|de|:|«))*[ '’:«]{0,3}"
    r"(?-i:(?:M|Mme|Mlle)\.? )?(?-i:[A-ZÀ-ÖØ-Þ][\w-]+)",
    re.IGNORECASE,
)
# « Chez Odile » is somebody's home, unless it is said to be anything else.
AT_SOMEBODY = re.compile(r"\bchez (?P<name>(?!l[ae]s? |l['’])[^,;:()/–—]{2,60})", re.IGNORECASE)
# In folded texts.
OPEN_PLACE = re.compile(
    r"\b(?:cafes?|bars?|bistrots?|buvettes?|restaurants?|restos?|cantines?|auberges?|guinguettes?"
    r"|traiteurs?|hotels?|gites?|boulangeries?|epiceries?|librairies?|boutiques?|magasins?|garages?"
    r"|fermes?|maraichers?|maraicheres?|usines?|entreprises?|societes?|structures?"
    r"|associations?|assos?|cooperatives?|scops?|scics?|fondations?|collectifs?|regies?"
    r"|ressourceries?|recycleries?|tiers[ -]lieux?|centres?|mairies?|commerces?|salons?"
    r"|cinemas?|theatres?|ecoles?)\b"
)

_VALUE = (
    r"(?:(?:,|:|=|-|–|est|sera)\s?){0,2}(?:le )?(?:[A-Z]?\d[\dA-Z]{1,7}|\d(?: \d){3,5}[A-Z]?)[#*]?"
    r"(?!\w)"
)
# « Digicode 45B12 », « code d'entrée : 1234A »: nobody else is to know them.
# A first letter in both forms is found much faster.
DOOR_CODE = re.compile(
    r"[cdCD](?<=\b.)(?i:(?:(?<=d)igicode|(?<=c)ode (?:d['’ ](?:entr[ée]e|acc[èe]s)"
    r"|de (?:la |l['’])?(?:porte|grille|entr[ée]e|immeuble|alarme)"
    r"|du (?:portail|b[âa]timent|hall|digicode|parking|portillon|local)"
    r"|porte|portail|immeuble|entr[ée]e|acc[èe]s|alarme|bo[îi]te [àa] cl[ée]s?))"
    rf"\s?{_VALUE})",
)
# Where one may be: most codes are of laws.
may_open_a_door = seeker(
    r"(?i)digicode|code (?:d['’ ][ea]|de (?:la |l['’])?[pgeia]|du [pbhdl]|[peiab])"
)
# « 2e étage, code A1234 », where only the way to a place is told; not « code 44000 Nantes ».
CODE_ON_THE_WAY = re.compile(
    rf"{DOOR_CODE.pattern}|\bcode\s?(?!\d{{5}},? (?-i:[A-ZÀ-Ý]))(?=[A-Z]?\d[ \d]){_VALUE}"
    rf"|\bcode ?[:=] ?{_VALUE}",
    re.IGNORECASE,
)
