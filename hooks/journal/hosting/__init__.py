"""What a host is told of the site: one table, and the files that each kind of host reads."""
