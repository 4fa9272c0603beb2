"""Where Dutch breaks a word. The dictionary is read once in each process, by the first who asks."""

import functools
import re
from typing import Any

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"\w{16,}")  # on the narrowest phone a heading holds about so many letters


@functools.cache
def dutch_hyphens() -> Any:
    """Pyphen for Dutch."""
    from pyphen import Pyphen  # reads a dictionary: only for who needs it

    return Pyphen(lang="nl_NL")


def with_soft_hyphens(text: str) -> str:
    """The text with soft hyphens in its longest words, which a browser shows only where it breaks a line there."""
    return LONG_WORD.sub(lambda word: dutch_hyphens().inserted(word.group(), SOFT_HYPHEN), text)
