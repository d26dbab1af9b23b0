"""The core of the journal: what visits, tips and themes are, and what can be asked of them.

Nothing here imports mkdocs, logs, prints or reads the clock: the modules beside this package adapt
MkDocs events to these functions, and bad content comes back as a list of problems.
"""
