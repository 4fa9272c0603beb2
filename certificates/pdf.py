"""The file of a certificate: facts in, PDF/UA bytes out. The same facts give the same bytes.

Nothing outside is ever reached: what the page needs is packaged, and comes along as `data:`. A name or a course title
is text, whatever it looks like.
"""

import atexit
import base64
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from certificates.codes import in_groups
from certificates.payload import CertificateFacts

STYLE = Path(settings.BASE_DIR) / "templates" / "certificates" / "pdf.css"
FONTS = Path(settings.NODE_MODULES) / "@fontsource" / "atkinson-hyperlegible" / "files"
MEDIA_TYPES = {".svg": "image/svg+xml", ".woff2": "font/woff2"}
# From large to small on one sheet; else what was learned goes apart on a next. Only absurd lengths pass the last.
DENSITIES = ("roomy", "dense", "roomy apart", "dense apart")
FOOT = 24 / 25.4 * 96  # the lower margin of the sheet, in the pixels of CSS

_NAMED_FILE = re.compile(r'url\("([\w.-]+)"\)')
_one_at_a_time = Lock()  # fonts and their layouts are shared between renders, and Pango is not for two threads at once


class NotRendered(Exception):
    """The page asks for something that is not packaged with it."""


def render(facts: CertificateFacts) -> bytes:
    """Draw the certificate: tagged, with its fonts, in the language of the facts, on as few sheets as it fits."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _one_at_a_time, override(facts.language):
            document = _fitting(facts)
            return bytes(document.write_pdf(pdf_identifier=bytes.fromhex(facts.sha256)[:16], **_options()))
    except FatalURLFetchingError as error:  # a BaseException: it would take the worker along
        raise NotRendered(str(error)) from error


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


def _fitting(facts: CertificateFacts) -> Any:
    """The document in the first density whose facts and code stand on the first sheet. Nothing is ever cut off."""
    by_hand = facts.check_url.removesuffix("/").removesuffix(facts.code)
    context = {
        "facts": facts,
        "number": in_groups(facts.code),
        "study_time": study_time(facts.minutes),
        "check_by_hand": by_hand.removeprefix("https://").removeprefix("http://"),
        "qr": segno.make(facts.check_url, error="m", micro=False).svg_data_uri(border=0, dark="#17252a"),
    }
    for density in DENSITIES:
        is_apart = density.endswith("apart")
        html = render_to_string("certificates/pdf.html", context | {"density": density, "goals_apart": is_apart})
        document = _laid_out(html)
        if "end" in document.pages[0].anchors and (is_apart or len(document.pages) == 1):
            return _spread(html, document)
    return document


def _laid_out(html: str, *more_styles: Any) -> Any:
    from weasyprint import HTML

    style, fonts = _style()
    page = HTML(string=html, url_fetcher=packaged_only())
    return page.render(font_config=fonts, stylesheets=[style, *more_styles], **_options())


def _spread(html: str, document: Any) -> Any:
    """The same sheets with its spare room shared out, so that the first is filled from head to foot.

    A flex box would do this in one go, but WeasyPrint cuts off without a word what is too long for it.
    """
    from weasyprint import CSS

    sheet = document.pages[0]
    spare = sheet.height - FOOT - sheet.anchors["end"][1] - 2
    if spare < 8:
        return document
    above = min(spare * 0.6, 190)
    style = CSS(
        string=f".words {{ padding-top: {above:.0f}px }} .proof {{ padding-top: {spare - above:.0f}px }}",
        url_fetcher=packaged_only(),
    )
    return _laid_out(html, style)


def _options() -> dict[str, Any]:
    return {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


@cache
def packaged_only() -> Any:
    """A fetcher that reaches what is written out in the page itself: no network, no file. It refuses aloud."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)


@cache
def _style() -> tuple[Any, Any]:
    """The style sheet with its fonts and ornament written out in it, parsed once for all certificates."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    files = packaged_files()
    text = _NAMED_FILE.sub(lambda named: f'url("{_as_data(files[named[1]])}")', STYLE.read_text())
    fonts = FontConfiguration()
    atexit.register(_style.cache_clear)  # its folder is removed while Python still can
    return CSS(string=text, font_config=fonts, url_fetcher=packaged_only()), fonts


def _as_data(path: Path) -> str:
    return f"data:{MEDIA_TYPES[path.suffix]};base64,{base64.b64encode(path.read_bytes()).decode()}"
