"""Find what belongs together; every pair says why."""
