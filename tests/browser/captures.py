"""Pictures of each type of page, to look at: on a phone and on a desk, by day and by night.

`make captures` builds the site and writes them to build/captures/.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from support.building import ROOT, build, with_a_letter
from support.chromium import find_or_install, launch_arguments
from support.journals import SITE_URL
from support.page_types import PAGE_TYPES
from support.serving import serve

FOLDER = ROOT / "build" / "captures"
SIZES = {"telephone": (375, 740), "bureau": (1280, 900)}
SCHEMES = {"clair": "light", "sombre": "dark"}


def capture(browser: Browser, root: str, folder: Path) -> list[Path]:
    """Take one picture of each type of page in each size and scheme; return their paths."""
    taken = []
    for (size, (width, height)), (name, scheme) in product(SIZES.items(), SCHEMES.items()):
        with browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="fr-FR"
        ) as page:
            for kind, address in PAGE_TYPES.items():
                page.goto(root + address)
                page.wait_for_load_state("networkidle")
                path = folder / f"{kind.replace(' ', '-')}_{size}_{name}.png"
                page.screenshot(path=path, full_page=True)
                taken.append(path)
    return taken


def main() -> None:
    """Build the real pages, and take their pictures again."""
    chromium = find_or_install()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    os.environ |= with_a_letter()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(build(Path(folder, "site"), site_url=SITE_URL)) as host,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=launch_arguments()) as browser,
    ):
        taken = capture(browser, host.address, FOLDER)
    print(f"{len(taken)} images dans {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    sys.exit(main())
