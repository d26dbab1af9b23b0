"""Partials with those that they include in them.

For each include that it meets, Jinja makes a context and looks every name up again: within a loop,
that takes longer than what is included.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

FOLDER = "partials/"
_INCLUDE = re.compile(rf'\{{% include "({FOLDER}[^"]+)" %\}}')


class WholePartials(BaseLoader):
    """Gives templates; in partials, each that is included is written in its place.

    Args:
        loader: where they are.
    """

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """A template; what a partial sets is set in it alone, as when Jinja includes it."""
        source, file, is_fresh = self._loader.get_source(environment, template)
        if template.startswith(FOLDER):
            source = _INCLUDE.sub(lambda found: self._part(environment, found[1]), source)
        return source, file, is_fresh

    def _part(self, environment: Environment, template: str) -> str:
        source, *_ = self.get_source(environment, template)
        return f"{{% with %}}{source.removesuffix(chr(10))}{{% endwith %}}"
