"""Real builds, in this process, of the real pages or of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from journal.machine import cache

# The day on which the first letter of the real pages was published, at noon in universal time.
FIRST_LETTER = datetime(2026, 12, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
# Our templates without Material, whose 14,000 icons take a quarter of a small build to list.
ALONE: dict[str, object] = {
    "name": None,
    "custom_dir": str(ROOT / "overrides"),
    # A theme of one's own has neither of these two pages of its own accord.
    "static_templates": ["404.html", "robots.txt"],
}


def share_caches(caches: Path, *, rooms: Sequence[str] = ("fonts", "cards")) -> None:
    """Have whoever builds elsewhere find there what was made here: half of a first build.

    Args:
        caches: a folder of caches, which need not be there.
        rooms: those that are shared: nothing in them depends on the pages, nor on what is tried.
    """
    caches.mkdir(parents=True, exist_ok=True)
    for room in rooms:
        made = ROOT / cache.FOLDER / room
        made.mkdir(parents=True, exist_ok=True)
        (caches / room).symlink_to(made, target_is_directory=True)


def link_code(folder: Path, *names: str) -> None:
    """Put folders of the code, which the test leaves as they are, where a copy of the project is:
    to copy seven hundred files takes longer than what is tried."""
    for name in names:
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)


class _Compiled(BytecodeCache):
    """Templates once compiled, for all builds of this process: it is half of a small build."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def with_a_letter() -> dict[str, str]:
    """What the environment says so that the real pages have a letter at least, even before its day.

    Never a day that is past: pages are dated as they are written.
    """
    day = max(datetime.now(UTC), FIRST_LETTER)
    return {"SOURCE_DATE_EPOCH": f"{day.timestamp():.0f}"}


def build(
    site: Path,
    *,
    docs: Path = ROOT / "docs",
    strict: bool = True,
    theme: dict[str, object] | None = ALONE,
    **settings: object,
) -> Path:
    """Build pages with the real configuration, as `mkdocs build` does; return the site's folder.

    The site's address is `SITE_URL`, in the environment. `settings` are keys of mkdocs.yml to
    replace. Material gives the site nothing (`test_whole_builds` holds it): only who asks for no
    `theme` waits for it.
    """
    if theme:
        settings["theme"] = theme
    config = load_config(
        config_file=str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        strict=strict,
        **settings,
    )
    config.theme.get_env = keeping(config.theme.get_env)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return site


def keeping(get_env: Callable[[], Environment]) -> Callable[[], Environment]:
    """The same, whose templates are compiled once for all builds."""

    def get_env_that_keeps() -> Environment:
        env = get_env()
        env.bytecode_cache = _COMPILED
        # What a filter makes of a constant is asked in each build, and never kept from another.
        env.optimized = False
        return env

    return get_env_that_keeps
