"""Addresses as people paste them: what was meant by a broken one, and how to write it.

Nothing here knows the journal: an address comes in, the one to write instead comes out.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from journal.web.split_addresses import rejoined

# ---- Spaces that nobody sees ---------------------------------------------------------------------

# No-break, narrow, wide or without width; soft hyphens and marks of direction.
SPACES = "\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
_CODED = (
    r"%C2%A[0D]|%E1%9A%80|%E2%80%(?:8[0-9A-F]|A[89A-F])|%E2%81%(?:9F|A[0-4])"
    r"|%E3%80%80|%EF%BB%BF|&(?:nbsp|shy|thinsp|ensp|emsp);|&#(?:160|173|8239|8203);"
    r"|&#x(?:0*a0|0*ad|202f|200b);"
)
# As one sign, however it is written.
UNSEEN = re.compile(rf"(?:[{SPACES}]|{_CODED})+", re.IGNORECASE)
# Those without width, which no address holds, wherever they stand.
_WIDTHLESS = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]|%C2%AD|%EF%BB%BF|&shy;"
    "|%E2%80%(?:8[BEF]|A[A-E])|%E2%81%A[0-4]|&#(?:173|8203);",
    re.IGNORECASE,
)
_MAY_BE_SPACED = re.compile(rf"{_CODED}|%20$", re.IGNORECASE)
_HOST_AT_FIRST = re.compile(r"\s*(?:[a-z]+:)?//[^/?#]*", re.IGNORECASE)


def without_unseen(address: str) -> str:
    """An address without the spaces that copying left around it or in its host.

    Elsewhere a no-break space may stand for one that the page's own name has: it stays.
    """
    if address.isascii() and "%" not in address and "&" not in address:
        return address
    runs = list(UNSEEN.finditer(address))
    if not runs:
        return address
    start = runs[0].end() if not runs[0].start() else 0
    end = runs[-1].start() if runs[-1].end() == len(address) else len(address)
    bare = _WIDTHLESS.sub("", address[start:end])
    return _HOST_AT_FIRST.sub(lambda host: UNSEEN.sub("", host[0]), bare, count=1)


# ---- Broken addresses ---------------------------------------------------------------------------

# RFC 3986, section 3.1.
SCHEME = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
# What lacks one alone: « www.site.fr/page ».
BARE_PAGE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_HOST = r"(?:[\w-]+\.)+[\w-]{2,}|(?:[0-9]{1,3}\.){3}[0-9]{1,3}|localhost|\[[0-9a-fA-F:]+\]"
_IS_FILE = re.compile(r"[^/?#]*\.(?:md|html?|jpe?g|png|webp|gif|pdf)(?:[?#]|$)", re.IGNORECASE)
# « https// », « htps:// », « https:/ », « https:\\ », « http://https:// », one after the other.
_SCHEME = re.compile(
    rf"(?:(?P<scheme>[htps]{{3,7}})(?P<marks>[\s:;./\\]{{0,8}}))(?={_HOST}|[htps]{{3,7}}[:/])",
    re.IGNORECASE,
)
# What people put around an address, or what their sentence puts after it.
_AROUND = " \t\n\u00a0\u202f<>«»“”\"‘’'`"
_AFTER = ",;:!…)]}.*–—·"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_HOST_WITH_COMMAS = re.compile(r"^https?://[\w-]+(?:[.,][\w-]+)+(?=[/?#]|$)")
# A machine as a browser shows it, without any scheme.
_MACHINE = re.compile(
    r"(?:localhost|(?:[0-9]{1,3}\.){3}[0-9]{1,3}|\[[0-9a-f:]+\])(?::[0-9]+)?(?:/|$)"
)
# « www,site.fr », « wwww.site.fr ».
_WWW = re.compile(rf"^(?:www[,;]|ww[.,]|wwww+[.,]) ?(?={_HOST})", re.IGNORECASE)
# Most addresses: nothing to mend.
_SOUND = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./%=&-]*+)?(?<=[\w/])"
    r"|(?![htpsHTPS]{3,7}/|wwww|ww\.)(?:\.\./)*[a-z0-9-]+(?:/[a-z0-9-]+)*\.[a-z]+(?:#[\w-]+)?",
    re.ASCII,
)
_MAX = 4_000
_MANY_SIGNS = 20
_MAIL = re.compile(r"[^\s@/:;,<>()\"\\]+@(?:[\w-]+\.)+[a-zA-Z]{2,}")
_MAILTO = re.compile(r"(?:(?:mail\s?to|e?-?mail|courriel)\s*:\s*(?://)?\s*)+", re.IGNORECASE)
_AT = re.compile(r"\s*(?:@|[\[({<]\s*(?:at|arobase|a)\s*[\])}>])\s*", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:(?:t[eé]l(?:[eé]phone)?|callto|phone|mobile|portable)\.?\s*:\s*(?://)?\s*)+", re.IGNORECASE
)


def mended(typed: str) -> str:
    """The address that was meant; the same text when nothing seems wrong, or nothing is guessed.

    Args:
        typed: what stands where an address is wanted, a path within the site included.
    """
    is_plain = "://http" not in typed and not ("%" in typed and _MAY_BE_SPACED.search(typed))
    if is_plain and _SOUND.fullmatch(typed):
        return typed
    address = without_unseen(typed.strip(_AROUND)[:_MAX]).strip(_AROUND)
    while len(address) > 1 and address[0] in "([{" and address[-1:] in ")]}":
        address = address[1:-1].strip(_AROUND)
    if mail := _MAILTO.match(address):
        return _mended_mail(address[mail.end() :])
    if phone := _PHONE.match(address):
        return f"tel:{phone_number(address[phone.end() :]) or address[phone.end() :]}"
    if _MACHINE.match(address):
        return f"http://{address}"
    address = rejoined(_WWW.sub("https://www.", address))
    address = re.sub("^:/{1,3}(?=[^/])", "https://", address)
    address = re.sub("^hxxp|^www\\.http(?=s?:)", "http", address, flags=re.IGNORECASE)
    address, is_web = _with_one_scheme(address)
    if not is_web:
        return address
    # No address has a quotation mark, and few end with a space.
    address = re.split(r'["<>]|\}\{', address.replace("\\", "/"), maxsplit=1)[0]
    if not re.search("[?#]", address):
        address = re.sub("(?:%20)+$", "", address)
    address = _without_sentence(address)
    return _HOST_WITH_COMMAS.sub(lambda host: host[0].replace(",", "."), address)


def _with_one_scheme(address: str) -> tuple[str, bool]:
    """The address under its last scheme, well written; and whether it is of the web at all."""
    scheme = ""
    while begins := _SCHEME.match(address):
        name, marks = begins["scheme"].lower(), "".join(begins["marks"].split())
        rest = address[begins.end() :]
        certain = re.search(r"[:;]|[/\\]{2}", marks)
        # « https/example.org » lacks a sign, « http/page.md » is a path.
        near = marks and not _IS_FILE.match(rest)
        if not (_is_near(name) if certain else name in ("http", "https") and near):
            break
        scheme = "http" if name == "http" and marks == "://" else "https"
        address = rest
    if scheme:
        return f"{scheme}://{address}", True
    return address, bool(re.match("https?://", address, re.IGNORECASE))


def _is_near(name: str) -> bool:
    """Whether a word of the letters of « https » is one that was mistyped."""
    return name[0] in "ht" and name[-1] in "ps" and {"t", "p"} <= set(name)


def _without_sentence(address: str) -> str:
    """An address without the signs that the sentence around it put at its end."""
    for _ in range(_MANY_SIGNS):
        last = address[-1:]
        if not last or last not in _AROUND + _AFTER:
            break
        if last in _PAIRS and address.count(last) <= address.count(_PAIRS[last]):
            break
        if last == ":" or (last == "." and not _ends_a_sentence(address)):
            break
        address = address[:-1]
    return address


def _ends_a_sentence(address: str) -> bool:
    """Whether a last full stop is a sentence's: some pages have names that end with one."""
    _, slash, path = address.partition("://")[2].partition("/")
    # « Inc. » and « St. » are short, or have a capital.
    ends = r"(?:/|\.[a-z]{2,4}|\d|(?<![^\W_a-z])[a-zà-ÿ_-]{4,})\.+$"
    return not slash or not path.strip(".") or bool(re.search(ends, path))


