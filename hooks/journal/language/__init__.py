"""The words of a language: French, and days as far as they are known."""
