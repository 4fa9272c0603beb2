"""What makes a drawn document keep for years and read well at once: PDF/A-3a and PDF/UA-1, with what is signed in it.

WeasyPrint writes one of the two. It draws PDF/A-3a here, and the metadata is told to promise PDF/UA-1 as well: what
that asks of tags, language, title and alternatives is the same, and veraPDF judges it in `make verify-certificates`.
This leans on how WeasyPrint 70 makes its metadata, so its version is pinned.
"""

import base64
import io
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

VARIANT = "pdf/a-3a"
COLOURS = "--srgb"
DATE_OF_PROFILE = slice(24, 36)  # ICC.1:2022, section 7.2: the only bytes of a profile that differ between two moments
RDF, UA = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.aiim.org/pdfua/ns/id/"
EXTENSION, SCHEMA, PROPERTY = (f"http://www.aiim.org/pdfa/ns/{name}" for name in ("extension/", "schema#", "property#"))
# PDF/A wants every word of the metadata that it does not know itself to be explained there.
PROMISE = f"""
<rdf:RDF xmlns:rdf="{RDF}" xmlns:pdfuaid="{UA}" xmlns:pdfaExtension="{EXTENSION}" xmlns:pdfaSchema="{SCHEMA}"
         xmlns:pdfaProperty="{PROPERTY}">
  <rdf:Description rdf:about="" pdfuaid:part="1"/>
  <rdf:Description rdf:about="">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
</rdf:RDF>"""


def colour_rule() -> str:
    """The rule that says what red, green and blue are: sRGB, in a fifth of the bytes of WeasyPrint's own profile."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[DATE_OF_PROFILE] = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
    data = base64.b64encode(profile).decode()
    return (
        f'@color-profile {COLOURS} {{ src: url("data:application/vnd.iccprofile;base64,{data}"); components: r, g, b }}'
    )


def promise_accessibility(document: Any) -> None:
    """Let the metadata of a laid-out document say PDF/UA-1 beside the PDF/A that it is written as."""
    for prefix, address in (("pdfaExtension", EXTENSION), ("pdfaSchema", SCHEMA), ("pdfaProperty", PROPERTY)):
        ElementTree.register_namespace(prefix, address)
    metadata = document.metadata
    original = metadata.generate_rdf_metadata

    def with_promise(variant: str, version: int, conformance: str) -> bytes:
        tree = ElementTree.fromstring(original(variant, version, conformance))  # noqa: S314 -- WeasyPrint's own
        tree.extend(ElementTree.fromstring(PROMISE))  # noqa: S314 -- ours, above
        return ElementTree.tostring(tree, encoding="utf-8")

    metadata.generate_rdf_metadata = with_promise


def attach(document: Any, content: bytes, *, name: str, description: str, at: datetime, fetcher: Any) -> None:
    """Put a file into the document, as what it was made from."""
    from weasyprint import Attachment

    document.metadata.attachments = [
        Attachment(
            file_obj=io.BytesIO(content),
            name=name,
            description=description,
            created=at,
            modified=at,
            relationship="Source",
            url_fetcher=fetcher,
        )
    ]
