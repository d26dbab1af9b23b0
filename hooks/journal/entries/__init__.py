"""What pages are: visits, tips, themes and plain pages, typed and immutable."""
