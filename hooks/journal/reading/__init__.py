"""From docs/ to a catalogue and problems: every file read once."""
