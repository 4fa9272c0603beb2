"""What Wagtail's admin may not do with people."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .models import Learner, User


@hooks.register("before_delete_user")
def keep_who_has_learned(request: HttpRequest, user: User) -> HttpResponse | None:
    """Deleting would fail on certificates, or take answers along: such an account is closed instead."""
    return _refusal(request, [user])


@hooks.register("before_bulk_action")
def keep_all_who_have_learned(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same for a whole selection at once."""
    if action_type != "delete" or not issubclass(action.model, User):
        return None
    return _refusal(request, objects)


def _refusal(request: HttpRequest, users: Iterable[User]) -> HttpResponse | None:
    learned = Learner.objects.filter(user__in=list(users)).select_related("user")
    if not learned:
        return None
    names = ", ".join(str(learner.user) for learner in learned)
    text = _("Not deleted: %(names)s has learned here. Edit the account and untick “active” to close it.")
    messages.error(request, text % {"names": names})
    return redirect("wagtailusers_users:index")
