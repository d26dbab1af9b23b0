"""Whether the address that a command was given is that of a site: MkDocs would say it in English.

Exit status: 0, it is, or none was given; 2, it is not.
"""

from __future__ import annotations

import os
import sys

from journal.entries.publisher import site_url_fault


def main() -> int:
    """Look at the environment's `SITE_URL`."""
    fault = site_url_fault(os.environ.get("SITE_URL"))
    if fault:
        print(f"{fault}.", file=sys.stderr)
    return 2 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
