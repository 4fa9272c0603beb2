"""The facts of a certificate: what is printed, frozen as JSON with a hash."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

VERSION = 1


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

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON with the version of their shape."""
        payload = asdict(self) | {"version": VERSION, "goals": list(self.goals)}
        return payload | {name: payload[name].isoformat() for name in ("completed_on", "issued_on")}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The facts from stored JSON; names of a later version are left aside."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in payload.items() if name in known}
        values["goals"] = tuple(values["goals"])
        for name in ("completed_on", "issued_on"):
            values[name] = date.fromisoformat(values[name])
        return cls(**values)

    @property
    def sha256(self) -> str:
        """The hash of the facts in their canonical form: sorted names, no spaces, UTF-8."""
        text = json.dumps(self.to_payload(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
