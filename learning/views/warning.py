"""A module that may hurt: the screen before it, and the way out of it. Neither keeps anything."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import linebreaks
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.contacts import with_contacts
from cms.models import LocalContact
from cms.queries import contacts_for
from courses.frozen import FrozenModule
from courses.models import ReleaseModule
from learning.study import Study, course_study

READ = "verder"  # the name in the address that says: I read the warning and go on
COORDINATOR = "coordinator"  # the key of the contact who can help with a module that somebody leaves out


def must_warn(request: HttpRequest, study: Study, module: ReleaseModule, frozen: FrozenModule) -> bool:
    """Whether the warning comes before this page: not for who has begun the module, or just read it."""
    return bool(frozen.warning) and module.module_uuid not in study.progress and READ not in request.GET


def show_warning(request: HttpRequest, study: Study, module: ReleaseModule, url: str) -> HttpResponse:
    """“Before you begin”: the warning, a way on to this address, and a way out."""
    context = _context(study, module, _contacts(study, module)) | {"on_url": f"{url}?{READ}=ja"}
    return render(request, "learning/warning.html", context)


@require_safe
@never_cache
def later(request: HttpRequest, course_code: str, module_code: str) -> HttpResponse:
    """The way out of a module: nothing of its subject, what leaving it out means, and whom to talk to."""
    learner = request.learner  # type: ignore[attr-defined]
    study = course_study(learner=learner, course_code=course_code)
    module = study.module(module_code)
    contacts = _contacts(study, module, COORDINATOR)
    context = _context(study, module, contacts) | {
        "coordinator": contacts.get(COORDINATOR),
        "is_complete": study.is_complete(module),
        "others_left": any(not study.is_complete(other) for other in study.modules if other != module),
    }
    return render(request, "learning/later.html", context)


def _contacts(study: Study, module: ReleaseModule, *more: str) -> dict[str, LocalContact]:
    """The contacts that the warning names, and more by their keys, each the nearest one."""
    organisation = study.enrolment.organisation if study.enrolment else None
    return contacts_for(keys={*study.frozen(module).contacts, *more}, organisation=organisation)


def _context(study: Study, module: ReleaseModule, contacts: Mapping[str, LocalContact]) -> dict[str, object]:
    """The warning in words, and its contacts as cards."""
    frozen = study.frozen(module)
    return {
        "study": study,
        "module": module,
        "language": frozen.language,
        "module_url": study.url("module", module),
        "later_url": study.url("module-later", module),
        "warning": with_contacts(linebreaks(frozen.warning, autoescape=True), contacts, language=frozen.language),
        "to_talk_to": [contacts[key] for key in frozen.contacts if key in contacts],
    }
