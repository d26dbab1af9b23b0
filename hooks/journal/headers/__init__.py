"""What was typed in a header or in themes.yml, typed; what is wrong with it, said in French."""
