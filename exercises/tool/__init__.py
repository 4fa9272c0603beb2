"""Place a field tool in a module."""
