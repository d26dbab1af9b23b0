"""What the machine does: files written whole or not at all, work that two cores share."""
