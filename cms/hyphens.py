"""Where Dutch breaks a word. The dictionary is read once in each process, by the first who asks."""

import functools
import itertools
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
    """The text with soft hyphens in its longest words, which a browser shows only where it breaks a line there.

    They stand in the middle third: a first line that ends with "vereni-" says little of what follows.
    """
    return LONG_WORD.sub(lambda word: _broken(word.group()), text)


def _broken(word: str) -> str:
    least = len(word) // 3
    places = [place for place in dutch_hyphens().positions(word) if least <= place <= len(word) - least]
    bounds = [0, *places, len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in itertools.pairwise(bounds))
