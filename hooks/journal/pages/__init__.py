"""What is made of a page once it is HTML: clean, set, shaped, described."""
