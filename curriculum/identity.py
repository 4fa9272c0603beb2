"""Ids made from explicit keys: the same at every load, on every machine. Keys count within one course."""

import uuid

NAMESPACE = uuid.UUID("c4e2b3f0-57a1-5a0e-9d52-6a3f0b7f1e20")  # never changes: every id of loaded content hangs on it


def course_id(course: str) -> uuid.UUID:
    """The id of a course, and with it the code in its address."""
    return uuid.uuid5(NAMESPACE, f"course/{course}")


def part_id(course: str, kind: str, key: str) -> uuid.UUID:
    """The id of a module, step, block or exercise."""
    return uuid.uuid5(NAMESPACE, f"{course}/{kind}/{key}")
