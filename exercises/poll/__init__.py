"""Ask everybody the same question, and show what all of them said."""
