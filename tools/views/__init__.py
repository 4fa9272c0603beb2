"""A module for each tool, and one for the page that offers them."""
