"""The pictures of a proposal: fetched from GitHub's attachments, then drawn again, and small."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from urllib.parse import urlsplit

from journal.forms.attachments import Lost, Picture, is_attachment
from journal.forms.mail_parts import Joined
from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.original_photograph import MAX_BYTES, Photograph
from journal.pictures.published_prints import develop
from journal.web.fetching import NotFetchedError, fetch

# For one picture, in seconds: those of a whole page leave a workflow time to answer.
_SECONDS = 20.0
# Where GitHub's attachments lead: its own hosts, and the buckets in which it keeps them.
_HOSTS = re.compile(
    r"(?:(?:private-)?user-images|objects|camo|raw)\.githubusercontent\.com"
    r"|github-production-user-asset-[a-z0-9]+\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com"
)
_AGAIN = (
    "Ce n'est pas la faute de votre photo. Dans quelques minutes, ouvrez « Edit » sous les trois "
    "points de votre message, ajoutez un point à la fin et enregistrez : elle sera redemandée."
)
_HINT = "Déposez-la de nouveau, en JPEG si possible, à la place de l'autre."
_BY_MAIL = "Elle peut être renvoyée en JPEG, jointe à un autre courriel."

Take = Callable[[str], bytes]


def from_github(address: str) -> bytes:
    """A picture dropped at GitHub's, and nothing from anywhere else."""
    return fetch(address, is_allowed=is_github, most_bytes=MAX_BYTES, seconds=_SECONDS)


def taker(joined: Mapping[str, Joined], others: Take) -> Take:
    """What takes the pictures joined to a mail and, for any other, asks elsewhere."""

    def take(address: str) -> bytes:
        if address not in joined:
            return others(address)
        data = joined[address].data
        if len(data) > MAX_BYTES:
            raise NotFetchedError(f"elle pèse plus de {MAX_BYTES // 1_000_000} Mo")
        return data

    return take


def is_github(address: str) -> bool:
    """Whether an address is one of GitHub's attachments, or where they lead."""
    parts = urlsplit(address)
    if parts.scheme != "https" or "@" in parts.netloc:
        return False
    return is_attachment(address) or bool(_HOSTS.fullmatch(parts.netloc))


def printed(pictures: Iterable[Picture], take: Take) -> tuple[dict[str, bytes], dict[str, Lost]]:
    """The JPEG of each picture, and why others cannot be taken, both by address.

    Args:
        pictures: what to take.
        take: gives one; raises `NotFetchedError`.
    """
    prints: dict[str, bytes] = {}
    lost: dict[str, Lost] = {}
    for picture in pictures:
        again = _HINT if is_attachment(picture.address) else _BY_MAIL
        try:
            data = take(picture.address)
            found = Photograph.read(BytesIO(data))
            prints[picture.address] = develop(data, found, as_png=False).plain
        except NotFetchedError as error:
            lost[picture.address] = Lost(str(error), _AGAIN if error.is_passing else again)
        except CannotBeDrawnError:
            reason = "ce fichier n'est pas une image que l'on puisse lire"
            lost[picture.address] = Lost(reason, again)
    return prints, lost
