"""Comparing a typed name with a printed one."""

import unicodedata

# Letters of their own that many keyboards lack, and that Unicode does not take apart: Yılmaz, Łukasz, Đorđe, Sørensen.
_ON_A_DUTCH_KEYBOARD = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"}
)


def same_name(typed: str, printed: str) -> bool:
    """Whether somebody typed the printed name, apart from capitals, accents, hyphens and spaces."""
    return _plain(typed) == _plain(printed) != ""


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_ON_A_DUTCH_KEYBOARD)
    letters = "".join(letter if letter.isalnum() else " " for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.split())
