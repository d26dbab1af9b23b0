"""Looks at scripts and style sheets with Biome: how they are written, and likely mistakes.

Biome comes from npm, whose version is held by package.json and package-lock.json beside this file;
what it must look at is in biome.jsonc. Without npm, it is left to continuous integration, where
nothing is skipped.
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


def main() -> int:
    """The exit status of Biome, or 0 where it cannot and need not be had."""
    if not (BIOME.exists() or shutil.which("npm") or os.environ.get("CI")):
        print("Sans npm, les scripts et les feuilles de style ne sont pas relus ici.")
        return 0
    npm.install(HERE, FOLDER, BIOME)
    command = [str(BIOME), "check", "--error-on-warnings", "--colors=off"]
    if done := subprocess.run(command, cwd=ROOT, check=False).returncode:
        print(f"Pour mettre le code en forme : {BIOME.relative_to(ROOT)} check --write")
    return done


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as error:
        sys.exit(str(error))
