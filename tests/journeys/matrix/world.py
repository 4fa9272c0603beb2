"""The site as the matrix sees it: what ships, a course with every kind of exercise, and people on their way in it."""

import io
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.management import call_command
from django.core.signing import get_cookie_signer
from django.test import Client
from django.urls import reverse

from accounts.guests import COOKIE_NAME, COOKIE_SALT
from accounts.models import Learner, Membership, User
from certificates.models import Certificate
from certificates.services.telling import NO_MORE_SALT
from cms.models import LocalContact
from courses.models import CoursePage
from courses.services import publish_release
from curriculum.identity import course_id
from exercises.registry import kind, kinds
from learning.models import Enrolment, Invitation
from learning.study import Study, enrolment_study
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    LocalContactFactory,
    MembershipFactory,
    ModulePageFactory,
    OrganisationFactory,
    UserFactory,
    exercise_block,
    make_certificate,
    make_enrolment,
    make_invitation,
    root_page,
    step_block,
    stored_steps,
    text_block,
    walk,
)

KINDS = [name for name in kinds() if not kind(name).retired]


@dataclass(frozen=True, slots=True)
class World:
    """What addresses are made of. A guest has just begun; the holder did everything and has a certificate."""

    shipped: CoursePage
    every: CoursePage
    guest: Learner
    holder: User
    begun: Enrolment
    done: Enrolment
    warned: Study
    certificate: Certificate
    invitation: Invitation
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def url(self, name: str, *args: Any) -> str:
        """An address without learning in it."""
        return reverse(name, args=args)

    def guests(self) -> Study:
        """What the guest began: nothing was answered yet."""
        return enrolment_study(self.begun)

    def holders(self) -> Study:
        """What the holder finished."""
        return enrolment_study(self.done)

    def certified(self) -> Study:
        """The short course that the holder has a certificate of."""
        return enrolment_study(self.certificate.enrolment)

    def step(self, name: str, *, answered: bool = False) -> str:
        """The step with an exercise of this kind, before it was done or after."""
        study = self.holders() if answered else self.guests()
        return study.step_url(study.modules[0], KINDS.index(name) + 2)

    def token(self) -> str:
        """What ends the mails about a last day."""
        return signing.dumps(self.certificate.pk, salt=NO_MORE_SALT)


def build() -> World:
    """Make it all, in an empty database."""
    root_page()
    call_command("load_curriculum", stdout=io.StringIO())
    every = _every_kind()
    guest, holder = Learner.objects.create(), UserFactory(name="Noor de Vries", email="noor@example.org")
    done = walk(make_enrolment(every, LearnerFactory(user=holder)))
    certificate = make_certificate(holder.name, learner=holder.learner, title="Een korte cursus")
    club = OrganisationFactory(name="vv De Eendracht")
    invitation = make_invitation(every, organisation=club)
    MembershipFactory(user=holder, organisation=club, role=Membership.Role.COORDINATOR)
    warned = next(
        study
        for course in CoursePage.objects.live()
        if (study := enrolment_study(make_enrolment(course, LearnerFactory()))).modules and _warned_module(study)
    )
    begun = make_enrolment(every, guest)
    shipped = CoursePage.objects.get(uuid=course_id("vereniging"))
    cookies = {"visitor": {}, "guest": _guests_cookie(guest), "holder": _holders_cookies(holder)}
    return World(shipped, every, guest, holder, begun, done, warned, certificate, invitation, cookies)


def _every_kind() -> CoursePage:
    for key in {key for name in KINDS for key in kind(name).contacts(kind(name).get_preview_value())}:
        if not LocalContact.objects.filter(key=key, organisation=None).exists():
            LocalContactFactory(key=key, name=f"Het contact {key}")
    course: CoursePage = CoursePageFactory(title="Alle oefeningen", outcomes=[("outcome", "Je kunt luisteren.")])
    steps = [step_block("Lezen", text_block())]
    steps += [step_block(f"Doen: {name}", text_block(), exercise_block(name)) for name in KINDS]
    ModulePageFactory(parent=course, title="Van alles doen", steps=stored_steps(steps))
    publish_release(course=course)
    return course


def _warned_module(study: Study) -> bool:
    return any(study.frozen(module).warning for module in study.modules)


def warned_module(study: Study) -> Any:
    """Its first module with a warning before it."""
    return next(module for module in study.modules if study.frozen(module).warning)


def _guests_cookie(guest: Learner) -> dict[str, str]:
    return {COOKIE_NAME: get_cookie_signer(salt=COOKIE_NAME + COOKIE_SALT).sign(str(guest.uuid))}


def _holders_cookies(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {name: morsel.value for name, morsel in client.cookies.items()}
