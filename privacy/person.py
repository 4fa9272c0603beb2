"""Somebody about whom there is something, and which rows are theirs according to the retention file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from accounts.models import Learner, User
from accounts.retention import links_of_staff, retention


@dataclass(frozen=True, slots=True)
class Person:
    """An account with its learner, an account alone, or a guest."""

    user: User | None = None
    learner: Learner | None = None

    @classmethod
    def of_request(cls, request: HttpRequest) -> "Person":
        """Who is here; somebody of whom nothing is known is a person with neither."""
        user = request.user if request.user.is_authenticated else None
        return cls(user=user, learner=request.learner)  # type: ignore[attr-defined]

    @classmethod
    def of_user(cls, user: User) -> "Person":
        """An account, with its learner if there is one."""
        return cls(user=user, learner=Learner.objects.filter(user=user).first())

    def __bool__(self) -> bool:
        return self.user is not None or self.learner is not None

    @property
    def email(self) -> str:
        """Where to write to; empty for a guest who left no address."""
        if self.user is not None:
            return self.user.email
        return self.learner.email if self.learner else ""

    @property
    def language(self) -> str:
        """The language to write in; empty when nobody said."""
        return self.user.language if self.user else ""


def models_of_people() -> Iterator[type[Model]]:
    """The installed models whose rows are somebody's, in the order of the file."""
    return (model for label in retention().owners if (model := installed(label)))


def models_with_staff() -> Iterator[tuple[type[Model], str]]:
    """Models with a link to the editor who did something, on rows that are not about that editor."""
    for label in retention().models:
        if model := installed(label):
            for name in links_of_staff(label):
                yield model, name


def installed(label: str) -> type[Model] | None:
    """The model with this label, if its app is installed: there is another search index for each database."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def rows_of(model: type[Model], person: Person) -> QuerySet[Any]:
    """The rows of this model that are about this person."""
    asked = [q for path in retention().owners[model._meta.label] if (q := _leads_to(model, path, person)) is not None]
    rows = model._base_manager.all()
    return rows.filter(reduce(or_, asked)).distinct() if asked else rows.none()


def _leads_to(model: type[Model], path: str, person: Person) -> Q | None:
    end: Any = model
    if path != "pk":
        for name in path.split("__"):
            end = end._meta.get_field(name).related_model
    who = {User: person.user, Learner: person.learner}[end]
    return None if who is None else Q(**{path: who.pk})
