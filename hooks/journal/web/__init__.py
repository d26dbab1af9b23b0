"""What the web is made of: the addresses of others, what follows people in them, and HTML."""
