"""What a journal is: visits, tips, themes, plain pages; its catalogue, addresses and publisher."""
