"""A question to think about. What the learner types never leaves the browser."""
