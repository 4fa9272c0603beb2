"""The certificate of one course of the demo, with all that a design can hold. Its people and register do not exist."""

import io
import math
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont
from wagtail.images.models import Image

from certificates.fonts import OWN
from certificates.models import Accreditation, CertificateDesign
from courses.models import CoursePage
from courses.queries import current_release

TEAL, SUN, INK = "#0a5c63", "#f2a33a", "#1d2c5e"
ISSUER = "Leerkring"  # as the theme of a new site says
LETTERS = Path(settings.NODE_MODULES) / OWN[0] / "files" / "atkinson-hyperlegible-latin-700-normal.woff2"
# Days around today: it held when the demo's people finished, and ends soon, which editors are told.
HELD_SINCE, HOLDS_FOR = timedelta(days=90), timedelta(days=50)


def make_design(course: CoursePage, *, at: datetime) -> bool:
    """Give the course a design and its edition an accreditation, unless it has a design. Tells whether it did."""
    if CertificateDesign.objects.filter(course=course).exists():
        return False
    people = [("Noor van Dam", _("director"), signature(5)), ("Tessa Willems", _("trainer"), signature(8))]
    signatories = [
        ("signatory", {"name": name, "role": role, "signature": _kept(drawing, _("Signature of %s") % name)})
        for name, role, drawing in people
    ]
    CertificateDesign.objects.create(
        course=course,
        logo=_kept(logo(), ISSUER),
        issuer_note=_("an invented organisation"),
        signatories=signatories,
        valid_months=36,
    )
    release = current_release(course=course)
    assert release is not None  # it ships with one
    Accreditation.objects.get_or_create(
        edition=release.edition,
        register=Accreditation.Register.OTHER,
        other_name=_("Example register"),
        activity_number="000000",
        defaults={
            "points": 4,
            "valid_from": (at - HELD_SINCE).date(),
            "valid_until": (at + HOLDS_FOR).date(),
        },
    )
    return True


def logo() -> Picture.Image:
    """A ring of dots beside a name, on white."""
    sheet = Picture.new("RGB", (760, 260), "white")
    pen = ImageDraw.Draw(sheet)
    for number in range(8):
        angle = number * math.pi / 4
        x, y, size = 130 + 90 * math.cos(angle), 130 + 90 * math.sin(angle), 18 + number * 2
        pen.ellipse((x - size, y - size, x + size, y + size), fill=SUN if number == 7 else TEAL)
    pen.text((290, 128), ISSUER, fill=TEAL, font=ImageFont.truetype(LETTERS, 84), anchor="lm")
    return sheet


def signature(loops: int) -> Picture.Image:
    """A scribble as of a pen, on white: nobody's."""
    sheet = Picture.new("RGB", (900, 260), "white")
    turns = [number / 40 for number in range(40 * loops)]
    points = [
        (
            60 + 780 * turn / loops + 46 * math.sin(turn * 2 * math.pi),
            140 - (95 - 9 * turn) * math.cos(turn * 2 * math.pi) * (0.5 + 0.5 * math.sin(turn * 1.3)),
        )
        for turn in turns
    ]
    ImageDraw.Draw(sheet).line(points, fill=INK, width=8, joint="curve")
    return sheet


def _kept(drawing: Picture.Image, title: str) -> Image:
    out = io.BytesIO()
    drawing.save(out, "PNG", optimize=True)
    width, height = drawing.size
    file = ContentFile(out.getvalue(), name="demo.png")
    return Image.objects.create(title=title, file=file, width=width, height=height)
