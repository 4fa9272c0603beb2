"""Measures Dutch text: its sentences, their length, and how easy they read. Pure; knows nothing of courses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cms.hyphens import dutch_hyphens

WORD = re.compile(r"[^\W_]+(?:[’'.,\-@/][^\W_]+)*")
MARK = re.compile(r"\s*\[(?:S\d+|[A-Z]{1,2}(?::[a-z0-9-]+)?)\]")  # of a source
CONTACT = re.compile(r"\[contact:[^\]]*\]")
END = re.compile(r"[.!?…]+[’”'\")\]]*(?=\s+[‘“'\"(\[]*[^\W_a-zà-ÿ]|\s*$)")
LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
SENTENCE_END = re.compile(r"[.!?…][’”'\")\]]*\s*$")
#: Never the end of a sentence, whatever follows; after `enz.` and `etc.` a capital does begin another.
ABBREVIATIONS = re.compile(
    r"o\.a|d\.w\.z|[timna]\.[bpvna]\.[vmta]|a\.d\.h\.v|o\.l\.v|t\.z\.t|m\.n|z\.g|zgn|ca|nr|tel|blz|p|jl|vs|art|max"
    r"|min|incl|excl|evt|resp|[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs?|[Mm]r|[Pp]rof|[Ii]r|[Ii]ng|[Bb]ijv|[Bb]v"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in some text. `ease` runs from about 0 (hard) to 100 (easy); None where there is no text."""

    words: int
    sentences: int
    longest: str = ""
    ease: float | None = None

    @property
    def average(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0

    @property
    def longest_words(self) -> int:
        """Words of the longest sentence."""
        return count_words(self.longest)


def count_words(text: str) -> int:
    """The words a reader reads: no marks of sources, and a contact is one."""
    return len(words_in(text))


def words_in(text: str) -> list[str]:
    """The words a reader reads."""
    return WORD.findall(CONTACT.sub(" contact ", MARK.sub("", text)))


def sentences_in(text: str) -> Iterator[str]:
    """The sentences of one paragraph. What is quoted belongs to the sentence that goes on after it."""
    text = " ".join(MARK.sub("", text).split())
    begin = 0
    for end in END.finditer(text):
        piece = text[begin : end.end()]
        if end.end() < len(text) and _is_abbreviated(piece):
            continue
        if count_words(piece):
            yield piece.strip()
        begin = end.end()
    if count_words(text[begin:]):
        yield text[begin:].strip()


def is_label(text: str) -> bool:
    """Whether a text does not end as a sentence does: a heading, a button, a point of a list."""
    return not SENTENCE_END.search(MARK.sub("", text))


def measure(paragraphs: Iterable[str]) -> Measure:
    """The sentences of all these paragraphs together."""
    sentences = [sentence for text in paragraphs for sentence in sentences_in(text)]
    if not sentences:
        return Measure(0, 0)
    words = [word for sentence in sentences for word in words_in(sentence)]
    return Measure(len(words), len(sentences), max(sentences, key=count_words), _ease(words, len(sentences)))


def _is_abbreviated(piece: str) -> bool:
    last = LAST_WORD.search(piece)
    if last is None:
        return False
    is_initial = len(last[1]) == 1 and last[1].isupper()
    return is_initial or ABBREVIATIONS.fullmatch(last[1]) is not None


def _ease(words: list[str], sentences: int) -> float:
    """Flesch's formula as Douma fitted it to Dutch (De leesbaarheid van landbouwbladen, 1960).

    Pyphen's patterns never part a single first letter (over, idee), so it comes out a little too friendly.
    """
    syllables = sum(len(dutch_hyphens().positions(word)) + 1 for word in words)
    return round(206.84 - 77 * syllables / len(words) - 0.93 * len(words) / sentences, 1)
