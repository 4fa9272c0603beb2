"""Comparing a typed name with a printed one."""

import unicodedata


def same_name(typed: str, printed: str) -> bool:
    """Whether somebody typed the printed name, apart from capitals, accents, hyphens and spaces."""
    return _plain(typed) == _plain(printed) != ""


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter if letter.isalnum() else " " for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.split())
