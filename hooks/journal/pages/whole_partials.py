"""Templates of most pages with the partials that they include in them.

For each include that it meets, Jinja makes a context and looks every name up again: that takes
longer than what is included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

FOLDER = "partials/"
# What most pages are made from; of others there are a few, and longer ones take longer to compile.
OF_MOST = ("base.html", "main.html", "entry.html")
_INCLUDE = re.compile(rf'\{{% include "({FOLDER}[^"]+)" %\}}')


class WholePartials(BaseLoader):
    """Gives templates; in those of most pages, and in partials, each that is included is written in
    its place, but for what is included several times, which is compiled once.

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
        if not (template.startswith(FOLDER) or template in OF_MOST):
            return source, file, is_fresh
        times = Counter(_INCLUDE.findall(source))

        def written(found: re.Match[str]) -> str:
            return found[0] if times[found[1]] > 1 else self._part(environment, found[1])

        return _INCLUDE.sub(written, source), file, is_fresh

    def _part(self, environment: Environment, template: str) -> str:
        source, *_ = self.get_source(environment, template)
        return f"{{% with %}}{source.removesuffix(chr(10))}{{% endwith %}}"
