"""The courses that ship, as Markdown, and the command that loads them."""
