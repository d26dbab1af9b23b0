"""What mailboxes, social networks and campaigns add to an address, and what is left without it.

An address rewritten for one reader's mailbox carries their own address, or leads to their account.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from journal.web.allowed_html import WEB_SCHEMES
from journal.web.hosts import is_private
from journal.web.pasted_addresses import is_mail, mended

# Longer, it is no address that somebody pasted.
_MAX = 4_000


class Wrapped(NamedTuple):
    """An address that leads elsewhere than it says, or says more.

    Attributes:
        clean: where it leads, without anything added; empty when that cannot be told.
        is_leak: whether it carries somebody's mail, or is made for one reader alone.
    """

    clean: str
    is_leak: bool


# Host, its ends included -> the settings that hold the address: made for one reader's mailbox.
_FOR_ONE_READER = {
    "safelinks.protection.outlook.com": ("url",),
    "safelinks.protection.office365.us": ("url",),
    "safelinks.protection.outlook.cn": ("url",),
    "linkprotect.cudasvc.com": ("a",),
    "protection.sophos.com": ("u", "d"),
    "trendmicro.com": ("url",),
    "statics.teams.cdn.office.net": ("url",),
    "clicktime.symantec.com": ("u",),
    "clicktime.cloud.postoffice.net": ("u",),
    "mimecastprotect.com": (),
    "mimecast.com": (),
    "urldefense.com": ("u",),
    "urldefense.us": ("u",),
    "proofpoint.com": ("u",),
    "secure-web.cisco.com": (),
    "list-manage.com": ("url",),
    "sendibt1.com": (),
    "sendibt2.com": (),
    "sendibt3.com": (),
    "mjt.lu": (),
    "mlsend.com": (),
    "sendgrid.net": (),
    "rs6.net": (),
    "hubspotlinks.com": (),
    "mailanyone.net": (),
    "mailtrack.io": ("url",),
    "vadesecure.com": ("u",),
    "titanhq.com": ("url",),
    "fireeye.com": ("u",),
    "url-protection.com": ("o",),
    "avanan.click": (),
    "protect.checkpoint.com": (),
    **dict.fromkeys(
        ("deref-mail.com", "deref-gmx.com", "deref-gmx.fr", "deref-gmx.net", "deref-web.de"),
        ("redirectUrl", ""),
    ),
}
_FOR_ALL = {
    "translate.google.com": ("u",),
    "google.com": ("q", "url"),
    "google.fr": ("q", "url"),
    "facebook.com": ("u",),
    "instagram.com": ("u",),
    "messenger.com": ("u",),
    "linkedin.com": ("url",),
    "twitter.com": ("url",),
    "x.com": ("url",),
    "youtube.com": ("q",),
    "duckduckgo.com": ("uddg",),
    "bing.com": ("u",),
    "slack-redir.net": ("url",),
    "umblr.com": ("z",),
    "reddit.com": ("url",),
    "vk.com": ("to",),
    "exit.sc": ("url",),
}
# Old mailboxes of Microsoft's lead out of themselves, on any host: « /owa/redir.aspx?URL=… ».
_WAY_OUT = ("/redir.aspx", ("URL", "url"))
# What only one reader or one team sees: a message, a conversation, somebody's own files, whose
# address has their mail.
_FOR_ITS_OWNER = re.compile(
    r"https?://(?:outlook\.(?:office(?:365)?\.com|live\.com|cloud\.microsoft)/mail/"
    r"|mail\.google\.com/mail/.*#|mail\.(?:yahoo|proton)\.(?:com|me)/[du]/"
    r"|teams\.(?:cloud\.)?microsoft(?:\.com)?/(?:l/(?:message|chat|channel|file|team)/|_?#)"
    r"|(?:webmail|zimbra|messagerie)[\w-]*(?:\.[\w-]+)+/[^?#]*[?#]\S"
    r"|[\w-]+-my\.sharepoint\.com/(?::\w:/\w/)?personal/)",
    re.IGNORECASE,
)
# The pages of those sites that only lead elsewhere.
_LEADS = re.compile(
    r"/(?:url|l\.php|l/?|sharer(?:/sharer)?\.php|sharing/share-offsite|intent/tweet|redir|redirect|safety/go|link|away\.php|ck/a|translate)?/?$"
)
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|_hs|_branch|oly|vero)_\w+|at_(?:medium|campaign|custom|recipient|link|send|ptr)\w*|__?hs\w+|xtor|fbclid|gclid|gclsrc|dclid|gbraid"
    r"|wbraid|msclkid|mc_cid|mc_eid|igshid|igsh|yclid|mkt_tok|ttclid|twclid|li_fat_id|s_cid|_ga|_gl"
    r"|mibextid|trk|sfnsn|wickedid|srsltid|rdid|__cft__.*|__tn__|__xts__.*|rcm|ouid|authuser"
    r"|_x_tr_\w+|phpsessid|jsessionid|aspsessionid\w*",
    re.IGNORECASE,
)
# Those of one site alone, where the name means nothing elsewhere.
_TRACKING_AT = {"youtu.be": ("si",), "youtube.com": ("si", "pp"), "spotify.com": ("si",)}
# A root with a slash too many.
_ALONE = re.compile(r"^(https?://[^/?#]+)/{2,}$")
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
# What shows the page of another site as a light or translated one: « /amp/s/example.org/a ».
_AMP = re.compile(r"/(?:amp|[civ]|wp)/(?:s/)?(?P<page>(?:[\w-]+\.)+[a-z]{2,}/.*)", re.IGNORECASE)
_TRANSLATED = ".translate.goog"
# The names of calendars and lists are addresses of their own.
_PUBLIC_MAIL = frozenset({"src", "cid", "list", "to"})
_PARTED = re.compile(r"[\s|,;:/=&\"'(){}<>]+")
_DEPTH = 5
# Nothing is added to an address that has no setting and is on none of the hosts that need none.
_MAY_BE_WRAPPED = re.compile(
    "[?#;]|/(?:amp|[civ]|wp)/|(?i:/mail/|//mail\\.|/l/|/personal/)|"
    + "|".join(re.escape(host) for host in (*_FOR_ONE_READER, "deref-", _TRANSLATED))
)


def unwrapped(address: str) -> Wrapped | None:
    """What an address of the web really leads to; None when nothing was added to it."""
    if not _MAY_BE_WRAPPED.search(address):
        return None
    current, is_leak = address, False
    if len(address) > _MAX:
        return None
    for _ in range(_DEPTH):
        parts = _split(current)
        if parts is None:
            break
        inner, for_one = _inner(parts)
        is_leak |= for_one
        if inner is None:
            break
        current = inner
        if not inner:
            return Wrapped("", is_leak)
    if _FOR_ITS_OWNER.match(current):
        return Wrapped("", is_leak=True)
    parts = _split(current)
    if parts is not None:
        current, has_mail = _untracked(current, parts)
        is_leak |= has_mail
    return None if current == address else Wrapped(current, is_leak)


def public(address: str) -> str:
    """The whole address of a page of the web, mended, without what others added to it.

    Returns:
        Nothing when it cannot be told, or when nobody else reaches it.
    """
    for _ in range(_DEPTH):
        meant = mended(address)
        if found := unwrapped(meant):
            meant = found.clean
        if meant == address:
            break
        address = meant
    parts = _split(address)
    if parts is None or re.search(r"[\s<>\"]", address) or parts.username is not None:
        return ""
    return "" if is_private(parts.hostname or "") else address


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in WEB_SCHEMES and parts.hostname else None
    except ValueError:
        return None


def _inner(parts: SplitResult) -> tuple[str | None, bool]:
    """The address within another one, and whether that one is made for a single reader.

    None when there is none to look for; empty when it cannot be read.
    """
    if names := _settings_of(parts.hostname or "", _FOR_ONE_READER):
        return _inner_address(parts, names[0]), True
    if parts.path.lower().endswith(_WAY_OUT[0]) and (inner := _inner_address(parts, _WAY_OUT[1])):
        return inner, True
    names = _settings_of(parts.hostname or "", _FOR_ALL)
    if names and _LEADS.fullmatch(parts.path):
        return _inner_address(parts, names[0]) or None, False
    return _shown_by_another(parts), False


def _shown_by_another(parts: SplitResult) -> str | None:
    """The page that a search engine shows as its own, light or translated; None for any other."""
    host = parts.hostname or ""
    if host.endswith(_TRANSLATED):
        # « a--b-org » is a-b.org.
        name = host.removesuffix(_TRANSLATED).replace("--", "\0").replace("-", ".")
        return parts._replace(netloc=name.replace("\0", "-")).geturl()
    if host.endswith((".ampproject.org", "google.com", "google.fr")) and (
        page := _AMP.fullmatch(parts.path)
    ):
        return f"https://{page['page']}"
    return None


def _settings_of(host: str, known: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [names for name, names in known.items() if host == name or host.endswith(f".{name}")]


def _inner_address(parts: SplitResult, names: tuple[str, ...]) -> str:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in names:
        value = given.get(name, "") if name else unquote(parts.query)
        for meant in (value, _proofpoint(value), _base64(value)):
            if re.match(r"https?://[^\s/]", meant):
                return _ALONE.sub(r"\1/", meant)
    # « /v3/__https://example.org/__;!!… », « /v2/___https://example.org___.… ».
    found = re.search(r"https?:/{1,2}[^\s]+", unquote(parts.path))
    if not found:
        return ""
    page = re.split(r"__;|___\.", found[0])[0].removesuffix("__")
    return re.sub(r"^(https?:)/{1,2}", r"\1//", page)


def _proofpoint(value: str) -> str:
    """« https-3A__example.org_ » (URL Defense, version 2)."""
    return unquote(re.sub(r"-([0-9A-F]{2})", r"%\1", value).replace("_", "/"))


def _base64(value: str) -> str:
    """« a1aHR0cHM6… » (Bing), « aHR0cHM6… » (Sophos)."""
    text = value.removeprefix("a1")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return ""


def _has_mail(value: str) -> bool:
    """Whether a setting holds a mail, among other things: « 05|02|moi@example.org| »."""
    return any(map(is_mail, _PARTED.split(unquote(unquote(value)))))


def _untracked(address: str, parts: SplitResult) -> tuple[str, bool]:
    """An address without what follows readers, and whether it named one of them."""
    named = False
    here = _settings_of(parts.hostname or "", _TRACKING_AT)
    kept = []
    settings = [setting for setting in parts.query.split("&") if setting]
    for setting in settings:
        name, _, value = setting.partition("=")
        if name.lower() not in _PUBLIC_MAIL and _has_mail(value):
            named = True
        elif not _TRACKING.fullmatch(unquote(name)) and not (here and name in here[0]):
            kept.append(setting)
    fragment = parts.fragment
    if _TRACKING.fullmatch(fragment.partition("=")[0]) and "=" in fragment:
        fragment = ""
    path, query = _SESSION.sub("", parts.path), "&".join(kept)
    if len(kept) == len(settings) and (path, fragment) == (parts.path, parts.fragment):
        return address, False
    return parts._replace(path=path, query=query, fragment=fragment).geturl(), named
