"""Give each sentence of a text its label."""
