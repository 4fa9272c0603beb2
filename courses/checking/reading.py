"""Rules about how a text reads."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from courses.checking.draft import Draft, Part, Passage
from courses.checking.finding import Finding, at, begin, limits
from courses.language import count_words, sentences_in, words_in
from courses.models import Level

PLAIN_WORDS = Path(__file__).with_name("plain_words.yaml")
ENOUGH = 5  # sentences, or a block has no average to speak of
ENOUGH_WORDS = 60  # and no ease
LONG_WORD = 19  # letters
NAMED_AT_ONCE = 5
ABBREVIATION = re.compile(r"(?<![\w*])[A-Z]{2,5}(?![\w*])")
KNOWN = {"A4", "A5", "A6", "CV", "EHBO", "GPS", "NL", "OK", "PC", "PDF", "QR", "SMS", "TV", "URL", "USB", "WC"}
SHORT = {"summary"}  # “in het kort” is B1 in every course


def _level(draft: Draft, part: Part) -> str:
    is_short = part.piece.kind in SHORT and draft.level == Level.B2
    return Level.B1 if is_short else draft.level


def _own_words(draft: Draft) -> Iterator[tuple[Part, Passage]]:
    for part in draft.parts:
        if not part.is_quoted:
            yield from ((part, passage) for passage in part.passages)


def long_sentences(draft: Draft) -> Iterator[Finding]:
    """Every sentence that is longer than its level allows, headings and points included."""
    message = _("%(count)s words in one sentence; at most %(most)s: “%(begin)s”")
    for part, passage in _own_words(draft):
        most = limits(_level(draft, part)).longest
        for sentence in sentences_in(passage.text):
            if (count := count_words(sentence)) > most:
                told = message % {"count": count, "most": most, "begin": begin(sentence)}
                yield at(part, "long-sentence", told, is_error=True, quote=sentence)
    for text in draft.own_texts:
        for sentence in sentences_in(text):
            if (count := count_words(sentence)) > limits(draft.level).longest:
                told = message % {"count": count, "most": limits(draft.level).longest, "begin": begin(sentence)}
                yield Finding("long-sentence", told, is_error=True, quote=sentence)


def long_on_average(draft: Draft) -> Iterator[Finding]:
    """Sentences that are long on average: an error over the whole module, advice in one block."""
    most = limits(draft.level).average
    message = _("%(average)s words a sentence on average; at most %(most)s.")
    if draft.running.average > most:
        told = message % {"average": f"{draft.running.average:.1f}", "most": most}
        yield Finding("average", told, is_error=True)
    for part in draft.parts:
        if part.running.sentences >= ENOUGH and part.running.average > most and not part.is_quoted:
            yield at(part, "average", message % {"average": f"{part.running.average:.1f}", "most": most})


def hard_to_read(draft: Draft) -> Iterator[Finding]:
    """Text that Douma's formula calls hard for its level."""
    message = _("Reading ease %(ease)s; at least %(least)s for %(level)s. Shorter words and sentences help.")
    for part in draft.parts:
        level = _level(draft, part)
        ease, least = part.running.ease, limits(level).ease
        if part.running.words >= ENOUGH_WORDS and ease is not None and ease < least and not part.is_quoted:
            yield at(part, "ease", message % {"ease": f"{ease:.0f}", "least": least, "level": level})


def stiff_words(draft: Draft) -> Iterator[Finding]:
    """Words for which there is a plainer one."""
    for part, passage in _own_words(draft):
        for found in _stiff().finditer(passage.text):
            message = _("“%(stiff)s”: rather “%(plain)s”.")
            plain = plain_words()[found.group().lower()]
            told = message % {"stiff": found.group(), "plain": plain}
            yield at(part, "stiff-word", told, quote=found.group())


def long_words(draft: Draft) -> Iterator[Finding]:
    """Very long words in text for everybody, once for the module."""
    if draft.level == Level.B2:
        return
    words = [word for _part, passage in _own_words(draft) for word in words_in(passage.text)]
    long = list(dict.fromkeys(word.lower() for word in words if len(word) >= LONG_WORD and "-" not in word))
    if long:
        message = _("Long words: %(words)s. Is there a shorter one, or is it explained?")
        yield Finding("long-word", message % {"words": ", ".join(long[:NAMED_AT_ONCE])}, quote=long[0])


def unexplained_abbreviations(draft: Draft) -> Iterator[Finding]:
    """Capitals that stand for words which the module never gives."""
    texts = [passage.text for _part, passage in _own_words(draft)]
    seen = set(KNOWN)
    for part, passage in _own_words(draft):
        for name in ABBREVIATION.findall(re.sub(r"\[[^\]]*\]", "", passage.text)):
            if name not in seen and not any(_explains(text, name) for text in texts):
                message = _("“%(name)s” is not explained in this module.")
                yield at(part, "abbreviation", message % {"name": name}, quote=name)
            seen.add(name)


def _explains(text: str, name: str) -> bool:
    """Whether it stands beside brackets, begins words in a row here, or is spelled by one long word."""
    if f"({name})" in text or f"{name} (" in text:
        return True
    words = [word.lower() for word in words_in(text)]
    letters = name.lower()
    in_one = re.compile(".*".join(map(re.escape, letters)))
    return letters in "".join(word[0] for word in words) or any(
        len(word) >= LONG_WORD / 2 and word[0] == letters[0] and in_one.match(word) for word in words
    )


@cache
def plain_words() -> dict[str, str]:
    """Stiff words in small letters, each with what to say instead."""
    words: dict[str, str] = yaml.safe_load(PLAIN_WORDS.read_text(encoding="utf-8"))
    return words


@cache
def _stiff() -> re.Pattern[str]:
    words = sorted(plain_words(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
