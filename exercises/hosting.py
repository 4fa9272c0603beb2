"""What a kind needs of its host when what it shows has a memory of its own and calls back while it is used.

Most kinds take an answer and are done. One that hosts another program (an XBlock) is called many times, reads and
writes fields, and reports what came of it. The host gives it an address for its calls and a `Memory`; what it writes
is kept by the host, in one transaction with whatever it reported.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

STATE_LIMIT = 100_000  # characters of JSON in one place
Fields = dict[str, dict[str, Any]]  # by group (a usage of a block, for instance), by name


class Reach(StrEnum):
    """How far something that is kept reaches, when that is beyond one exercise of one enrolment."""

    LEARNER = "learner"  # this learner, in every course
    EVERYBODY = "everybody"  # all learners together, in one exercise


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place for what is kept beyond one exercise of one enrolment."""

    reach: Reach
    target: str


@dataclass(frozen=True, slots=True)
class Event:
    """What the hosted program reported: a grade, for instance."""

    source: str  # the usage it came from
    name: str
    data: dict[str, Any]


class NotACall(LookupError):
    """There is nothing at this address: no such usage, no such handler."""


class CallRefused(Exception):
    """The hosted program wanted what it may not: write what an editor wrote, keep too much."""


class CallFailed(Exception):
    """The hosted program broke down. What it had written is not kept."""


class _Gone:
    """In place of a value: the field was taken away."""


GONE = _Gone()


@dataclass
class Memory:
    """What a hosted program may read and write in one request. Whoever made it keeps what was written."""

    person: str  # whom it is about, in letters that tell nobody who that is
    state: dict[str, Any] = field(default_factory=dict)  # of the exercise: its fields stand under "fields"
    shelves: dict[Shelf, Fields] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    writes: dict[tuple[Shelf | None, str, str], Any] = field(default_factory=dict)
    is_read_only: bool = False  # what is written is forgotten
    is_showing: bool = False  # nobody did anything: what is reported again is no new answer

    def has(self, shelf: Shelf | None, group: str, name: str) -> bool:
        """Whether anything is kept under this name."""
        return name in self._group(shelf, group)

    def read(self, shelf: Shelf | None, group: str, name: str) -> Any:
        """A copy of what is kept. Raises KeyError."""
        return copy.deepcopy(self._group(shelf, group)[name])

    def write(self, shelf: Shelf | None, group: str, name: str, value: Any) -> None:
        """Keep a value that JSON can hold, from now on. `GONE` takes it away."""
        if value is not GONE:
            value = json.loads(json.dumps(value))
        fields = dict(self._group(shelf, group))
        fields.pop(name, None)
        self._fields(shelf)[group] = fields if value is GONE else fields | {name: copy.deepcopy(value)}
        self.writes[shelf, group, name] = value

    def replay(self, other: "Memory") -> None:
        """Write here what was written there, and take over what was reported."""
        for (shelf, group, name), value in other.writes.items():
            self.write(shelf, group, name, value)
        self.events += other.events

    @property
    def is_changed(self) -> bool:
        """Whether anything happened that has to be kept."""
        return not self.is_read_only and bool(self.writes or self.events)

    @property
    def changed_shelves(self) -> set[Shelf]:
        """The shelves on which something was written."""
        return {shelf for shelf, _group, _name in self.writes if shelf is not None}

    def check_size(self) -> None:
        """Raise CallRefused when a place holds more than it may."""
        for kept in self._places():
            if len(json.dumps(kept)) > STATE_LIMIT:
                raise CallRefused("More than can be kept of one exercise.")

    def _places(self) -> Iterator[Any]:
        yield self.state
        yield from self.shelves.values()

    def _group(self, shelf: Shelf | None, group: str) -> dict[str, Any]:
        found = self._fields(shelf).get(group)
        return found if isinstance(found, dict) else {}

    def _fields(self, shelf: Shelf | None) -> Fields:
        if shelf is not None:
            return self.shelves.setdefault(shelf, {})
        fields = self.state.get("fields")
        if not isinstance(fields, dict):
            fields = self.state["fields"] = {}
        return fields


@dataclass(frozen=True, slots=True)
class Host:
    """Whoever shows an exercise that calls back: where its calls go, and what it remembers."""

    address: str
    memory: Memory
    tells_faults: bool = False  # to an editor who tries it; a learner only hears that something is wrong
