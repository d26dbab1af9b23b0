"""The builds of a preview, one after the other, in this process and without its server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from support.building import ALONE, ROOT, keeping
from support.changes import files_of

ADDRESS = "http://127.0.0.1:8000/"


class Rebuilt:
    """A preview under way.

    Args:
        docs, site: its folders.
        theme, settings: as `support.building.build` takes them.
    """

    def __init__(self, docs: Path, site: Path, theme: dict[str, object]) -> None:
        self.docs, self.site = docs, site
        self._theme = theme

    def start(self) -> None:
        """As the program does, before it builds anything."""
        self._config().plugins.on_startup(command="serve", dirty=True)

    def stop(self) -> None:
        """As the program does, when it is stopped."""
        self._config().plugins.on_shutdown()
        self._config().plugins.on_startup(command="build", dirty=False)

    def build(self) -> None:
        """Build what has changed: what is left aside goes on."""
        mkdocs_build(self._config(), serve_url=ADDRESS, dirty=True)

    def files(self) -> dict[str, bytes]:
        """The site, once all is done."""
        adapter: Any = sys.modules["hooks/rebuild_what_changed.py"]
        while aside := adapter._process["aside"]:
            aside.wait()
            if not adapter._process["again"]:
                break
            adapter._process["again"] = False
            self.build()
        return files_of(self.site)

    def _config(self) -> MkDocsConfig:
        config = load_config(
            config_file=str(ROOT / "mkdocs.yml"),
            docs_dir=str(self.docs),
            site_dir=str(self.site),
            theme=self._theme,
        )
        config.site_url = ADDRESS
        config.theme.get_env = keeping(config.theme.get_env)
        return config


@contextmanager
def rebuilt(docs: Path, site: Path, theme: dict[str, object] = ALONE) -> Iterator[Rebuilt]:
    """A preview of pages."""
    docs.mkdir(exist_ok=True)
    site.mkdir()
    found = Rebuilt(docs, site, theme)
    found.start()
    try:
        yield found
    finally:
        found.stop()
