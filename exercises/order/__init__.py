"""Put steps in the right order."""
