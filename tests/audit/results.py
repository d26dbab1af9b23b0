"""What « make audit » found, kept for the page that says so: overrides/accessibility.json.

Each proof of the audit notes its part in build/audit/ while it runs; run as a script, this puts the
parts together, once all of them are there, and dates them.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# Run as a script, it finds the other rooms of the tests beside its own.
sys.path.insert(0, str(Path(__file__).parents[1]))

from support.proofs import PROOFS

ROOT = Path(__file__).parents[2]
PARTS = ROOT / "build" / "audit"
RESULTS = ROOT / "overrides" / "accessibility.json"


def note(name: str, result: dict[str, Any]) -> None:
    """Keep one part of the results, a value of JSON, under a name of its own."""
    PARTS.mkdir(parents=True, exist_ok=True)
    (PARTS / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False), "utf-8")


def gathered(proofs: list[str], today: str) -> dict[str, Any]:
    """All parts together, dated; `ValueError`, in French, when one is missing or unlike others."""
    expected = [*proofs, "outils", "lighthouse"]
    missing = [name for name in expected if not (PARTS / f"{name}.json").exists()]
    if missing:
        raise ValueError(f"L'audit n'est pas complet, il manque : {', '.join(missing)}.")
    parts = {name: json.loads((PARTS / f"{name}.json").read_text("utf-8")) for name in expected}
    pages = parts[proofs[0]]
    if other := [name for name in proofs if parts[name] != pages]:
        raise ValueError(f"Ces vérifications ne portent pas sur les mêmes pages : {other}.")
    return {
        "date": today,
        "tools": parts["outils"],
        "pages": pages,
        "proofs": proofs,
        "lighthouse": parts["lighthouse"],
    }


def main(arguments: list[str]) -> None:
    """« vider » before an audit; « garder » after it."""
    if arguments == ["vider"]:
        shutil.rmtree(PARTS, ignore_errors=True)
        return
    try:
        found = gathered([*PROOFS, "nu"], datetime.now(ZoneInfo("Europe/Paris")).date().isoformat())
    except ValueError as error:
        sys.exit(str(error))
    beside = RESULTS.with_name(f".{RESULTS.name}")
    beside.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
    beside.replace(RESULTS)
    print(f"Résultats écrits dans {RESULTS.relative_to(ROOT)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
