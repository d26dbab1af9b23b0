"""What a journal is made of: visits, tips, themes, plain pages; its catalogue; addresses."""
