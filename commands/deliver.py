"""What a server of one's own needs, into build/hebergement/: `make hebergement`.

A copy of the site, compressed ahead, and what nginx or Caddy is told of it.
Exit codes: 0, written; 2, no address of a site.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from mkdocs.config import load_config

from journal.entries.publisher import site_url_fault
from journal.hosting.compressed_copy import deliver
from journal.hosting.response_headers import place_of
from journal.hosting.servers import write_caddy, write_nginx
from journal.hosting.static_hosts import REDIRECTS, read_redirects
from journal.machine.atomic_files import write_all

FOLDER, SITE = Path("build/hebergement"), Path("site")


def main() -> int:
    """Bring the folder up to date; say in French what to do with it."""
    if fault := site_url_fault(os.environ.get("SITE_URL", "")):
        print(f"{fault}.", file=sys.stderr)
        return 2
    site_url = load_config().site_url or ""
    place = place_of(site_url)
    public = FOLDER / "public"
    written = deliver(SITE, public / place.root.strip("/"), time.time())
    ways = list(read_redirects((SITE / REDIRECTS).read_text("utf-8")))
    folder = f"/var/www/{place.host.partition(':')[0]}"
    write_all({
        FOLDER / "nginx.conf": write_nginx(place, ways, listen="80", folder=folder).encode(),
        FOLDER / "Caddyfile": write_caddy(
            place, ways, listen=f"{site_url.partition('://')[0]}://{place.host}", folder=folder
        ).encode(),
    })  # fmt: skip
    print(
        f"Fichiers écrits dans {public}/ : {written}. Copiez ce dossier sans toucher à ce qui n'a "
        f"pas changé :\n"
        f"  rsync --recursive --checksum --delete {public}/ serveur:{folder}/\n"
        f"Le serveur se règle par {FOLDER}/nginx.conf ou {FOLDER}/Caddyfile."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
