"""Erasing somebody, as the retention file says of each field: delete, null, pseudonymise, keep."""

import json
import logging
import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Revision

from accounts.models import Learner, User
from accounts.retention import EVERY_FIELD, retention
from certificates.services import erase_holder
from privacy.person import Person, models_of_people, models_with_staff, rows_of

logger = logging.getLogger(__name__)
LAST = (Learner, User)  # what others hang on


@transaction.atomic
def erase(person: Person, *, at: datetime) -> dict[str, int]:
    """Erase a person at once and for good. Counts rows by model; a second time there are none.

    Certificates keep what it takes to check the holder's own file. Content that an editor made stays, without them.
    """
    counts: dict[str, int] = {}
    if person.learner is not None:
        counts["certificates.Certificate"] = erase_holder(learner=person.learner, at=at)
    if person.user is not None:
        counts["sessions.Session"] = end_sessions(person.user)
        counts["wagtailcore.Revision"] = forget_in_revisions(person.user)
        _forget_as_subject(person.user)
        for model, link in models_with_staff():
            counts[f"{model._meta.label}.{link}"] = _empty(model._base_manager.filter(**{link: person.user.pk}), link)
    for model in sorted(models_of_people(), key=lambda model: model in LAST):
        counts[model._meta.label] = counts.get(model._meta.label, 0) + _carry_out(model, person)
    logger.info("person.erased", extra={"rows": sum(counts.values())})
    return {label: count for label, count in counts.items() if count}


def _carry_out(model: type[models.Model], person: Person) -> int:
    rules = retention().models[model._meta.label]
    rows = rows_of(model, person)
    told = {rule.on_erase for rule in rules.values()}
    if "delete" in told:
        keys = list(rows.values_list("pk", flat=True))
        _delete_files(model, rows)
        model._base_manager.filter(pk__in=keys).delete()
        return len(keys)
    if "pseudonymise" in told:
        return _cut_loose(model, rows)
    nulls = [name for name, rule in rules.items() if rule.on_erase == "null" and name != EVERY_FIELD]
    return sum(_empty(rows, name) for name in nulls)


def _delete_files(model: type[models.Model], rows: Any) -> None:
    for field in model._meta.local_fields:
        if isinstance(field, models.FileField):
            for file in rows.exclude(**{field.name: ""}).values_list(field.name, flat=True):
                transaction.on_commit(partial(field.storage.delete, file))


def _empty(rows: Any, name: str) -> int:
    field: Any = rows.model._meta.get_field(name)
    # Not the manager's own `update`: the story of a certificate refuses it, and here nothing of the story changes.
    keys = list(rows.values_list("pk", flat=True))
    plain: models.QuerySet[Any] = models.QuerySet(rows.model).filter(pk__in=keys)
    return plain.update(**{name: None if field.null else field.get_default()})


def _cut_loose(model: type[models.Model], rows: Any) -> int:
    """The rows stay; the link to who did it goes. A log keeps apart who did what, by a number that leads nowhere."""
    keys = list(rows.values_list("pk", flat=True))
    plain: models.QuerySet[Any] = models.QuerySet(model).filter(pk__in=keys)
    link = retention().owners[model._meta.label][0]
    field: Any = model._meta.get_field(link)
    return plain.update(**{link: None if field.db_constraint else uuid.uuid4()})


def end_sessions(user: User) -> int:
    """Sign somebody out everywhere. A session says whose it is only to who reads it, so all are read."""
    keys = [
        session.pk for session in Session.objects.iterator() if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    return Session.objects.filter(pk__in=keys).delete()[0]


def _forget_as_subject(user: User) -> None:
    """What administrators did with this account is logged under its name: that goes, that it happened stays."""
    about = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(user.pk)).update(
        label="", data={}, object_id=str(uuid.uuid4())
    )


def forget_in_revisions(user: User) -> int:
    """Earlier versions of pages name their owner, who locked them and who commented: empty that. Counts versions."""
    number = str(user.pk)
    text = Cast("content", models.TextField())
    found = Revision.objects.annotate(text=text).filter(text__contains=number).only("pk", "content")
    count = 0
    for revision in found.iterator(chunk_size=100):
        content = _without(revision.content, number)
        Revision.objects.filter(pk=revision.pk).update(content=json.loads(json.dumps(content, cls=DjangoJSONEncoder)))
        count += 1
    return count


def _without(value: Any, number: str) -> Any:
    """A stored version without a person: links to them emptied, comments and replies of theirs taken out."""
    if isinstance(value, dict):
        return {name: _without(item, number) for name, item in value.items()}
    if isinstance(value, list):
        return list(_others(value, number))
    return None if value == number else value


def _others(items: list[Any], number: str) -> Iterator[Any]:
    for item in items:
        if not (isinstance(item, dict) and item.get("user") == number):
            yield _without(item, number)
