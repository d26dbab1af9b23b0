"""The programs of the audit: Lighthouse, the Node it asks for, and the Nu HTML checker.

Run as a script it installs what is missing into .cache/audit/: `make audit` does so before pytest.
Their versions are held by package.json and package-lock.json, beside this file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / ".cache" / "audit"
MODULES = FOLDER / "node_modules"
NODE = MODULES / "node" / "bin" / "node"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Name of the program and of the package of Debian that holds it.
PROGRAMS = {"npm": "npm", "java": "default-jre-headless"}


def version(package: str) -> str:
    """The version of a package of npm, as package.json holds it."""
    asked: dict[str, dict[str, str]] = json.loads((HERE / "package.json").read_text("utf-8"))
    return asked["dependencies"][package]


def install() -> None:
    """Install what is missing; `RuntimeError`, in French, when it cannot be."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing and (os.geteuid() != 0 or not shutil.which("apt-get")):
        raise RuntimeError(f"Installez {' et '.join(missing)}, puis recommencez.")
    if missing:
        _run("apt-get", "-qq", "update")
        _run("apt-get", "-qqy", "install", "--no-install-recommends", *missing)
    lock, kept = HERE / "package-lock.json", FOLDER / "package-lock.json"
    is_current = kept.exists() and kept.read_bytes() == lock.read_bytes()
    if is_current and all(tool.exists() for tool in (NODE, LIGHTHOUSE, NU)):
        return
    print("Installation de Lighthouse et du vérificateur Nu…", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in (HERE / "package.json", lock):
        shutil.copy2(file, FOLDER)
    _run("npm", "ci", "--silent", "--no-audit", "--no-fund", cwd=FOLDER)


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, check=False, timeout=600)
    if done.returncode:
        raise RuntimeError(f"« {' '.join(command)} » a échoué (code {done.returncode}).")


if __name__ == "__main__":
    try:
        install()
    except RuntimeError as error:
        sys.exit(str(error))
