"""What was published once, kept in `adresses.txt`, and held against what the site publishes now.

An address that breaks, a feed that stops, an identifier that changes: no validator sees them, and
those who had followed or bookmarked the page do. So the ledger only grows.

- `make adresses` adds to it whatever is new. Nothing is asked of those who write pages: a page that
  is not there yet is no mistake.
- The site publishes its own ledger, `/adresses.txt`: the repository's, and whatever it had not yet.
  Before the next publication, and on each proposed change, it is fetched and joined to the
  repository's (`.ci/registre`): what is online is remembered even if nobody ran `make adresses`.
- A page that another replaces leads to it (`anciennes_adresses`, `alias`). One that nothing
  replaces is marked by `make adresses RETIRER=visites/ancienne/`: its line, which stays, ends with
  « retirée le 2026-11-27 », and neither its identifiers nor its feeds are missed any more.
"""
