"""The model of a visit, of a tip and of a guide: a page that lacks only what its author knows.

What is written from them passes the gate but for its « À COMPLÉTER » marks.
"""

from __future__ import annotations

import json
import re
from datetime import date

from journal.entries.kinds import Kind
from journal.language.french import of_name, short_slug, without_accents
from journal.reading.tree import right_name

MARK = "À COMPLÉTER"
_YAML_WORDS = frozenset({"n", "no", "null", "off", "on", "true", "false", "y", "yes"})

_VISIT = """\
---
title: {title}
description: "À COMPLÉTER : en une ou deux phrases, qui le groupe est allé voir et ce que la visite apporte aux autres."
date: {today}
visite_le: "À COMPLÉTER : le jour, comme 2026-03-14 ; 2026-03 sans le jour ; XXXX-01-25 sans l'année"
structure: {organisation}
lieu: "À COMPLÉTER : la commune ; si elle n'est pas connue, retirez cette ligne"
tags:
{tags}
# Chaque chiffre, chaque règle citée a sa source : pour les indiquer, retirez les dièses.
# sources:
#   - titre: "Nom du site, titre de la page, date"
#     url: https://example.org/la-page-lue/
#     consulte_le: {today}
---

## En bref

À COMPLÉTER : l'essentiel de la visite, en quelques phrases.

## Ce que nous avons vu

À COMPLÉTER : le récit : qui y est allé, pourquoi, ce qui a été demandé et répondu, un exemple qui frappe. Si personne du carnet n'y était, la rubrique s'appelle « Ce qui s'est dit » ; si la structure a été présentée ailleurs, « Ce qui nous a été présenté ».

## À retenir

- À COMPLÉTER : une idée par ligne, que le récit ne dit pas déjà. Les conseils tirés de la visite s'ajoutent d'eux-mêmes à la page.

## Le contexte

À COMPLÉTER : qui est la structure et ce qu'elle fait. Un chiffre est suivi de sa date et de sa source ; ce que dit le droit va à part, sous un titre à lui.

## Pour aller plus loin

- À COMPLÉTER : une page à lire par ligne, comme `[Titre de la page](https://example.org/la-page/)`.
"""  # noqa: E501  (a paragraph of Markdown is one line)

_TIP = """\
---
title: {title}
description: "À COMPLÉTER : en une ou deux phrases, ce que le conseil permet de faire et à qui il s'adresse."
date: {today}
visite: {visit}
tags:
{tags}
# Chaque chiffre, chaque règle citée a sa source : pour les indiquer, retirez les dièses.
# sources:
#   - titre: "Nom du site, titre de la page, date"
#     url: https://example.org/la-page-lue/
#     consulte_le: {today}
---

## Le conseil en une phrase

À COMPLÉTER : une phrase qui dit quoi faire.

## Pourquoi

À COMPLÉTER : les raisons, avec leurs sources et leurs dates.

## Comment faire

- [ ] À COMPLÉTER : cinq à dix choses à faire, une par ligne, chacune commençant par un verbe à l'infinitif.

## {learned_at}

À COMPLÉTER : ce qui s'y passe. Si rien n'y a été vu, la rubrique s'appelle « L'exemple de… ». Ce conseil vient de {visit_link}.

## Pour aller plus loin

- À COMPLÉTER : une page à lire par ligne, comme `[Titre de la page](https://example.org/la-page/)`.
"""  # noqa: E501


_GUIDE = """\
---
title: {title}
description: "À COMPLÉTER : en une ou deux phrases, ce que le guide permet de faire et à qui il s'adresse."
date: {today}
relu_le: "À COMPLÉTER : le jour où les faits ont été vérifiés, comme {today}"
tags:
{tags}
sources:
  - titre: "À COMPLÉTER : le nom du site, le titre de la page, sa date"
    url: "À COMPLÉTER : l'adresse de la page lue, comme https://example.org/la-page-lue/"
    consulte_le: "À COMPLÉTER : le jour où vous l'avez lue, comme {today}"
---

À COMPLÉTER : en une ou deux phrases, quand se servir de ce guide.

## Avant

- [ ] À COMPLÉTER : une chose à faire par ligne, un verbe à l'infinitif, un lien vers le conseil ou le mot du glossaire d'où elle vient.

## Pendant

- [ ] À COMPLÉTER : une chose à faire par ligne.

## Après

- [ ] À COMPLÉTER : une chose à faire par ligne.

## Pour aller plus loin

- À COMPLÉTER : une page à lire par ligne, comme `[Titre de la page](https://example.org/la-page/)`.
"""  # noqa: E501


