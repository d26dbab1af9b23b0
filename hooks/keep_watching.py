"""In a preview, goes on watching a folder that was away for a moment: renamed, then put back.

`on_serve` comes once, when `docs/` and `mkdocs.yml` are watched and nothing has started. Whoever
finds such a folder missing stops watching it for ever: nothing would reload any more, and nobody
would know why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Have what is away taken for what has not changed."""
    for emitter in server.observer.emitters:
        _wait(emitter)
    return server


def _wait(emitter: Any) -> None:
    """Have a watcher see what it last saw as long as there is nothing to see.

    Args:
        emitter: a `watchdog.observers.polling.PollingEmitter`, which has no setting for that.
    """
    take = emitter._take_snapshot

    def taken() -> Any:
        try:
            return take()
        except (FileNotFoundError, NotADirectoryError):
            return emitter._snapshot

    emitter._take_snapshot = taken
