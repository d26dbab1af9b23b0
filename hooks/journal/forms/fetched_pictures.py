"""The pictures of a proposal: fetched from GitHub's attachments, then drawn again, and small."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from urllib.parse import urlsplit

from journal.forms.attachments import Picture, is_attachment
from journal.forms.remarks import Remark, remark
from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.original_photograph import MAX_BYTES, Photograph
from journal.pictures.published_prints import develop
from journal.web.fetching import NotFetchedError, fetch

# For one picture, in seconds.
_SECONDS = 60.0
# Where GitHub's attachments lead: its own hosts, and the buckets in which it keeps them.
_HOSTS = re.compile(
    r"(?:(?:private-)?user-images|objects|camo|raw)\.githubusercontent\.com"
    r"|github-production-user-asset-[a-z0-9]+\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com"
)
_AGAIN = (
    "Ce n'est pas la faute de votre photo. Dans quelques minutes, ouvrez « Edit » sous les trois "
    "points de votre message, et enregistrez-le sans rien y changer : elle sera redemandée."
)
_HINT = "Déposez-la de nouveau, en JPEG si possible, à la place de l'autre."

Fetch = Callable[[str], bytes]


def from_github(address: str) -> bytes:
    """A picture dropped at GitHub's, and nothing from anywhere else."""
    return fetch(address, is_allowed=is_github, most_bytes=MAX_BYTES, seconds=_SECONDS)


def is_github(address: str) -> bool:
    """Whether an address is one of GitHub's attachments, or where they lead."""
    parts = urlsplit(address)
    if parts.scheme != "https" or "@" in parts.netloc:
        return False
    return is_attachment(address) or bool(_HOSTS.fullmatch(parts.netloc))


def printed(pictures: Iterable[Picture], take: Fetch) -> tuple[dict[str, bytes], list[Remark]]:
    """The JPEG of each picture, by its path under docs/; and what is to be said of the others.

    Args:
        pictures: what to fetch.
        take: fetches one; raises `NotFetchedError`.
    """
    files: dict[str, bytes] = {}
    remarks: list[Remark] = []
    for picture in pictures:
        try:
            data = take(picture.address)
            found = Photograph.read(BytesIO(data))
            files[picture.path] = develop(data, found, as_png=False).plain
        except NotFetchedError as error:
            hint = _AGAIN if error.is_passing else _HINT
            remarks.append(remark(None, f"La photo « {picture.alt} » : {error}.", hint))
        except CannotBeDrawnError:
            reason = "ce fichier n'est pas une image que l'on puisse lire"
            remarks.append(remark(None, f"La photo « {picture.alt} » : {reason}.", _HINT))
    return files, remarks
