"""Put a sentence, a poster or an agreement together from parts. What the learner makes never leaves the browser."""
