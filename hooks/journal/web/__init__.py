"""What the web is made of: addresses and hosts of others, what follows people in them, HTML."""
