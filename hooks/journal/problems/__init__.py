"""What is wrong in the sources of the journal, and how it is said."""
