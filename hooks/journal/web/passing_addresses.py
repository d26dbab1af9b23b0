"""Addresses that soon lead nowhere, and those that hold a key: what was meant for one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# A file, and not a page of the service itself: « /tarifs ».
_NO_WORD = r"(?=[\w-]*(?-i:[A-Z\d]))[\w-]{5,}(?:[/?#]|$)"
# Name of the service -> what follows « https:// » in the addresses of files that it keeps for days.
_KEPT_FOR_DAYS = {
    "WeTransfer": r"we\.tl/.|(?:[\w-]+\.)*wetransfer\.com/(?:downloads|previews)/",
    "SwissTransfer": r"(?:www\.)?swisstransfer\.com/d/",
    "Smash": rf"(?:[\w-]+\.)*fromsmash\.com/{_NO_WORD}",
    "GrosFichiers": rf"(?:www\.)?grosfichiers\.(?:com|ch)/{_NO_WORD}",
    "Dropbox Transfer": r"(?:www\.)?dropbox\.com/t/",
    "TransferNow": r"(?:www\.)?transfernow\.net/(?:[a-z]{2}/)?(?:dl|bld|cld)[/?]",
    "MyAirBridge": r"(?:www\.)?myairbridge\.com/[^?]*#?!?/link/|mab\.to/.",
    "Free": r"(?:transfert|dl)\.free\.fr/.",
    "France transfert": r"francetransfert\.numerique\.gouv\.fr/(?:download|telecharge)",
    "FileSender": r"filesender\.[\w.-]+/.*[?&]s=download|(?:[\w.-]+)/filesender/.*[?&]s=download",
    "Lufi": (
        r"(?:[\w-]+\.)*[\w-]*(?:lufi|drop|upload|transfert|fichiers?)[\w-]*\.[\w.-]+/r/[\w-]+#"
    ),
    "Send": (
        r"send\.(?!bitwarden\.|tresorit\.|proton\.)[\w.-]+/download/[0-9a-f]{10,}"
        r"|send\.(?:bitwarden|tresorit)\.com/.|vault\.bitwarden\.(?:com|eu)/#/send/"
    ),
    "Send Anywhere": r"send-anywhere\.com/web/downloads/|sendanywhe\.re/.",
    "pCloud Transfer": r"transfer\.pcloud\.(?:com|link)/download",
    "1fichier": r"(?:www\.)?1fichier\.com/\?",
    "Filemail": r"(?:www\.)?filemail\.com/[dt]/",
    "Wormhole": r"wormhole\.app/.",
    "WeSendit": r"wesend\.it/.|(?:www\.)?wesendit\.com/dl/",
    "SendGB": rf"(?:www\.)?sendgb\.[a-z]+/{_NO_WORD}",
    "Sendbig": r"(?:www\.)?sendbig\.com/view-files",
    "Gofile": r"gofile\.io/d/",
    "file.io": rf"(?:www\.)?file\.io/{_NO_WORD}",
    "Uploadfiles": r"(?:ufile\.io|uploadfiles\.io)/\w",
    "tmpfiles": r"tmpfiles\.org/|temp\.sh/\w|transfer\.sh/\w|litter\.catbox\.moe/",
    "Hightail": r"spaces\.hightail\.com/receive/",
}
_NAMES = tuple(_KEPT_FOR_DAYS)
_ANY = re.compile(
    "https?://(?:" + "|".join(f"({pattern})" for pattern in _KEPT_FOR_DAYS.values()) + ")",
    re.IGNORECASE,
)
# The settings that sign an address for a while: any set of them, all present, in lower case.
_SIGNED = (
    {"x-amz-signature"},
    {"x-goog-signature"},
    {"awsaccesskeyid", "signature"},
    {"googleaccessid", "signature"},
    {"key-pair-id", "signature"},
    {"sig", "se"},
    {"expires", "signature"},
    {"expires", "hash"},
    {"expires", "md5"},
    {"expires", "token"},
    {"oh", "oe"},
    {"ex", "is", "hm"},
)
_SIGNED_HOST = re.compile(r"https?://private-user-images\.githubusercontent\.com/", re.IGNORECASE)

_SECRET = re.compile(
    r"pass(?:word|wd|phrase)?|pwd|mdp|mot_?de_?passe|(?:client_?)?secret", re.IGNORECASE
)
_KEY = re.compile(
    r"(?:\w+[_-])?token|(?:access|api|auth|private|secret|reset|edit|admin)[_-]?key|jwt|otp",
    re.IGNORECASE,
)
# A short value may name a page, « sid=FR44 »; a long one is no word.
_MAY_BE_A_KEY = re.compile(
    r"auth(?:entication|orization)?|sig(?:nature)?|hmac|sso|ticket|magic(?:link)?"
    r"|s(?:ession)?_?id|session|sess(?:id)?|cf(?:id|token)",
    re.IGNORECASE,
)
_LEAST = 6
_LONG = re.compile(r"(?=[^&]*\d)(?=[^&]*[a-z])[\w.~+/=%-]{8,}|[\w.~+/=%-]{20,}", re.IGNORECASE)
# Where whoever is invited needs it: a meeting's own password.
_MEETING = re.compile(
    r"https?://(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|webex\.com|whereby\.com)/", re.I
)
# The page from which a poll is changed, or a private calendar read.
_FOR_ITS_OWNER = re.compile(
    r"https?://(?:[^/?#]*/)+[\w-]{16,}/admin/?(?:[?#]|$)"
    r"|https?://calendar\.google\.com/calendar/ical/[^/]+/private-",
    re.IGNORECASE,
)
# Longer, it is no address that somebody pasted.
_MOST = 2_000


class Key(NamedTuple):
    """What opens, in an address.

    Attributes:
        name: of the setting that holds it; empty when the whole address does.
        clean: the address without it; empty when nothing is left.
    """

    name: str
    clean: str


def kept_by(address: str) -> str:
    """The service that keeps a file for a few days only; empty for any other address."""
    found = _ANY.match(address[:_MOST])
    return _NAMES[found.lastindex - 1] if found and found.lastindex else ""


def is_signed(address: str) -> bool:
    """Whether an address is valid for a while: it holds its own signature."""
    names = {name.lower() for name, _, _ in _settings(address)}
    return bool(_SIGNED_HOST.match(address)) or any(signed <= names for signed in _SIGNED)


def key_in(address: str) -> Key | None:
    """The key that an address holds; None without one."""
    if _FOR_ITS_OWNER.match(address[:_MOST]):
        return Key("", "")
    if _MEETING.match(address):
        return None
    for name, value, setting in _settings(address):
        is_key = len(value) >= _LEAST and _KEY.fullmatch(name)
        may_be = _LONG.fullmatch(value) and _MAY_BE_A_KEY.fullmatch(name)
        if is_key or may_be or (value and _SECRET.fullmatch(name)):
            clean = re.sub(rf"(?<=[?&#]){re.escape(setting)}(?:&|(?=#)|$)", "", address, count=1)
            return Key(name, re.sub(r"[?&#]+$|[?&]+(?=#)", "", clean))
    return None


def _settings(address: str) -> Iterator[tuple[str, str, str]]:
    """Name, value and text of each setting, those after « # » included."""
    if "=" not in address or len(address) > _MOST:
        return
    parts = urlsplit(address)
    for setting in (*parts.query.split("&"), *parts.fragment.split("&")):
        name, sign, value = setting.partition("=")
        if sign:
            yield unquote(name), value, setting
