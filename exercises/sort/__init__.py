"""Put each item in a group; every item says why it belongs where it belongs."""
