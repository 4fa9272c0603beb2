"""A list to tick off or to count with. For the learner alone."""
