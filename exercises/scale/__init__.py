"""A number from 1 to 10 on a question; nobody judges it, and some of these never leave the browser."""
