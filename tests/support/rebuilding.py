"""The builds of a preview, one after the other, in this process and without its server; those of
the site, each as if in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from support.building import ALONE, ROOT, keeping
from support.changes import Files, files_of, write_files

ADDRESS = "http://127.0.0.1:8000/"


class Rebuilt:
    """A preview under way.

    Args:
        docs, site: its folders.
        command: what the program is asked for.

    Attributes:
        settings: keys of mkdocs.yml to replace, from the next build on.
    """

    def __init__(self, docs: Path, site: Path, command: str) -> None:
        self.docs, self.site, self.command = docs, site, command
        self.settings: dict[str, object] = {}

    def start(self) -> None:
        """As the program does, before it builds anything."""
        self._config().plugins.on_startup(command=self.command, dirty=True)

    def stop(self) -> None:
        """As the program does, when it is stopped."""
        plugins = self._config().plugins
        plugins.on_shutdown()
        plugins.on_startup(command="build", dirty=False)

    def build(self, files: Files) -> None:
        """Build what has changed: what is left aside goes on."""
        write_files(self.docs, files)
        served = ADDRESS if self.command == "serve" else None
        mkdocs_build(self._config(), serve_url=served, dirty=True)

    def built(self, files: Files) -> dict[str, bytes]:
        """The same; the site, once all is done."""
        self.build(files)
        adapter = self._adapter
        if adapter._process.aside:
            adapter._process.aside.wait()
        if adapter._process.again:
            adapter._process.again = False
            return self.built(files)
        return files_of(self.site)

    @property
    def follows(self) -> bool:
        """Whether it began from what another process has left."""
        return bool(self._adapter._process.times)

    @property
    def _adapter(self) -> Any:
        return self._config().hooks["hooks/rebuild_what_changed.py"]

    def _config(self) -> MkDocsConfig:
        config = load_config(
            config_file=str(ROOT / "mkdocs.yml"),
            docs_dir=str(self.docs),
            site_dir=str(self.site),
            **({"theme": ALONE} | self.settings),
        )
        config.site_url = ADDRESS
        config.theme.get_env = keeping(config.theme.get_env)
        return config


@contextmanager
def rebuilt(folder: Path, command: str = "serve") -> Iterator[Rebuilt]:
    """A preview; or whatever else builds what has changed.

    Args:
        folder: for its pages and its site; another one may have been there before.
        command: what the program is asked for.
    """
    found = Rebuilt(folder / "docs", folder / "site", command)
    for place in (found.docs, found.site):
        place.mkdir(parents=True, exist_ok=True)
    found.start()
    try:
        yield found
    finally:
        found.stop()
