"""Logos and signatures as people upload them: all that can be read is printed, and the editor hears of the rest."""

import importlib
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.images.models import Image as WagtailImage

from certificates.models import CertificateDesign, PrintedImage
from certificates.pdf import render
from certificates.pictures import LOGO, SIGNATURE, NotReadable, Place, normalised, printed_image, shrunk
from certificates.sample import sample_facts
from certificates.services import make_file
from tests.certificates.paper import reader
from tests.factories import make_certificate, make_course

PEN = (20, 40, 120)


def drawn(mode: str, size: tuple[int, int] = (600, 240)) -> Image.Image:
    """A line as of a pen, on nothing where the mode knows nothing, else on white."""
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    ImageDraw.Draw(picture).line([(10, size[1] - 10), (size[0] - 10, 10)], fill=(*PEN, 255), width=size[1] // 12)
    if mode == "RGBA":
        return picture
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet.convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def moving() -> bytes:
    frames = [drawn("RGB"), Image.new("RGB", (600, 240), "red")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)


def photo(seed: int = 6) -> bytes:
    """Shades and noise, which nothing makes light."""
    size = (800, 600)
    noise = Image.frombytes("RGB", size, random.Random(seed).randbytes(3 * size[0] * size[1]))
    return saved(Image.blend(Image.linear_gradient("L").resize(size).convert("RGB"), noise, 0.3), "JPEG")


READABLE: dict[str, Callable[[], bytes]] = {
    "png with alpha": lambda: saved(drawn("RGBA"), "PNG"),
    "png with a palette": lambda: saved(drawn("P"), "PNG", transparency=0),
    "png of 16 bits": lambda: saved(drawn("I;16"), "PNG"),
    "grey png with alpha": lambda: saved(drawn("RGBA").convert("LA"), "PNG"),
    "jpeg": lambda: saved(drawn("RGB"), "JPEG"),
    "cmyk jpeg": lambda: saved(drawn("CMYK"), "JPEG"),
    "huge jpeg": lambda: saved(drawn("RGB", (9000, 3600)), "JPEG"),
    "moving gif": moving,
    "webp": lambda: saved(drawn("RGBA"), "WEBP"),
    "one pixel": lambda: saved(drawn("RGB", (1, 1)), "PNG"),
    "photo": photo,
}
UNREADABLE = {
    "nothing": b"",
    "a text": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "half a png": READABLE["png with alpha"]()[:900],
    "half a jpeg": READABLE["jpeg"]()[:3000],
    "a broken png": READABLE["png with alpha"]().replace(b"IDAT", b"IDAX"),
}


def uploaded(content: bytes, name: str = "handtekening.png") -> WagtailImage:
    """As Wagtail keeps it; it would refuse some of these itself."""
    image = WagtailImage(title="Handtekening")
    image.file.save(name, ContentFile(content), save=False)
    image.width, image.height = 600, 240
    WagtailImage.objects.bulk_create([image])
    return WagtailImage.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize("place", [LOGO, SIGNATURE], ids=["logo", "signature"])
@pytest.mark.parametrize("kind", READABLE)
def test_what_can_be_read_is_printed_small_and_light_on_white(kind: str, place: Place) -> None:
    content, media_type = normalised(uploaded(READABLE[kind]()), place)
    picture = Image.open(io.BytesIO(content))

    said = picture.convert("RGB")
    assert len(content) <= place.heaviest
    assert (Image.MIME[str(picture.format)], picture.mode) == (media_type, "RGB")
    assert "transparency" not in picture.info
    assert said.width <= place.widest / 25.4 * 300 + 1
    assert said.height <= place.highest / 25.4 * 300 + 1
    if kind not in {"photo", "one pixel", "png of 16 bits", "grey png with alpha", "png with a palette"}:
        assert all(value > 230 for value in said.getpixel((2, 2)))
        pen = said.getpixel((said.width // 2, said.height // 2))
        assert all(abs(found - wanted) < 40 for found, wanted in zip(pen, PEN, strict=True))


def test_plain_drawing_keeps_its_sharp_edges_and_a_photo_its_shades() -> None:
    plain = Image.new("RGB", (1200, 320), "white")
    ImageDraw.Draw(plain).rectangle([100, 60, 1100, 260], fill=PEN)

    drawing, shot = shrunk(saved(plain, "PNG")), shrunk(photo())

    assert (drawing.media_type, Image.open(io.BytesIO(drawing.content)).size) == ("image/png", (709, 189))
    assert shot.media_type == "image/jpeg"
    assert Image.open(io.BytesIO(shot.content)).height >= 126  # 16 mm at 200 dpi
    assert max(len(drawing.content), len(shot.content)) <= LOGO.heaviest


@pytest.mark.django_db
@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("field", ["logo", "signatories"])
def test_what_cannot_be_read_is_refused_to_the_editor_by_its_name(kind: str, field: str) -> None:
    image = uploaded(UNREADABLE[kind])
    signatory = {"name": "Noor", "role": "", "signature": image}
    chosen = {"logo": image} if field == "logo" else {"signatories": [("signatory", signatory)]}
    importlib.import_module("weasyprint.images")  # it lets Pillow take half a file for a picture

    with pytest.raises(ValidationError) as refused:
        CertificateDesign(**chosen).clean()

    assert {name: "Handtekening" in words[0] for name, words in refused.value.message_dict.items()} == {field: True}


@pytest.mark.django_db
def test_picture_that_is_gone_later_costs_nobody_a_certificate(caplog: pytest.LogCaptureFixture) -> None:
    course = make_course()
    logo = uploaded(READABLE["jpeg"]())
    CertificateDesign.objects.create(course=course, logo=logo)
    Path(logo.file.path).unlink()

    certificate = make_certificate(course=course)

    assert make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    assert certificate.payload.get("logo", "") == ""
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "certificate.picture_left_out"
    ]


@pytest.mark.django_db
def test_picture_that_would_take_all_memory_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)

    with pytest.raises(NotReadable, match="Decompression"):
        normalised(uploaded(READABLE["jpeg"]()))


@pytest.mark.django_db
def test_logo_stands_on_the_sheet_as_it_is_kept() -> None:
    design = CertificateDesign(logo=uploaded(READABLE["png with alpha"]()))

    content = render(sample_facts(design, "usual"))

    objects = [one.get_object() for one in reader(content).pages[0]["/Resources"]["/XObject"].values()]
    pictures = [one for one in objects if one["/Subtype"] == "/Image"]
    assert len(pictures) == 1
    assert pictures[0]["/Interpolate"].value is False  # PDF/A forbids it
    assert PrintedImage.objects.get().sha256 == printed_image(design.logo, LOGO)
