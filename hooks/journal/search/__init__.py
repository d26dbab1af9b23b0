"""What can be found, and the lists that go with Pagefind's index."""
