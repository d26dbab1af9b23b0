"""What validates JSON against a schema, without what would be read at each start for nothing."""

from __future__ import annotations

import sys

# Of no use without international addresses (« iri »), which our schemas do not have: as it is
# imported, it compiles 38 grammars, and that takes longer than to import all the rest. What lists
# our dependencies brings it along.
sys.modules.setdefault("rfc3987_syntax", None)  # as Python notes what is not installed

from jsonschema import Draft202012Validator  # noqa: E402

__all__ = ["Draft202012Validator"]
