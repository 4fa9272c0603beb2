"""Where the fields of blocks live: what an editor wrote, which nobody changes, and what learners make of it."""

import copy
from typing import Any

from xblock.exceptions import InvalidScopeError
from xblock.field_data import SplitFieldData
from xblock.fields import BlockScope, Scope, UserScope
from xblock.runtime import KeyValueStore, KvsFieldData

from exercises.hosting import GONE, Memory, Reach, Shelf

PERSON = "xblock"  # the shelf of what a learner is to every block
Authored = dict[tuple[str, str], Any]  # by usage and field


class AuthoredStore(KeyValueStore):
    """What the editor wrote. Open while OLX is read; frozen for learners."""

    def __init__(self, fields: Authored, *, is_frozen: bool) -> None:
        self.fields, self.is_frozen = fields, is_frozen

    def get(self, key: Any) -> Any:
        return copy.deepcopy(self.fields[_authored(key)])  # a block may change what it is given

    def has(self, key: Any) -> bool:
        return _authored(key) in self.fields

    def set(self, key: Any, value: Any) -> None:
        """Raises InvalidScopeError when a learner is at it."""
        if self.is_frozen:
            raise InvalidScopeError(key.scope)
        self.fields[_authored(key)] = value

    def delete(self, key: Any) -> None:
        """Raises InvalidScopeError when a learner is at it."""
        if self.is_frozen:
            raise InvalidScopeError(key.scope)
        del self.fields[_authored(key)]


class LearnerStore(KeyValueStore):
    """What learners make of it: one place for each scope, owner and target, in the host's memory."""

    def __init__(self, memory: Memory, root: str) -> None:
        self.memory, self.root = memory, root

    def get(self, key: Any) -> Any:
        return self.memory.read(*self._place(key), key.field_name)

    def has(self, key: Any) -> bool:
        return self.memory.has(*self._place(key), key.field_name)

    def set(self, key: Any, value: Any) -> None:
        self.memory.write(*self._place(key), key.field_name, value)

    def delete(self, key: Any) -> None:
        if not self.has(key):
            raise KeyError(key.field_name)
        self.memory.write(*self._place(key), key.field_name, GONE)

    def _place(self, key: Any) -> tuple[Shelf | None, str]:
        """The shelf and the group on it."""
        group = str(key.block_scope_id or "")
        return shelf_for(key.scope, group, self.root), group


class ClosedStore(KeyValueStore):
    """Nothing of learners: for reading OLX, which may not speak of them."""

    def get(self, key: Any) -> Any:
        raise KeyError(key.field_name)

    def has(self, key: Any) -> bool:
        return False

    def set(self, key: Any, value: Any) -> None:
        raise InvalidScopeError(key.scope)

    def delete(self, key: Any) -> None:
        raise InvalidScopeError(key.scope)


def shelf_for(scope: Scope, block_type: str, root: str) -> Shelf | None:
    """The shelf for a field of this scope; None for what is kept with the exercise of the enrolment."""
    if scope.user == UserScope.ALL:
        return Shelf(Reach.EVERYBODY, root)
    if scope.block == BlockScope.TYPE:
        return Shelf(Reach.LEARNER, f"{PERSON}:{block_type}")
    if scope.block == BlockScope.ALL:
        return Shelf(Reach.LEARNER, PERSON)
    return None


def field_data(authored: KeyValueStore, learners: KeyValueStore) -> SplitFieldData:
    """Every scope that a field can have, each to the store that it belongs to."""
    of_authors, of_learners = KvsFieldData(authored), KvsFieldData(learners)
    stores = {Scope.children: of_authors, Scope.parent: of_authors}
    for scope in Scope.scopes():
        stores[scope] = of_authors if scope.user == UserScope.NONE else of_learners
    return SplitFieldData(stores)


def _authored(key: Any) -> tuple[str, str]:
    return str(key.block_scope_id or "").removeprefix("def."), key.field_name
