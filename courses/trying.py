"""Trying an exercise that calls back, in an editor's preview: its memory is kept for an hour, and no longer.

What other kinds send along with their form, signed, these would have to send with every call. So it lies in the cache,
under a word that only this editor has, for just this content of the exercise.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import User
from exercises.hosting import Host, Memory, Reach, Shelf
from exercises.registry import Exercise, raw_exercise

LIFE = 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Try:
    """One exercise as one editor tries it."""

    word: str
    exercise: Exercise
    memory: Memory

    @property
    def host(self) -> Host:
        return Host(reverse("courses:try-call", args=[self.word, "-"])[:-1], self.memory, tells_faults=True)

    def keep(self) -> None:
        """Keep what was written, until the hour is over."""
        shelves = [[shelf.reach, shelf.target, fields] for shelf, fields in self.memory.shelves.items()]
        kept = {"exercise": _packed(self.exercise), "state": self.memory.state, "shelves": shelves}
        cache.set(_key(self.word), json.dumps(kept), LIFE)


def begin_try(exercise: Exercise, user: User) -> Try:
    """Where this editor is in this exercise; at its beginning if it was changed, or an hour went by."""
    packed = json.dumps(_packed(exercise), sort_keys=True)
    word = salted_hmac("courses.trying", f"{user.pk} {packed}", algorithm="sha256").hexdigest()
    found = find_try(word, user)
    if found is None:
        found = Try(word, exercise, _memory(exercise, word))
        found.keep()
    return found


def find_try(word: str, user: User) -> Try | None:
    """What lies under this word, if it is this editor's."""
    text = cache.get(_key(word))
    if text is None:
        return None
    kept: dict[str, Any] = json.loads(text)
    packed = json.dumps(kept["exercise"], sort_keys=True)
    if word != salted_hmac("courses.trying", f"{user.pk} {packed}", algorithm="sha256").hexdigest():
        return None
    raw = kept["exercise"]
    exercise = raw_exercise(raw["kind"], raw["id"], raw["value"])
    memory = _memory(exercise, word)
    memory.state = kept["state"]
    memory.shelves |= {Shelf(Reach(reach), target): fields for reach, target, fields in kept["shelves"]}
    return Try(word, exercise, memory)


def _memory(exercise: Exercise, word: str) -> Memory:
    return Memory(person=word[:32], shelves={shelf: {} for shelf in exercise.block.shelves(exercise)})


def _packed(exercise: Exercise) -> dict[str, Any]:
    value = json.loads(json.dumps(exercise.block.get_prep_value(exercise.value)))
    return {"kind": exercise.block.kind, "id": str(exercise.id), "value": value}


def _key(word: str) -> str:
    return f"courses.trying:{word}"
