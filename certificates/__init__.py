"""Issued proof: facts that are frozen, a file that is made once, and a page on which anybody checks it."""
