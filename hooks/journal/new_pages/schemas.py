"""What editors are told of headers and themes, drawn from the models: JSON Schemas and snippets.

`make schemas` writes them to .vscode/; a test holds them current. The gate remains the judge: a
schema sees values as YAML guesses them (`structure: 2026` is a number to it, and text to the gate),
and nothing beyond one header.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from journal.entries.any_entry import MODELS
from journal.entries.entry import TITLE_LENGTH, Entry, in_characters
from journal.entries.kinds import KINDS, Kind
from journal.entries.page import Page
from journal.entries.themes import ThemeEntry
from journal.headers.base_model import Model
from journal.headers.value_types import SLUG_SCHEMA
from journal.new_pages.skeletons import MARK, guide_text, tip_text, visit_text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".vscode"
NOTICE = "Écrit par « make schemas », d'après les modèles : ne pas modifier ici."

Schema = dict[str, Any]


class _HeaderSchema(GenerateJsonSchema):
    """Schemas of what one types: French keys only, and no empty value."""

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """A mapping, without the English of its class nor the key that the catalogue adds."""
        generated = super().model_schema(schema)
        for key in ("title", "description"):
            generated.pop(key, None)
        return generated

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: a title made from an English name would only add to the French description."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """What one leaves out is left out with its key: « lieu: » alone is a mistake."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """The same: a default is not something to type."""
        return self.generate_inner(schema["schema"])

    def bool_schema(self, schema: core_schema.BoolSchema) -> Schema:
        """French words first; « true » and « false » are what YAML makes of its own."""
        return {"enum": ["oui", "non", True, False]}


def header_schema(model: type[Model], title: str, description: str) -> Schema:
    """The schema of one kind of header.

    Args:
        model: what the header is read into.
        title, description: what it is, in French.
    """
    generated = model.model_json_schema(schema_generator=_HeaderSchema)
    if issubclass(model, Entry):
        # Not the themes' names: whoever adds one in the browser could not run `make schemas`.
        generated["properties"]["tags"] |= {"uniqueItems": True}
        generated["dependentRequired"] = {"image": ["image_alt"], "image_alt": ["image"]}
    return {"title": title, "description": description, **generated}


def themes_schema() -> Schema:
    """The schema of `themes.yml`."""
    theme = header_schema(ThemeEntry, "Un thème", "Son identifiant, puis ce qui le décrit.")
    return {
        "title": "Les thèmes du carnet",
        "description": "Chaque thème : son identifiant, puis « nom » et « description ».",
        "type": "object",
        "propertyNames": SLUG_SCHEMA,
        "additionalProperties": theme,
    }


# ---- Snippets ----------------------------------------------------------------------------------

_STAND_IN_DAY = date(2000, 1, 1)
_STOP = re.compile(rf"{MARK}[^\"\n]*|{_STAND_IN_DAY.isoformat()}|un-theme")


def snippets() -> Schema:
    """The model pages as snippets for VS Code: each « À COMPLÉTER » is a stop of the Tab key.

    Source: https://code.visualstudio.com/docs/editing/userdefinedsnippets
    """
    title = f"{MARK} : le titre, {in_characters(TITLE_LENGTH)}"
    name = f"{MARK} : le nom de la structure"
    texts = {
        Kind.VISIT: visit_text(title, name, ["un-theme"], _STAND_IN_DAY),
        Kind.TIP: tip_text(title, MARK, MARK, ["un-theme"], _STAND_IN_DAY),
        Kind.GUIDE: guide_text(title, ["un-theme"], _STAND_IN_DAY),
    }
    return {
        kind.called.one_of.capitalize(): _snippet(
            kind.called.one, f"Le modèle d'{kind.called.one_of}", text
        )
        for kind, text in texts.items()
    }


def _snippet(prefix: str, description: str, text: str) -> Schema:
    stops = 0

    def stop(match: re.Match[str]) -> str:
        nonlocal stops
        if match[0] == _STAND_IN_DAY.isoformat():
            return "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
        stops += 1
        return f"${{{stops}:{match[0]}}}"

    body = _STOP.sub(stop, re.sub(r"[\\$}]", r"\\\g<0>", text))
    return {
        "scope": "markdown",
        "prefix": prefix,
        "description": description,
        # Offered by « Remplir le fichier avec un extrait » too.
        "isFileTemplate": True,
        "body": body.splitlines(),
    }


# ---- Files -------------------------------------------------------------------------------------


def editor_files() -> dict[str, str]:
    """Every generated file: its path from the repository's root, and its text."""
    schemas = {
        **{
            f"schemas/{names.one}.schema.json": header_schema(
                MODELS[kind],
                f"En-tête d'{names.one_of}",
                f"Ce que l'en-tête d'{names.one_of} contient.",
            )
            for kind, names in KINDS.items()
        },
        "schemas/page.schema.json": header_schema(
            Page, "En-tête d'une autre page", "Ce que contient l'en-tête des autres pages."
        ),
        "schemas/themes.schema.json": themes_schema(),
    }
    files = {
        f"{FOLDER}/{name}": _as_json({"$schema": DIALECT, "$comment": NOTICE, **schema})
        for name, schema in schemas.items()
    }
    # Of VS Code's own files, as against schemas, comments are part.
    files[f"{FOLDER}/carnet.code-snippets"] = f"// {NOTICE}\n{_as_json(snippets())}"
    return files


def _as_json(content: Schema) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
