"""What begins a line: marks of lists and of quotations, and what other tools put in their place."""

from __future__ import annotations

# Patterns: the mark of an item, and all that may stand before the words of a line.
ITEM = r"(?:[-*+]|\d{1,9}[.)])"
LEAD = rf"(?:[ >]|{ITEM} )*"

# Signs that nobody puts before anything else than the items of a list.
BULLETS = "•‣▪▫●■◆◇◼◻◾◽❖➢➤►▶▸▹∙·🔹🔸🔷🔶"
INNER_BULLETS = "◦○⁃"
_EMPTY_BOXES, _TICKED_BOXES = "☐□▢❏❐❑❒⬜🔲", "☑☒🗹🗷"
DRAWN_BOXES = _EMPTY_BOXES + _TICKED_BOXES
# Letters that are bullets in the fonts of word processors alone.
FONT_BULLETS = "ovqnüØ§"


def box_of(sign: str) -> str:
    """What a drawn box is in Markdown, before its words; nothing for another sign."""
    if sign not in DRAWN_BOXES:
        return ""
    return "[x] " if sign in _TICKED_BOXES else "[ ] "
