"""The language: French, its typography, and days as far as they are known."""
