"""A conversation in steps, written as a script: choose what you say, see what it does, and try again from any point."""
