"""The mail, feed and calendar programs that the tests drive: found on this machine, or installed.

Run as a module it installs Debian's newsboat, rss2email, sfeed and khal if it may: `make test` does
so before pytest. Elsewhere the tests that need them are skipped, with a reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Name of the program and of the package of Debian that holds it.
PROGRAMS = {
    "newsboat": "newsboat",
    "r2e": "rss2email",
    "sfeed_update": "sfeed",
    "curl": "curl",  # by which sfeed fetches
    "khal": "khal",
}
APT = "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qqy install "


def missing(programs: Mapping[str, str] = PROGRAMS) -> list[str]:
    """The packages that this machine lacks, of those that hold programs, or files by their path."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin"
    return [
        package
        for name, package in programs.items()
        if not (shutil.which(name, path=places) or (name.startswith("/") and Path(name).is_file()))
    ]


def must_run() -> bool:
    """Whether the tests may not be skipped: in continuous integration, on Debian or its kin."""
    return bool(os.environ.get("CI")) and Path("/etc/debian_version").exists()


def install(programs: Mapping[str, str] = PROGRAMS) -> str | None:
    """Install what is missing; why it could not be, in French, or None."""
    if not (packages := missing(programs)):
        return None
    if not shutil.which("apt-get"):
        return f"{' et '.join(packages)} : à installer soi-même, il n’y a pas d’apt-get ici"
    script = ["sh", "-c", f"{APT} --no-install-recommends {' '.join(packages)} >/dev/null"]
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            return f"Il faut pouvoir installer : sudo apt-get install {' '.join(packages)}"
        script = ["sudo", "-n", *script]
    print(f"Installation de {' et '.join(packages)}, que les tests emploient…", flush=True)
    try:
        done = subprocess.run(script, stdin=subprocess.DEVNULL, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "L’installation a été abandonnée au bout de 300 secondes"
    return (
        f"apt-get a échoué (code {done.returncode})"
        if done.returncode or missing(programs)
        else None
    )


if __name__ == "__main__":
    if reason := install():
        print(f"Les tests avec de vrais lecteurs de flux et d’agenda seront sautés : {reason}.")
