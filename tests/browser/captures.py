"""Pictures of each type of page, to look at: on a phone and on a desk, by day and by night.

`make captures` builds the site and writes them to build/captures/, and the picture at the top of
the README to .github/capture.png.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from support.building import ROOT, build, with_a_letter
from support.chromium import find_or_install, launch_arguments
from support.journals import SITE_URL
from support.page_types import PAGE_TYPES
from support.serving import serve

FOLDER = ROOT / "build" / "captures"
SIZES = {"telephone": (375, 740), "bureau": (1280, 900)}
SCHEMES = {"clair": "light", "sombre": "dark"}
# The README's picture: a visit on a desk, a tip on a phone by night; each window, its scale, where.
README = ROOT / ".github" / "capture.png"
README_SIZE, README_GROUND = (1420, 784), "#e6dbc8"
README_PARTS = (
    ("visites/atao/", "light", ViewportSize(width=1280, height=900), 0.8, (32, 32)),
    ("conseils/se-faire-connaitre/", "dark", ViewportSize(width=375, height=812), 0.8, (1088, 67)),
)


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


def compose(browser: Browser, root: str) -> Image.Image:
    """The README's picture."""
    picture = Image.new("RGB", README_SIZE, README_GROUND)
    for address, scheme, viewport, scale, at in README_PARTS:
        with browser.new_page(
            viewport=viewport,
            color_scheme=scheme,  # type: ignore[arg-type]
            device_scale_factor=2 * scale,  # Then half of it: thin lines keep their weight.
            locale="fr-FR",
        ) as page:
            for _ in range(2):  # The second time, typefaces are there.
                page.goto(root + address)
                page.wait_for_load_state("networkidle")
            picture.paste(Image.open(io.BytesIO(page.screenshot())).reduce(2), at)
    return picture


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
        compose(browser, host.address).quantize(256).save(README, optimize=True)
    print(f"{len(taken)} images dans {FOLDER.relative_to(ROOT)}/, et {README.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
