"""What a proposed change would do, for whoever decides on it and whoever made it."""
