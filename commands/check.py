"""The gate, at a desk or on a proposed change: `make check`.

Exit status: 0, nothing stops the build; 1, something must be mended; 2, SITE_URL is no address.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

from journal.entries.publisher import site_url_fault
from journal.gate.examine import summary
from journal.gate.publisher import read_config
from journal.language.dates import today
from journal.ledger.records import ledger_in
from journal.ledger.remember import remember
from journal.machine.cache import Cache
from journal.pages.colours import names_in
from journal.pictures.decode_check import DECODED
from journal.problems.problem import errors
from journal.problems.report import FORMATS
from journal.reading.tree import CONFIG_PATH, read_tree


def main(arguments: list[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Check the docs/ of the current folder."""
    gc.disable()  # A second of work, then the end: collecting takes a tenth of it, for nothing.
    parser = argparse.ArgumentParser(description="Vérifie les pages de docs/.")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    parser.add_argument("--config", type=Path, default=Path(CONFIG_PATH))
    options = parser.parse_args(arguments)
    if fault := site_url_fault(environ.get("SITE_URL")):
        print(f"{fault}.", file=sys.stderr)
        return 2
    site_url = environ.get("SITE_URL", "")
    # As MkDocs does.
    site_url += "/" if site_url and not site_url.endswith("/") else ""
    config, unread = read_config(options.config.read_bytes() if options.config.is_file() else b"")
    root = options.docs.resolve().parent
    warnings.simplefilter("ignore")  # Pillow's, in English, of notes that nobody will see.
    problems = (
        unread
        + remember(
            read_tree(options.docs, Cache.of(root, DECODED, environ)),
            ledger_in(root),
            today=today(environ, datetime.now(UTC)),
            site_url=site_url,
            config=config,
            colours=names_in(root / "overrides"),
            cache=Cache.of(root, "gate", environ),
        ).examination.problems
    )
    said = FORMATS[options.format](problems, site_url)
    say(said + (f"{summary(problems)}\n" if options.format == "text" else ""))
    return 1 if errors(problems) else 0


def say(text: str) -> None:
    """Write to a terminal or a pipe, whatever it can show and however much of it is read."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that has no « é » shows « ? » rather than nothing at all.
        sys.stdout.reconfigure(errors="replace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough (`| head`); Python would complain once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # At once: putting away what was read takes a tenth of the time, for nothing.
