"""A first step: if this happens, then I do that. For the learner alone."""
