"""Photographs without what cameras note, sharing cards, the typeface."""
