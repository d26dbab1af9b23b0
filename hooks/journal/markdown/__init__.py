"""The body of a page as MkDocs will read it: text, code, links, each with its line."""
