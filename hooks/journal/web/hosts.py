"""Hosts as browsers read them (URL Standard, « host parsing »), and those that few people reach."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TypeAlias
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_Machine: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# Names that lead to no public host: RFC 6761 (`example` is for documents, as example.org is),
# RFC 6762 (local, and its appendix G), RFC 8375 (home.arpa), and ICANN's choice of `internal`.
_PRIVATE_ENDS = (
    *(".localhost", ".test", ".invalid", ".local", ".home.arpa", ".internal"),
    *(".intranet", ".private", ".corp", ".home", ".lan", ".localdomain"),
)
# Kept for documents (RFC 5737): examples lead nowhere, and are nobody's machine.
_EXAMPLES = tuple(map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")))
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTS = str.maketrans({"。": ".", "｡": "."})
_BYTES = 4


def host_as_read(typed: str) -> str:
    """A host in lower case, without the brackets of IPv6, with plain full stops."""
    host = unicodedata.normalize("NFKC", unquote(typed)).translate(_DOTS)
    return host.lower().strip("[]").rstrip(".")


def in_ascii(address: str) -> str:
    """A whole address in ASCII (RFC 3987, section 3.1); `ValueError` if no host has such a name."""
    scheme, host, *rest = urlsplit(address)
    kept = "/%:@!$&'()*+,;=~?"
    return urlunsplit([scheme, ascii_host(host), *(quote(part, safe=kept) for part in rest)])


def ascii_host(host: str) -> str:
    """A host, with its port or without, as machines name it (RFC 3490); `ValueError` if none is."""
    return host.encode("idna").decode()


def is_own_machine(host: str) -> bool:
    """Whether a host is the very machine on which a page is looked at."""
    host = host_as_read(host)
    try:
        machine = _machine(host)
    except ValueError:
        return False
    if machine is None:
        return host == "localhost" or host.endswith(".localhost")
    return machine.is_loopback or machine.is_unspecified


def is_private(host: str) -> bool:
    """Whether nobody else reaches a host: this very machine, one of its neighbours, or none."""
    host = host_as_read(host)
    try:
        machine = _machine(host)
    except ValueError:
        return True
    if machine is None:
        # No public host has a name without a full stop: an intranet's has.
        return "." not in host or host.endswith(_PRIVATE_ENDS)
    return not machine.is_global and not any(machine in network for network in _EXAMPLES)


def _machine(host: str) -> _Machine | None:
    """The number that a host is, in any of the ways in which browsers read one.

    Returns:
        None for a name.

    Raises:
        ValueError: a number, and none that a machine may have.
    """
    if ":" in host:
        address = ipaddress.IPv6Address(host)
        return address.ipv4_mapped or address
    parts = host.split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return None
    *first, last = map(_number, parts)
    if len(parts) > _BYTES or any(number > 255 for number in first):
        raise ValueError(host)
    whole = sum(number << 8 * (_BYTES - 1 - place) for place, number in enumerate(first))
    if last >> 8 * (_BYTES - len(first)):
        raise ValueError(host)
    return ipaddress.IPv4Address(whole + last)


def _number(typed: str) -> int:
    """« 0x7f » and « 0177 » are 127."""
    if typed.startswith("0x"):
        return int(typed[2:] or "0", 16)
    return int(typed, 8 if typed.startswith("0") else 10)
