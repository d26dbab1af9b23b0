"""Partials are written into the templates that include them: what these say is the same."""

from __future__ import annotations

from jinja2 import DictLoader, Environment

from journal.pages.whole_partials import WholePartials

TEMPLATES = {
    "base.html": '{% set a = 1 %}{% include "partials/head" %}{{ a }}{% block b %}{% endblock %}',
    "tip.html": '{% extends "base.html" %}{% block b %}{% include "partials/row" %}{% endblock %}',
    "partials/head": "{#- What it sets is its own. -#}\n{% set a = 2 %}{{ a }}{{ name }}\n",
    "partials/row": '{% for item in items %}{% include "partials/item" %}, {% endfor %}\n',
    "partials/item": '{{ item }} {% include "partials/a" %}{% include "partials/a" %}\n',
    "partials/a": "{{ loop.index if loop }}\n",
}


def test_what_is_included_says_the_same_in_its_place() -> None:
    included = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    written = Environment(loader=WholePartials(included.loader), autoescape=True)
    told = {"name": "<b>", "items": ["un", "deux"]}
    for name in TEMPLATES:
        said = written.get_template(name).render(told)
        assert said == included.get_template(name).render(told)
    assert "1 " not in said


def test_what_is_included_several_times_is_compiled_once() -> None:
    environment = Environment()
    loader = WholePartials(DictLoader(TEMPLATES))
    assert "include" not in loader.get_source(environment, "base.html")[0]
    assert loader.get_source(environment, "partials/row")[0].count("include") == 2
    assert loader.get_source(environment, "tip.html")[0].count("include") == 1
