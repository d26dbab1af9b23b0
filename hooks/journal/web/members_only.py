"""Pages of other sites that readers may not open: those of a team, or of whoever has an account.

An address does not say whether its page was opened to all: this is a guess, to be looked at.
"""

from __future__ import annotations

import re

# Name of the site -> what follows « https:// » in the addresses of such pages. Those that the same
# sites publish for all are left out.
_PAGES = {
    "SharePoint": r"[\w-]+\.sharepoint\.com/.",
    "OneDrive": r"1drv\.ms/.|onedrive\.live\.com/[?\w].",
    "Microsoft 365": (
        r"teams\.(?:cloud\.)?microsoft(?:\.com)?/(?:v2/|l/(?:entity|app|call)/)"
        r"|forms\.(?:office\.com|cloud\.microsoft)/pages/(?:designpage|shareformpage)"
        r"|(?:www\.)?office\.com/launch/|(?:tasks\.office\.com|planner\.cloud\.microsoft)/."
        r"|loop\.(?:cloud\.)?microsoft(?:\.com)?/p/"
    ),
    "Google Drive": (
        r"docs\.google\.com/(?:a/[^/]+/)?(?:document|spreadsheets|presentation|drawings|file)/"
        r"(?:u/\d+/)?d/(?!e/)(?![^?#]*/pub(?:html|chart)?(?:[?#]|$))"
        r"|docs\.google\.com/forms/(?:u/\d+/)?d/(?!e/)[^/?#]+/(?:edit|prefill)"
        r"|drive\.google\.com/(?:drive|file|open|folderview|uc|u/|a/)"
    ),
    "Google Sites": r"sites\.google\.com/(?:u/\d+/)?d/",
    "Google Agenda": r"calendar\.google\.com/calendar/(?:u/\d+/)?r(?:[/?#]|$)",
    "Google Photos": r"photos\.google\.com/(?:u/\d+/)?(?:photo|album|search)/",
    "Notion": r"(?:www\.|app\.)?notion\.(?:so|com)/(?:[^?#]*[-/])?[0-9a-f]{32}(?:[?#]|$)",
    "Trello": r"trello\.com/[bc]/",
    "Slack": r"[\w-]+\.slack\.com/(?:archives|files|team|messages|client)/",
    "Discord": r"(?:www\.)?discord(?:app)?\.com/channels/",
    "Framateam": r"framateam\.org/[\w-]+/(?:channels|messages|pl)/",
    "kDrive": r"(?:kdrive|ksuite)\.infomaniak\.com/(?:[^?#]*/)?app/drive/",
    "Dropbox": r"(?:www\.)?dropbox\.com/(?:home|work|personal)(?:[/?#]|$)",
    "Box": r"app\.box\.com/(?:file|folder)/",
    "MEGA": r"mega\.(?:nz|io)/fm/",
    "iCloud": r"www\.icloud\.com/(?:photos|notes|mail|drive|calendar)(?:[/#?]|$)",
    "pCloud": r"my\.pcloud\.com/",
    "Proton Drive": r"drive\.proton\.me/u/",
    "Airtable": r"airtable\.com/app\w{10,}/(?!shr|pag\w+/form)",
    "Miro": r"miro\.com/app/(?:board|dashboard)/",
    "Figma": r"(?:www\.)?figma\.com/(?:file|design|board)/",
    "Canva": r"(?:www\.)?canva\.com/(?:folder/|design/[^?#]+/edit(?:[?#]|$))",
    "Asana": r"app\.asana\.com/\d",
    "Monday": r"[\w-]+\.monday\.com/boards/",
    "ClickUp": r"app\.clickup\.com/\w",
    "Basecamp": r"\d\.basecamp\.com/\d",
    "ChatGPT": r"(?:chatgpt\.com|chat\.openai\.com)/(?:g/[^/]+/)?c/",
    "Claude": r"claude\.ai/chat/",
    "WhatsApp": r"(?:web|chat)\.whatsapp\.com(?:/|$)",
    "Signal": r"signal\.group/",
    # On any host.
    "Nextcloud": (
        r"[^/?#]+(?:/[\w-]+)?/(?:index\.php/)?apps/files(?:/files|/favorites|/recent)?/?(?:\d+)?"
        r"(?:\?(?:dir|view|fileid)=|$)|[^/?#]+(?:/[\w-]+)?/index\.php/f/\d+(?:[?#]|$)"
    ),
}
_NAMES = tuple(_PAGES)
_ANY = re.compile(
    "https?://(?:" + "|".join(f"({pattern})" for pattern in _PAGES.values()) + ")",
    re.IGNORECASE,
)


def members_of(address: str) -> str:
    """The site that may ask who opens a page to be of its members; empty for any other page."""
    found = _ANY.match(address)
    return _NAMES[found.lastindex - 1] if found and found.lastindex else ""
