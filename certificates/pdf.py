"""The file of a certificate, before its seal: facts in, PDF/A and PDF/UA out. The same facts give the same bytes.

Nothing outside is ever reached: what the page needs is packaged, and comes along as `data:`. A name or a course title
is text, whatever it looks like.
"""

import atexit
import base64
import hashlib
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from certificates import archive
from certificates.codes import in_groups
from certificates.credential import FILE_NAME
from certificates.fonts import OWN, Face, faces_for, plain, reads_from_right, unprintable
from certificates.payload import CertificateFacts
from certificates.pictures import as_data

STYLE = Path(settings.BASE_DIR) / "templates" / "certificates" / "pdf.css"
NO_FONTS = STYLE.with_name("no_fonts.conf")  # for fontconfig: not one font of the machine
FONTS = Path(settings.NODE_MODULES) / OWN[0] / "files"
MEDIA_TYPES = {".svg": "image/svg+xml", ".woff2": "font/woff2"}
# From large to small on one sheet; else what was learned goes apart on a next. Only absurd lengths pass the last.
DENSITIES = ("roomy", "dense", "dense tight", "roomy apart", "dense apart", "dense tight apart")
FOOT = 24 / 25.4 * 96  # the lower margin of the sheet, in the pixels of CSS

_NAMED_FILE = re.compile(r'url\("([\w.-]+)"\)')
_one_at_a_time = Lock()  # fonts and their layouts are shared between renders, and Pango is not for two threads at once


class NotRendered(Exception):
    """The page asks for something that is not packaged with it: a file, or a letter."""


def render(facts: CertificateFacts, *, credential: bytes = b"") -> bytes:
    """Draw the certificate: tagged, with its fonts, in the language of the facts, on as few sheets as it fits.

    The signed credential is attached to it. Raises NotRendered rather than to print a box where a letter should be.
    """
    identifier = hashlib.sha256(facts.sha256.encode() + credential).digest()[:16]
    facts = _as_text(facts)
    _refuse(unprintable(" ".join(_texts(facts))))
    with _one_at_a_time, override(facts.language), _the_same_everywhere():
        from weasyprint.urls import FatalURLFetchingError

        try:
            document = _fitting(facts)
            archive.promise_accessibility(document)
            if credential:
                _attach(document, credential, facts.issued_on)
            content = bytes(document.write_pdf(pdf_identifier=identifier, **_options()))
        except FatalURLFetchingError as error:  # a BaseException: it would take the worker along
            raise NotRendered(str(error)) from error
    _refuse([chr(number) for font in document.fonts.values() for number in font.missing])
    if strange := {font.family for font in document.fonts.values() if not font.family.startswith("Certificate")}:
        raise NotRendered(f"Drawn in a typeface that is not packaged: {', '.join(sorted(strange))}")
    return content


def sheets(facts: CertificateFacts) -> int:
    """On how many sheets these facts fit. What does not fit on one is on the next: nothing is cut off."""
    facts = _as_text(facts)
    with _one_at_a_time, override(facts.language), _the_same_everywhere():
        return len(_fitting(facts).pages)


def packaged_files() -> dict[str, Path]:
    """The files that the style sheet names, and where each is (or should be)."""
    names = _NAMED_FILE.findall(STYLE.read_text())
    return {name: (FONTS if name.endswith(".woff2") else STYLE.parent) / name for name in names}


def study_time(minutes: int) -> str:
    """Net study time in words: in minutes, as the check page says it, and from an hour on in hours too."""
    in_minutes = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours, rest = divmod(minutes, 60)
    if not hours:
        return in_minutes
    in_hours = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    if rest:
        left = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
        in_hours = _("%(hours)s and %(minutes)s") % {"hours": in_hours, "minutes": left}
    return f"{in_minutes} ({in_hours})"


