"""Cards to turn: a question or a word in front, the answer on the back."""
