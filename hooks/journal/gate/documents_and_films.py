"""Documents and films: the site takes none, and one sentence says what to do, wherever they are."""

from __future__ import annotations

from journal.problems.problem import Explanation

EXPLANATIONS = {
    "document-refuse": Explanation(
        "Le carnet ne publie ni PDF, ni film, ni document de bureautique.",
        "Le déposer sur un site, celui de la structure visitée par exemple, et mettre un lien vers "
        "cette page.",
    ),
}

ADVICE = (
    "Le carnet ne prend ni PDF, ni film, ni document de bureautique : déposez-le sur un site, "
    "celui de la structure visitée par exemple, et mettez ici un lien vers lui, qui commence par "
    "https://."
)
_SUFFIXES = frozenset(
    {
        *(".pdf", ".doc", ".docx", ".docm", ".odt", ".rtf", ".pages", ".epub", ".txt"),
        *(".xls", ".xlsx", ".xlsm", ".ods", ".csv", ".numbers", ".ppt", ".pptx", ".pps", ".ppsx"),
        *(".odp", ".key", ".odg", ".zip", ".rar", ".7z", ".gz", ".msg", ".eml", ".ics", ".vcf"),
        *(".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".mpg", ".mpeg", ".ogv", ".3gp"),
        *(".mp3", ".m4a", ".wav", ".ogg", ".oga", ".flac", ".aac", ".wma", ".opus"),
    }
)


def is_document(path: str) -> bool:
    """Whether a file is, by its name, one to open in another program than a browser."""
    name, dot, suffix = path.rpartition(".")
    return bool(name) and f"{dot}{suffix}".lower() in _SUFFIXES
