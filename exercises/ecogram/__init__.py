"""Draw the people around a family: an ecogram."""
