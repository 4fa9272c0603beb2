"""Rules about what a text claims and promises."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.checking.draft import Draft, Form, Part, Passage
from courses.checking.finding import Finding, at, begin
from courses.freezing import SOURCE_MARK

TELLS_FACTS = {"summary"}  # beside the core: its points may make claims too
#: A claim about the world that somebody must have counted or studied: an error without a source.
CLAIM = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:%|procent\b)|(?<![\w-])(?:19|20)\d\d\b(?!-)|\b\d{1,3}\.\d{3}\b"
    r"|\bonderzoekers?\b|\b(?:uit|in|het|een|dit|dat|veel|recent|ander|eerder|blijkens) onderzoek\b"
    r"|\bonderzoek (?:laat|toont|wijst|liet|toonde|onder|naar|rond|van)\b"
    r"|\bwetenschapp\w+|\bde cijfers\b|\bcijfers (?:laten|van|over|uit)\b|\bstatistiek\w*",
    re.IGNORECASE,
)
#: Probably one, but people also speak so of their own training: advice.
MAYBE = re.compile(
    r"\b(?i:(?:één|een|twee|drie|vier) op de (?:twee|drie|vier|vijf|zes|tien|\d+)|(?:de|een) meerderheid"
    r"|(?:meer|minder) dan de helft|de meeste (?:ouders|kinderen|mensen|gezinnen|vrijwilligers|trainers))\b"
    r"|\b\w*wet\b(?=[ ,.])|\bWmo\b|\bAVG\b|\bmeldcode\b|\bmeldplicht\b|\btuchtrecht\b"
    r"|\b(?:NJi|SCP|CBS|Movisie|Pharos|NOC\*NSF|Augeo|Vilans|Verwey-Jonker|Mulier|Kenniscentrum Sport|RIVM|GGD)\b"
)
#: As a number is written here: 0800-2000, 06 12345678, +31 …, 14 010; and the emergency number by itself.
PHONE = re.compile(
    r"(?<![\w.,/-])"
    r"(?:(?:\+31|0)[ -]?(?:\(0\))?[1-9](?:[ -]?\d){7,8}|0[89]00[ -]?\d{4,7}|14[ -]?0\d{2,3}|112)"
    r"(?![\w%]|[.,]\d)"
)
PROMISE = re.compile(r"\b(?:diploma\w*|geaccrediteerd\w*|(?:officieel|wettelijk) erkend\w*)\b", re.IGNORECASE)


def facts_without_source(draft: Draft) -> Iterator[Finding]:
    """Paragraphs that claim something and name no source. A list counts with the paragraph it belongs to."""
    for part in draft.parts:
        if not (part.is_core or part.piece.kind in TELLS_FACTS):
            continue
        for text in _paragraphs_with_their_lists(part):
            if SOURCE_MARK.search(text):
                continue
            if found := CLAIM.search(text) or MAYBE.search(text):
                message = _("“%(words)s” claims something and names no source: “%(begin)s”")
                told = message % {"words": found.group(), "begin": begin(text)}
                yield at(part, "no-source", told, is_error=bool(CLAIM.search(text)), quote=found.group())


def typed_numbers(draft: Draft) -> Iterator[Finding]:
    """Telephone numbers that somebody typed: they change, and then nobody finds them all."""
    message = _("A telephone number: %(number)s. Write [contact:…] instead, or add a contact card.")
    for part in draft.parts:
        for passage in part.passages:
            for found in PHONE.finditer(passage.text):
                number = found.group().strip()
                yield at(part, "phone", message % {"number": number}, is_error=True, quote=number)
    for text in draft.own_texts:
        for found in PHONE.finditer(text):
            yield Finding("phone", message % {"number": found.group()}, is_error=True, quote=found.group())


def promises(draft: Draft) -> Iterator[Finding]:
    """Words that promise a recognition which a course of ours does not give."""
    message = _("“%(word)s” is never said here: it is a certificate or a proof of participation.")
    for part in draft.parts:
        for passage in part.passages:
            for found in PROMISE.finditer(passage.text):
                yield at(part, "promise", message % {"word": found.group()}, is_error=True, quote=found.group())


def _paragraphs_with_their_lists(part: Part) -> Iterator[str]:
    """Each paragraph with the list behind it; points that stand alone one by one."""
    together: list[Passage] = []
    for passage in part.passages:
        if passage.form == Form.LABEL:
            continue
        belongs = passage.form == Form.POINT and together and together[0].form == Form.PARAGRAPH
        if together and not belongs:
            yield " ".join(one.text for one in together)
            together = []
        together.append(passage)
    if together:
        yield " ".join(one.text for one in together)
