"""Base58 as multibase wants it (letter `z`): how keys and signatures of credentials are written."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def encode(content: bytes) -> str:
    """The bytes as text that begins with `z`."""
    number, digits = int.from_bytes(content), ""
    while number:
        number, place = divmod(number, 58)
        digits = ALPHABET[place] + digits
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + ALPHABET[0] * zeros + digits


def decode(text: str) -> bytes:
    """The bytes of text that begins with `z`. Raises ValueError for anything else."""
    if not text.startswith("z"):
        raise ValueError("Base58 in multibase begins with z")
    digits, number = text[1:], 0
    for digit in digits:
        number = number * 58 + ALPHABET.index(digit)
    zeros = len(digits) - len(digits.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
