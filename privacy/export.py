"""Everything that is kept about somebody, as JSON: exactly the fields to which the retention file says `export: true`.

Made row by row, so that the history of a busy editor does not stand in memory.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField, ForeignKey, ManyToManyField, Model

from accounts.models import Learner, User
from accounts.retention import links_of_staff, own_fields, retention
from certificates.models import Certificate
from learning.models import Enrolment
from privacy.person import Person, models_of_people, models_with_staff, rows_of

#: Rows of the person's own are named by the key that stands in addresses, not by a text that may name the person.
KEYS: dict[type[Model], str] = {User: "pk", Learner: "uuid", Enrolment: "uuid", Certificate: "code"}
Row = dict[str, Any]


def exported_fields(model: type[Model]) -> list[str]:
    """The fields of a model that somebody gets who asks for their data; without links of its staff."""
    label = model._meta.label
    left_out = set(links_of_staff(label))
    rules = {name: retention().rule(model, name) for name in own_fields(model) if name not in left_out}
    return [name for name, rule in rules.items() if rule and rule.export]


def export(person: Person) -> Iterator[tuple[str, Iterator[Row]]]:
    """The models that hold something of this person, by label, with their rows. Each model is asked once."""
    names = _Names()
    for model in models_of_people():
        if fields := exported_fields(model):
            yield model._meta.label, _rows(model, rows_of(model, person), fields, names)
    if person.user is None:
        return
    for model, link in models_with_staff():
        rule = retention().rule(model, link)
        if rule and rule.export:
            rows = model._base_manager.filter(**{link: person.user.pk})
            yield f"{model._meta.label}.{link}", _rows(model, rows, [link], names, with_name=True)


def as_json(person: Person, *, at: datetime) -> Iterator[str]:
    """The same as pieces of one JSON document."""
    yield f'{{\n"made_at": {_json(at)},\n"kept": {{'
    is_first = True
    for label, rows in export(person):
        row = next(rows, None)
        if row is None:
            continue
        yield f"{'' if is_first else ','}\n{_json(label)}: [\n{_json(row)}"
        is_first = False
        for row in rows:
            yield f",\n{_json(row)}"
        yield "\n]"
    yield "\n}\n}\n"


def _rows(model: type[Model], rows: Any, fields: list[str], names: "_Names", with_name: bool = False) -> Iterator[Row]:
    for row in rows.order_by("pk").iterator(chunk_size=500):
        told = {name: _value(row, model._meta.get_field(name), names) for name in fields}
        yield {"what": str(row), **told} if with_name else told


def _value(row: Model, field: Any, names: "_Names") -> Any:
    if isinstance(field, ManyToManyField):
        return [str(other) for other in getattr(row, field.name).all()]
    if isinstance(field, ForeignKey):
        return names.of(field.related_model, getattr(row, field.attname))
    if isinstance(field, FileField):
        return getattr(row, field.name).name
    return getattr(row, field.name)


class _Names:
    """How rows that others refer to are called: each asked for once."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Model], Any], Any] = {}

    def of(self, model: type[Model], key: Any) -> Any:
        """A key of the person's own rows; of anything else what it is called."""
        if key is None:
            return None
        if (model, key) not in self._known:
            row = model._base_manager.filter(pk=key).first()
            name = None if row is None else getattr(row, KEYS[model]) if model in KEYS else str(row)
            self._known[model, key] = key if name is None else name
        return self._known[model, key]


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
