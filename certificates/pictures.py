"""Logos and signatures as they are printed: small, upright, without what a camera noted, kept by their hash."""

import base64
import hashlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from certificates.design import PrintedImage

WIDEST, HIGHEST = 900, 360  # pixels: 76 by 30 mm at 300 dpi, more than any place on the sheet


def printed_image(image: Any) -> str:
    """Keep this picture as it will be printed, once however often; its hash, or an empty text for no picture."""
    if image is None:
        return ""
    with image.open_file() as file:
        content = _normalised(file.read())
    sha256 = hashlib.sha256(content).hexdigest()
    PrintedImage.objects.get_or_create(sha256=sha256, defaults={"media_type": "image/png", "content": content})
    return sha256


def as_data(sha256: str) -> str:
    """A printed picture as an address that holds it whole; empty for no picture."""
    found = PrintedImage.objects.filter(sha256=sha256).first() if sha256 else None
    return f"data:{found.media_type};base64,{base64.b64encode(bytes(found.content)).decode()}" if found else ""


def _normalised(content: bytes) -> bytes:
    """A PNG of at most so many pixels. PDF/A forbids transparency in some shapes, so it stands on white."""
    with Image.open(BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    picture.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    out = BytesIO()
    sheet.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
