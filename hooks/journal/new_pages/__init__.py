"""Pages that are not written yet: their models, the questions, what editors are told."""
