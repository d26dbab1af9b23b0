"""The same as a server of one's own is told: nginx, Caddy. Both send what was compressed ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from journal.hosting.response_headers import (
    ASKED_AGAIN,
    FOR_EVER,
    FOR_EVER_IN,
    OTHER_TYPE,
    TYPES,
    Place,
)

_NOT_FOUND = "404.html"


def write_nginx(place: Place, ways: Iterable[tuple[str, str]], *, listen: str, folder: str) -> str:
    """What nginx includes in its `http` block: a map of the site's former addresses, its server.

    Args:
        place: of the site.
        ways: former path to present path, from the host's root, in percent escapes.
        listen: port, with an address if need be.
        folder: the one that holds what the host's root has.
    """
    root = place.root
    former = [f"  {_quoted(unquote(path))} {_quoted(to)};" for path, to in _both(ways).items()]
    for_ever = [f"  ~^{re.escape(root + path)} {_quoted(FOR_EVER)};" for path in FOR_EVER_IN]
    types = [f"    {_quoted(kind)} {end.removeprefix('.')};" for end, kind in TYPES.items()]
    lines = (
        "map $uri $journal_former {", '  default "";', *former, "}",
        "map $uri $journal_cache {", f"  default {ASKED_AGAIN};", *for_ever, "}",
        "server {",
        f"  listen {listen};",
        f"  server_name {place.host.partition(':')[0]};",
        f"  root {_quoted(folder)};",
        "  index index.html;",
        f"  error_page 404 {root}{_NOT_FOUND};",
        "  absolute_redirect off;",
        "  server_tokens off;",
        "  gzip_static on;",
        "  gzip_vary on;",
        "  brotli_static on;",
        *(f"  add_header {name} {_quoted(value)} always;" for name, value in place.headers.items()),
        # Not of what is missing: it would be missing for a year.
        "  add_header Cache-Control $journal_cache;",
        "  types {", *types, "  }",
        f"  default_type {OTHER_TYPE};",
        "  if ($journal_former) { return 301 $journal_former; }",
        "}",
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def write_caddy(place: Place, ways: Iterable[tuple[str, str]], *, listen: str, folder: str) -> str:
    """A Caddyfile; as `write_nginx`, but that `listen` is the address of the site for Caddy."""
    root = place.root
    for_ever = " ".join(f"{root}{path}*" for path in FOR_EVER_IN)
    said = [
        line
        for rank, (end, kind) in enumerate(TYPES.items())
        for line in (
            f"    @type{rank} path *{end}",
            f"    header @type{rank} Content-Type {_quoted(kind)}",
        )
    ]
    headers = {**place.headers, "Cache-Control": ASKED_AGAIN}
    every = [f"    header {name} {_quoted(value)}" for name, value in headers.items()]
    leads = (f"    redir {_quoted(unquote(a))} {_quoted(b)} 301" for a, b in _both(ways).items())
    # In a route, lines are read in their order.
    lines = (
        f"{listen} {{",
        f"  root * {_quoted(folder)}",
        "  route {",
        *every,
        f"    @forever path {for_ever}",
        f"    header @forever Cache-Control {_quoted(FOR_EVER)}",
        *said,
        *leads,
        "    file_server {", "      precompressed br gzip", "    }",
        "  }",
        "  handle_errors {",
        *every,
        f"    header Content-Type {_quoted(TYPES['.html'])}",
        f"    rewrite * {root}{_NOT_FOUND}",
        "    file_server {", "      precompressed br gzip", "    }",
        "  }",
        "}",
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def _both(ways: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """A former path leads on without its last slash too: there is no folder to add it."""
    return {path: to for former, to in ways for path in (former, former.rstrip("/"))}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