def _mended_mail(rest: str) -> str:
    """`mailto:` and the addresses that follow it, however they were parted."""
    addresses, mark, settings = rest.partition("?")
    addresses = _AT.sub("@", addresses.strip(_AROUND + ".,;"))
    found = _MAIL.findall(addresses)
    if not found:
        found = [part for part in re.split(r"[\s,;]+(?:mailto:)?", addresses) if part]
    settings = settings.replace(" ", "%20")
    return f"mailto:{','.join(found)}{mark}{settings}"


def is_file(address: str) -> bool:
    """Whether what looks like a host is the name of a page or of a picture: « joujou.md »."""
    return bool(_IS_FILE.match(address))


def is_mail(text: str) -> bool:
    """Whether a text is one address of a person, and nothing else."""
    return bool(_MAIL.fullmatch(unquote(text)))


def is_mailto(address: str) -> bool:
    """Whether `mailto:` leads to someone: one address or several."""
    people = address.partition(":")[2].partition("?")[0]
    return bool(people) and all(is_mail(person) for person in people.split(","))


# A number that is shorter may be a year, or anything else.
SHORT_NUMBER = 9


def phone_number(typed: str) -> str | None:
    """A number as `tel:` wants it (RFC 3966): « 02 40 00 00 00 » is « +33240000000 ».

    Returns:
        None for what is no number. Short numbers (15, 112, 39 49) stay as they are.
    """
    text = re.sub(r"\(0\)", "", unquote(typed))
    digits = re.sub(r"[\s.\u00a0\u202f()/_\u2010-\u2015-]+", "", text)
    if re.fullmatch(r"0[1-9][0-9]{8}", digits):
        return f"+33{digits[1:]}"
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    digits = re.sub(r"^\+330(?=[1-9][0-9]{8}$)", "+33", digits)
    return digits if re.fullmatch(r"\+[1-9][0-9]{5,14}|[1-9][0-9]{1,5}", digits) else None


# ---- Written in a page ---------------------------------------------------------------------------


def as_target(address: str) -> str:
    """An address as Markdown takes it between parentheses, in a cell of a table too."""
    for sign, code in ((" ", "%20"), ("|", "%7C"), ("<", "%3C"), (">", "%3E")):
        address = address.replace(sign, code)
    depth = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
    return address if not depth else address.replace("(", "%28").replace(")", "%29")
