"""What the web is made of: addresses and hosts of others, HTML, what is fetched, and GitHub."""
