"""Several right answers to one question."""
