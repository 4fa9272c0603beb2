"""Measures the learner's pages with the courses that ship: `python -m bench`. Never part of the tests."""
