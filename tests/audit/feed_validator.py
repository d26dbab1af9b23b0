"""The W3C's feed validator, as validator.w3.org/feed runs it: no package of it is published.

Its repository is fetched by `make audit`, at one commit. Run as a script, on feeds and their
addresses, this says what it finds in a process of its own: it changes how sockets behave.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = "https://github.com/w3c/feedvalidator"
COMMIT = "43dabeb217bd8d8b0a3f12f3a6e7c39a8619d9a8"
FOLDER = Path(__file__).parents[2] / ".cache" / "audit" / f"feedvalidator-{COMMIT[:12]}"
SOURCE = FOLDER / "src"


def install() -> str | None:
    """Fetch it, unless it is there; why it could not be, in French, or None."""
    if (SOURCE / "feedvalidator").is_dir():
        return None
    print("Installation du validateur de flux du W3C…", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for words in (
        ["init", "--quiet"],
        ["fetch", "--quiet", "--depth=1", REPOSITORY, COMMIT],
        ["checkout", "--quiet", "FETCH_HEAD"],
    ):
        command = ["git", "-C", str(FOLDER), *words]
        if subprocess.run(command, stdin=subprocess.DEVNULL, check=False, timeout=120).returncode:
            return f"{REPOSITORY} n'a pas pu être copié"
    return None


def complaints(feeds: dict[str, Path]) -> list[str]:
    """Errors and warnings, as the W3C's service tells them.

    Args:
        feeds: the address at which each file is published -> the file.
    """
    words = [word for address, file in feeds.items() for word in (address, str(file))]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", __file__, *words],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout.splitlines()


def _say(address: str, file: Path) -> None:
    import feedvalidator  # from `SOURCE`, in the process of its own
    from feedvalidator.compatibility import AA
    from feedvalidator.formatter.text_plain import Formatter

    with file.open("rb") as stream:
        found = feedvalidator.validateStream(
            stream, firstOccurrenceOnly=0, base=address, contentType="application/xml"
        )
    for complaint in Formatter(AA(found["loggedEvents"])):
        print(f"{address} {complaint}")


if __name__ == "__main__":
    for address, file in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        _say(address, Path(file))
