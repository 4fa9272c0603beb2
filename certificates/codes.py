"""Numbers of certificates: what is printed is the key itself, and nobody can guess one."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
LENGTH = 26  # 130 bits
_SOUNDS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh number: 26 characters, 130 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """What somebody typed from paper as the number it stands for: capitals, no dashes, O as 0, I and L as 1."""
    letters = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    return letters.translate(_SOUNDS_LIKE)[: LENGTH * 2]


def in_groups(code: str) -> str:
    """The number as it is printed, easier to read aloud: in groups of four and, at the end, five."""
    short, longer = code[:16], code[16:]
    groups = [short[start : start + 4] for start in range(0, 16, 4)]
    return "-".join([*groups, *(longer[start : start + 5] for start in range(0, len(longer), 5))])