def _as_text(facts: CertificateFacts) -> CertificateFacts:
    """The facts without signs that are no text: they would break the metadata, or turn the words around."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    cleaned: dict[str, Any] = {name: plain(value) for name, value in values.items() if isinstance(value, str)}
    cleaned["goals"] = tuple(plain(goal) for goal in facts.goals)
    cleaned["signatories"] = tuple(
        replace(one, name=plain(one.name), role=plain(one.role)) for one in facts.signatories
    )
    cleaned["accreditations"] = tuple(
        replace(one, register=plain(one.register), number=plain(one.number)) for one in facts.accreditations
    )
    return replace(facts, **cleaned)


def _texts(facts: CertificateFacts) -> Iterator[str]:
    yield from (facts.title, facts.name, facts.course_title, facts.statement, facts.check_url, *facts.goals)
    yield from (f"{one.name} {one.role}" for one in facts.signatories)
    yield from _in_table(facts)


def _with_long_words(facts: CertificateFacts) -> dict[str, str]:
    """The class of each part in which a word may not fit on a line, however wide its letters are."""
    parts: dict[str, tuple[int, Iterable[str]]] = {
        "name": (12, [facts.name]),
        "course": (18, [facts.course_title]),
        "goals": (40, facts.goals),
        "facts": (30, [*_in_table(facts)]),
        "signatories": (20, [f"{one.name} {one.role}" for one in facts.signatories]),
    }
    longest = {part: max(map(len, " ".join(texts).split()), default=0) for part, (_room, texts) in parts.items()}
    return {part: " breaks" if longest[part] > room else "" for part, (room, _texts) in parts.items()}


def _in_table(facts: CertificateFacts) -> Iterator[str]:
    yield from (facts.edition, facts.result or "", facts.issuer, facts.issuer_note, facts.issuer_contact)
    yield from (f"{one.register} {one.number}" for one in facts.accreditations)
    yield facts.register_number


def _refuse(letters: list[str]) -> None:
    if letters:
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(letters))
        raise NotRendered(f"No packaged typeface has {named}")


def _fitting(facts: CertificateFacts) -> Any:
    """The document in the first density whose facts and code stand on the first sheet. Nothing is ever cut off."""
    by_hand = facts.check_url.removesuffix("/").removesuffix(facts.code)
    context = {
        "facts": facts,
        "number": in_groups(facts.code),
        "study_time": study_time(facts.minutes),
        "check_by_hand": by_hand.removeprefix("https://").removeprefix("http://"),
        "is_from_right": reads_from_right(facts.name),
        "name_faces": faces_for(facts.name),
        "breaks": _with_long_words(facts),
        "has_latin": any(face.is_latin for face in faces_for(facts.name)),
        "logo": as_data(facts.logo),
        "signatories": [(one, as_data(one.signature)) for one in facts.signatories],
        "has_signature": any(one.signature for one in facts.signatories),
        "goals": () if "goals" in facts.leaves_out else facts.goals,
        "qr": segno.make(facts.check_url, error="m", micro=False).svg_data_uri(border=0, dark="#17252a"),
    }
    faces = faces_for(" ".join(_texts(facts)))
    for density in DENSITIES:
        is_apart = density.endswith("apart")
        html = render_to_string("certificates/pdf.html", context | {"density": density, "goals_apart": is_apart})
        document = _laid_out(html, faces)
        if _stands_on_first(document) and (is_apart or len(document.pages) == 1):
            _spread(document, facts.layout)
            break
    return document


def _stands_on_first(document: Any) -> bool:
    """Whether both columns end on the first sheet, above its foot. A column that does not would be cut off there."""
    sheet = document.pages[0]
    ends = [sheet.anchors.get(name) for name in ("end-words", "end")]
    return all(end is not None and end[1] <= sheet.height - FOOT + 1 for end in ends)


def _attach(document: Any, credential: bytes, issued_on: date) -> None:
    archive.attach(
        document,
        credential,
        name=FILE_NAME,
        description=_("What this certificate says, signed, for computers (Open Badges 3.0)"),
        at=datetime.combine(issued_on, time(), UTC),
        fetcher=packaged_only(),
    )


def _laid_out(html: str, faces: tuple[Face, ...]) -> Any:
    from weasyprint import HTML

    style, fonts, colours = _style(faces)
    page = HTML(string=html, url_fetcher=packaged_only())
    return page.render(font_config=fonts, color_profiles=colours, stylesheets=[style], **_options())


def _spread(document: Any, layout: str) -> None:
    """Share out the spare room of the first sheet, so that it is filled from head to foot.

    Moving what is laid out takes half the time of laying it out again. A flex box would do it in one go, but
    WeasyPrint cuts off without a word what is too long for it.
    """
    from weasyprint.layout.background import layout_box_backgrounds

    sheet = document.pages[0]
    spare = sheet.height - FOOT - sheet.anchors["end"][1] - 2
    down = {"words": min(spare * 0.6, 190), "goals": min(spare * 0.6, 190), "proof": spare}
    if layout == "landscape":
        beside = sheet.height - FOOT - sheet.anchors["end-words"][1] - 2
        down = {"words": beside * 0.45, "goals": beside * 0.6, "proof": spare}
    if max(down.values()) < 8:
        return
    for box in list(sheet._page_box.descendants()):
        if box.element_tag in {"section", "div"} and box.element.get("class") in down:
            box.translate(0, down[box.element.get("class")])
            layout_box_backgrounds(sheet._page_box, box, None)  # colours only: these do not move along
    document.pages[0] = type(sheet)(sheet._page_box)  # where its headings are now


def _options() -> dict[str, Any]:
    return {"pdf_variant": archive.VARIANT, "pdf_tags": True, "output_intent": archive.COLOURS}


@cache
def packaged_only() -> Any:
    """A fetcher that reaches what is written out in the page itself: no network, no file. It refuses aloud."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)