class RefusedError(ValueError):
    """An answer that cannot be used; its text, in French, says why and what to answer instead."""


def slug_of(text: str) -> str:
    """The name of a page's file, without « .md »: « L'Œuvre & Cie » is « l-oeuvre-et-cie ».

    An elision is a word of its own, as in « acculturer-a-l-ess ». Long names end at a whole word.

    Raises:
        RefusedError: no letter or digit of the text can be part of an address.
    """
    if not re.search("[a-z0-9]", without_accents(text).lower()):
        raise RefusedError("Il y faut des lettres de A à Z : elles font l'adresse de la page.")
    return short_slug(right_name(f"{text.replace('&', ' et ')}.md").removesuffix(".md"))


def visit_path(organisation: str) -> str:
    """Path under docs/ of a visit's page, named after the organisation."""
    return f"{Kind.VISIT}/{slug_of(organisation)}.md"


def titled_path(kind: Kind, title: str) -> str:
    """Path under docs/ of a page named after its title: a tip's, a guide's."""
    return f"{kind}/{slug_of(title)}.md"


def visit_text(title: str, organisation: str, themes: list[str], today: date) -> str:
    """A visit's page; `themes` are slugs, `today` is its day of publication."""
    return _VISIT.format(
        title=yaml_text(title),
        organisation=yaml_text(organisation),
        tags=yaml_slugs(themes),
        today=today.isoformat(),
    )


def tip_text(
    title: str,
    visit: str,
    organisation: str,
    themes: list[str],
    today: date,
    *,
    seen: bool = True,
) -> str:
    """A tip's page.

    Args:
        title: what the tip is about.
        visit: slug of the visit it was learned on, or `MARK` while it is not known.
        organisation: the one that was visited.
        themes: slugs.
        today: day of publication.
        seen: whether that visit tells what its own group saw.
    """
    name = _as_markdown(organisation)
    link = f"[la visite chez {name}](../visites/{visit}.md)"
    return _TIP.format(
        title=yaml_text(title),
        visit=yaml_slug(visit),
        visit_link=f"la visite chez {name}, avec un lien vers sa page" if visit == MARK else link,
        learned_at=f"Vu chez {name}" if seen else f"L'exemple {of_name(name, apostrophe=chr(39))}",
        tags=yaml_slugs(themes),
        today=today.isoformat(),
    )


def guide_text(title: str, themes: list[str], today: date) -> str:
    """A guide's page; `themes` are slugs, `today` is its day of publication."""
    return _GUIDE.format(title=yaml_text(title), tags=yaml_slugs(themes), today=today.isoformat())


def yaml_text(text: str) -> str:
    """A YAML scalar that is this text: a JSON string is one (YAML 1.2.2, section 1.3)."""
    return json.dumps(text, ensure_ascii=False)


def yaml_slug(slug: str) -> str:
    """A slug; « 2026 », « no » and their like are not text to every reader of YAML."""
    return slug if slug[0].isalpha() and slug not in _YAML_WORDS else yaml_text(slug)


def yaml_slugs(slugs: list[str]) -> str:
    """The lines of a list of slugs."""
    return "\n".join(f"  - {yaml_slug(slug)}" for slug in slugs)


def _as_markdown(text: str) -> str:
    """Plain text inside a paragraph or a heading: nothing in it is markup."""
    return re.sub(r"[\\`*_{}\[\]<#]|&(?=#?\w+;)", lambda m: f"&#{ord(m[0])};", text)
