"""What subscribers receive: feeds, the month's letter, a file of every feed, calendars."""
