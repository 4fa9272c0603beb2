"""The facts of a certificate: what is printed, frozen as JSON with a hash."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from django.utils.formats import number_format

VERSION = 1


@dataclass(frozen=True, slots=True)
class PrintedAccreditation:
    """What a certificate says of a register's recognition that held on the day of completion."""

    register: str
    number: str
    points: str  # "2.5"
    valid_from: str  # "2026-01-31"
    valid_until: str

    @property
    def points_shown(self) -> str:
        """The points as people write them in the language of the moment: 2,5."""
        return number_format(self.points)

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return date.fromisoformat(self.valid_until)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs; the scan is a PrintedImage's hash, or empty."""

    name: str
    role: str
    signature: str = ""


_DATES = ("completed_on", "issued_on", "valid_until")
_LATER = (
    "layout",
    "logo",
    "issuer_note",
    "signatories",
    "accreditations",
    "valid_until",
    "leaves_out",
    "course_language",
)
_LISTS = ("goals", "leaves_out", "signatories", "accreditations")


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Everything that a certificate says. Made once, at issue; minutes are net study minutes."""

    code: str
    title: str  # "Bewijs van deelname" or "Certificaat"
    name: str
    course_title: str
    statement: str
    edition: str  # "2.3"
    completed_on: date
    issued_on: date
    minutes: int
    goals: tuple[str, ...]
    result: str | None  # of a test, in words; None where there was none
    issuer: str
    issuer_contact: str
    check_url: str
    language: str
    is_demo: bool = False
    design: str = "kring-1"
    layout: str = "portrait"  # or "landscape"
    logo: str = ""  # a PrintedImage's hash
    issuer_note: str = ""
    signatories: tuple[Signatory, ...] = ()
    accreditations: tuple[PrintedAccreditation, ...] = ()
    valid_until: date | None = None  # the last day; None: it does not expire
    leaves_out: tuple[str, ...] = ()  # of "goals", "minutes" and "edition": what its design does not print
    course_language: str = ""  # its code, where it is not the site's own
    register_number: str = ""  # for the file alone: never in the payload

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON with the version of their shape.

        What was added to that shape later is left out where it says nothing, so what was stored before keeps its hash.
        """
        payload = asdict(self) | {"version": VERSION}
        del payload["register_number"]
        for field in fields(self):
            if field.name in _LATER and payload[field.name] == field.default:
                del payload[field.name]
        payload |= {name: list(payload[name]) for name in _LISTS if name in payload}
        return payload | {name: payload[name].isoformat() for name in _DATES if payload.get(name)}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The facts from stored JSON; names of a later version are left aside."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in payload.items() if name in known}
        values["goals"] = tuple(values["goals"])
        values["leaves_out"] = tuple(values.get("leaves_out", ()))
        values["signatories"] = tuple(Signatory(**one) for one in values.get("signatories", ()))
        values["accreditations"] = tuple(PrintedAccreditation(**one) for one in values.get("accreditations", ()))
        values |= {name: date.fromisoformat(values[name]) for name in _DATES if values.get(name)}
        return cls(**values)

    @property
    def sha256(self) -> str:
        """The hash of the facts in their canonical form: sorted names, no spaces, UTF-8."""
        text = json.dumps(self.to_payload(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
