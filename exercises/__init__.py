"""What learners do: the contract that every kind of exercise keeps, and one folder for each kind.

This app knows nothing of learners' tables. A kind gets a frozen value, a saved state and submitted data, and
answers with a new state and an outcome; `learning` stores what is worth storing.
"""