@contextmanager
def _the_same_everywhere() -> Iterator[None]:
    """Hide from WeasyPrint what differs between machines and moments: their fonts, and the time for fontTools.

    Fonts are looked for when WeasyPrint is loaded and in `_style`. That there are none outside is as it should be.
    """
    wanted = {"FONTCONFIG_FILE": str(NO_FONTS), "SOURCE_DATE_EPOCH": "0"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@lru_cache(maxsize=8)
def _style(faces: tuple[Face, ...]) -> tuple[Any, Any, dict[str, Any]]:
    """The style sheet with these fallbacks, its fonts and its colours. Parsed once for each choice.

    All that it needs is written out in it, the ornament too.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    files = packaged_files()
    text = _NAMED_FILE.sub(lambda named: f'url("{_as_data(files[named[1]])}")', STYLE.read_text())
    text += archive.colour_rule() + _fallback_style(faces)
    fonts, colours = FontConfiguration(), dict[str, Any]()
    style = CSS(string=text, font_config=fonts, color_profiles=colours, url_fetcher=packaged_only())
    return style, fonts, colours


def load() -> None:
    """Load what drawing takes now, so that a process forked from this one has it without a copy of its own."""
    with _the_same_everywhere():
        import weasyprint  # noqa: F401


atexit.register(_style.cache_clear)  # the folder of its fonts is removed while Python still can


def _fallback_style(faces: tuple[Face, ...]) -> str:
    """The rules that add these typefaces. A name with Latin letters that ours lacks is in one typeface, not in two."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; {weight} src: url("{_as_data(path)}"); }}'
        for face in faces
        for weight, path in face.files.items()
    ]
    own = ['"Certificate"', '"Certificate Extended"']
    latin, others = ([f'"{face.family}"' for face in faces if face.is_latin is kind] for kind in (True, False))
    rules.append(f"html {{ font-family: {', '.join(own + latin + others)}; }}")
    rules.append(f".name--latin {{ font-family: {', '.join(latin + own + others)}; }}")
    return "\n".join(rules)


def _as_data(path: Path) -> str:
    return f"data:{MEDIA_TYPES[path.suffix]};base64,{base64.b64encode(path.read_bytes()).decode()}"
