"""What a page may load, run and send: its Content-Security-Policy (W3C, level 3).

It is the second wall: whatever got through the cleaner neither acts nor asks another host anything.
Nothing of ours is written inside pages, neither script nor style, so that one policy holds for all
of them; hosts that can send it as a header do (`journal.hosting`).
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

# What a page says in its head, in the order of the browser's needs: before anything it loads.
_META = re.compile(r'(<meta http-equiv="content-security-policy" content=")([^"]*)')
_SELF = "'self'"
# No page of ours tells the next one where its reader came from.
REFERRER = "no-referrer"


def page_policy() -> str:
    """The policy of a page.

    `wasm-unsafe-eval` is for the search, which each page opens: its engine is WebAssembly.
    `require-trusted-types-for` has no script make HTML of a text. A form is sent to the site's own
    pages, wherever it is served: to name that of the search would take its address.
    """
    own = ("style-src", "font-src", "img-src", "connect-src")
    return ";".join((
        "default-src 'none'",
        f"script-src {_SELF} 'wasm-unsafe-eval'",
        *(f"{kind} {_SELF}" for kind in own),
        f"form-action {_SELF}",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    ))  # fmt: skip


def redirect_policy() -> str:
    """The policy of a page that leads on: its script, and the icon that Firefox asks each host for,
    were it to have one.
    """
    own = f"script-src {_SELF};img-src {_SELF}"
    return f"default-src 'none';{own};form-action 'none';base-uri 'none'"


def for_preview(page: str, script: str) -> str:
    """A page whose policy lets the preview's own script reload it.

    Args:
        page: its HTML, with the script in it.
        script: the text of that script.
    """
    digest = b64encode(sha256(script.encode()).digest()).decode()

    def opened(found: re.Match[str]) -> str:
        policy = found[2].replace("script-src", f"script-src 'sha256-{digest}'")
        if "connect-src" not in policy:
            policy += f";connect-src {_SELF}"
        return f"{found[1]}{policy}"

    return _META.sub(opened, page, count=1)
