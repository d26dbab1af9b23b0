"""The programs that come from npm: each folder with a package.json says its own, with a lock."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path


def install(source: Path, folder: Path, *tools: Path) -> None:
    """Install what a package-lock.json holds, unless it is there already.

    Args:
        source: the folder of package.json and package-lock.json.
        folder: where node_modules/ goes.
        tools: files that must be there, or all is installed again.

    Raises:
        RuntimeError: in French, when it cannot be done.
    """
    lock, kept = source / "package-lock.json", folder / "package-lock.json"
    is_current = kept.exists() and kept.read_bytes() == lock.read_bytes()
    if is_current and all(tool.exists() for tool in tools):
        return
    need({"npm": "npm"})
    asked = json.loads((source / "package.json").read_text("utf-8"))["dependencies"]
    print(f"Installation de {', '.join(asked)}…", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    for file in (source / "package.json", lock):
        shutil.copy2(file, folder)
    _run("npm", "ci", "--silent", "--no-audit", "--no-fund", cwd=folder)


def need(programs: dict[str, str]) -> None:
    """Install the packages of Debian that this machine lacks, where it may; else `RuntimeError`.

    Args:
        programs: name of each program -> name of the package that holds it.
    """
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    if missing and (os.geteuid() != 0 or not shutil.which("apt-get")):
        raise RuntimeError(f"Installez {' et '.join(missing)}, puis recommencez.")
    if missing:
        _run("apt-get", "-qq", "update")
        _run("apt-get", "-qqy", "install", "--no-install-recommends", *missing)


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, check=False, timeout=600)
    if done.returncode:
        raise RuntimeError(f"« {' '.join(command)} » a échoué (code {done.returncode}).")
