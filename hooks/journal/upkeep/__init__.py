"""What time does to what is published: links that die, facts that nobody has checked for a year."""
