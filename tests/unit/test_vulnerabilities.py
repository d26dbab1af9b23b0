"""Known weaknesses: each is told with its lock; what was not looked up is not said to be sound."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journal.maintenance.vulnerabilities import (
    MARKER,
    UnansweredError,
    as_issue,
    of_npm_audit,
    of_pip_audit,
)

PIP = {
    "dependencies": [
        {"name": "sain", "version": "1.0", "vulns": []},
        {
            "name": "troué",
            "version": "2.0",
            "vulns": [
                {"id": "PYSEC-2026-2", "fix_versions": ["2.1", "3.0"], "aliases": []},
                {"id": "GHSA-aaaa", "fix_versions": []},
            ],
        },
        {"name": "inconnu", "skip_reason": "Dependency not found on PyPI"},
    ]
}
NPM = {
    "vulnerabilities": {
        "bas": {
            "range": "<1.2",
            "via": [{"url": "https://github.com/advisories/GHSA-bbbb"}],
            "fixAvailable": {"name": "haut", "version": "4.0.0"},
        },
        "haut": {"range": "<4", "via": ["bas"], "fixAvailable": True},
        "autre": {
            "range": "*",
            "via": [{"url": "https://github.com/advisories/GHSA-cccc"}],
            "fixAvailable": False,
        },
    }
}


def test_each_is_told_with_its_lock_and_its_mend() -> None:
    found = of_pip_audit("requirements.txt", json.dumps(PIP))
    found += of_npm_audit("tests/package-lock.json", json.dumps(NPM))
    assert [(one.lock, one.name, one.identifier, one.mended_in) for one in found] == [
        ("requirements.txt", "troué", "GHSA-aaaa", ""),
        ("requirements.txt", "troué", "PYSEC-2026-2", "2.1, 3.0"),
        ("tests/package-lock.json", "autre", "GHSA-cccc", ""),
        ("tests/package-lock.json", "bas", "GHSA-bbbb", "haut 4.0.0"),
    ]
    told = as_issue(found)
    assert told.startswith(MARKER)
    assert "- `troué 2.0` (`requirements.txt`) : `PYSEC-2026-2`, corrigée dans `2.1, 3.0`" in told
    assert "`GHSA-aaaa`, non corrigée" in told


def test_nothing_is_said_to_be_sound_unless_it_was_looked_up() -> None:
    assert of_npm_audit("lock", '{"vulnerabilities": {}}') == []
    unknown: dict[str, Any] = {"dependencies": [PIP["dependencies"][2]]}
    for said in ("", "[]", "{}", "Connection refused", json.dumps(unknown)):
        with pytest.raises(UnansweredError):
            of_pip_audit("lock", said)
        with pytest.raises(UnansweredError):
            of_npm_audit("lock", said)
    assert "Aucune dépendance" in as_issue([])


def test_a_long_list_is_cut_and_says_so() -> None:
    [one, *_] = of_pip_audit("lock", json.dumps(PIP))
    assert "Et 10 autres." in as_issue([one] * 70)
