"""What a machine refuses to programs, in French: no room left, no right to write."""

from __future__ import annotations

import errno
import os
from pathlib import Path

# In a preview, which goes on.
SAVE_AGAIN = "enregistrez de nouveau une page"

# What is wrong, and what to do about it.
_FULL = "il n'y a plus de place sur le disque", "Faites de la place"
_CLOSED = "ce compte n'y a pas droit", "Vérifiez à qui sont ces fichiers"
_BUSY = "trop de fichiers sont ouverts à la fois", "Fermez d'autres programmes"
_SAID = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("on ne peut que lire ce disque", "Copiez le carnet là où l'on peut écrire"),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.ENOENT: ("ce fichier n'est pas là", "Remettez-le"),
    errno.EMFILE: _BUSY,
    errno.ENFILE: _BUSY,
    errno.ENAMETOOLONG: ("ce nom est trop long", "Raccourcissez-le"),
    errno.EBUSY: ("un autre programme l'emploie", "Fermez ce programme"),
    errno.EISDIR: ("un dossier est à la place d'un fichier", "Déplacez-le"),
    errno.ENOTDIR: ("un fichier est à la place d'un dossier", "Déplacez-le"),
    errno.EEXIST: ("un fichier est à la place d'un dossier", "Déplacez-le"),
    errno.ENOMEM: ("il n'y a plus de mémoire", "Fermez d'autres programmes"),
    errno.EIO: ("le disque répond mal", "Copiez le carnet sur un autre"),
}


def refusal(error: OSError, then: str = "relancez la même commande") -> str:
    """What was refused, and what to do, as the end of a sentence and the next one.

    « ce compte n'y a pas droit (site/index.html). Vérifiez à qui sont ces fichiers, puis relancez
    la même commande. »

    Args:
        error: what was raised.
        then: what to do after that.
    """
    if isinstance(error, LookupError):  # Jinja's, of a template.
        name = getattr(error, "name", "")
        return f"ce gabarit n'est pas là ({name}). Remettez-le dans overrides/, puis {then}."
    other = (error.strerror or str(error), "Vérifiez que l'on peut y écrire")
    what, mend = _SAID.get(error.errno or 0, other)
    where = ""
    if isinstance(error.filename, str | bytes):
        place = Path(os.fsdecode(error.filename))
        here = Path.cwd()
        where = f" ({place.relative_to(here) if place.is_relative_to(here) else place})"
    return f"{what}{where}. {mend}, puis {then}."
