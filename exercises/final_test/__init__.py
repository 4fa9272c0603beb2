"""A final test: questions drawn from a pool, handed in as a whole, with a pass mark."""
