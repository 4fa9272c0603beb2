"""The learner's pages, by subject."""
