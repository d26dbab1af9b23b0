"""Real builds, in this process, of the real pages or of others."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

# The day on which the first letter of the real pages was published, at noon in universal time.
FIRST_LETTER = datetime(2026, 12, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def with_a_letter() -> dict[str, str]:
    """What the environment says so that the real pages have a letter at least, even before its day.

    Never a day that is past: pages are dated as they are written.
    """
    day = max(datetime.now(UTC), FIRST_LETTER)
    return {"SOURCE_DATE_EPOCH": f"{day.timestamp():.0f}"}


def build(
    site: Path, *, docs: Path = ROOT / "docs", strict: bool = True, **settings: object
) -> Path:
    """Build pages with the real configuration, as `mkdocs build` does; return the site's folder.

    The site's address is `SITE_URL`, in the environment. `settings` are keys of mkdocs.yml to
    replace.
    """
    config = load_config(
        config_file=str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        strict=strict,
        **settings,
    )
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return site
