"""What the HTML of a block needs: its scripts and styles, in a form that a strict content policy lets through.

Text that a block wants in the page becomes a file, named after its content: the same bytes have the same address
for ever. What comes from other sites is left out, and told to the operator by `check_xblocks`.
"""

import hashlib
import re
import time
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

SUFFIXES = {"application/javascript": "js", "text/javascript": "js", "text/css": "css"}
FOLDER = "xblock"
SCRIPTS = re.compile(r"(<script\b.*?</script>)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
STYLE = re.compile(r"\"[^\"]*\"|'[^']*'|\s(style)(?=\s*=)", re.IGNORECASE)  # values of attributes are stepped over
SURE = 600  # seconds that this process remembers that a file is stored
_stored: dict[tuple[str, str], float] = {}  # when it was seen, by where files are kept and its name


def loadable(fragment: Any) -> list[dict[str, str]]:
    """Scripts and styles in the order in which they load: what belongs in the head comes first."""
    resources = [one for one in fragment.resources if one.mimetype in SUFFIXES]
    ordered = sorted(resources, key=lambda one: one.placement != "head")
    found = []
    for resource in ordered:
        kind = SUFFIXES[resource.mimetype]
        address = resource.data if resource.kind == "url" else text_address(resource.data, kind)
        if not is_elsewhere(address):
            found.append({"kind": kind, "url": address})
    return found


def markup(fragment: Any) -> str:
    """Pieces of HTML that a block adds beside its own, such as templates for its script."""
    return "".join(one.data for one in fragment.resources if one.mimetype == "text/html" and one.kind == "text")


def without_style_attributes(html: str) -> str:
    """HTML whose style attributes stand under another name. Script sets them again: that, a strict policy allows."""
    parts = SCRIPTS.split(html)  # what stands in a script is left alone
    parts[::2] = [TAG.sub(lambda tag: STYLE.sub(_renamed, tag[0]), part) for part in parts[::2]]
    return "".join(parts)


def _renamed(found: re.Match[str]) -> str:
    return " data-xblock-style" if found[1] else found[0]


def is_elsewhere(address: str) -> bool:
    """Whether an address is of another site."""
    return bool(urlsplit(address).netloc)


def text_address(text: str, kind: str) -> str:
    """The address of a file with this text, which is stored if it was not yet."""
    data = text.encode()
    name = f"{hashlib.sha256(data).hexdigest()}.{kind}"
    path = f"{FOLDER}/{name}"
    place = (str(getattr(default_storage, "location", "")), name)
    if time.monotonic() - _stored.get(place, -SURE) >= SURE:
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(data))
        _stored[place] = time.monotonic()
    return reverse("xblock:text", args=[name])
