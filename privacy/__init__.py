"""What somebody may ask about themselves: see it, take it along, have it erased. Follows accounts/retention.yaml."""
