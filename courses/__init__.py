"""Courses and modules as editors write them, and the editions and releases that learners study."""
