"""What the demo's invented people have done, made through the real services. Nobody here exists."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.demo import DEMO_DOMAIN, make_demo_people
from accounts.models import Learner, Organisation, User
from certificates.services import issue
from cms.models import HomePage, LocalContact
from courses.models import CoursePage
from courses.queries import current_release
from curriculum.identity import course_id
from curriculum.playing import play
from curriculum.site import ensure_editors
from learning.invitations import join, new_code
from learning.models import Enrolment, Invitation
from learning.services import enrol, respond, see_step
from learning.study import Study, enrolment_study

NETWORK, CLUB = "netwerk", "vereniging"  # keys of courses that ship
EDITOR = f"fatma@{DEMO_DOMAIN}"
CLUB_NAME, TEAM_NAME = "vv De Eendracht", "Wijkteam Noord"
POSTER = "Poster in de kantine"
PACE = timedelta(seconds=70)  # a step


class CoursesMissing(LookupError):
    """The courses that ship are not loaded yet."""


@dataclass(frozen=True, slots=True)
class Story:
    """Somebody's way through a course: whole modules (none said: all of them), then some steps of the next."""

    mailbox: str
    course: str
    days_ago: int
    modules: int | None = None
    steps: int = 0
    is_invited: bool = False
    has_proof: bool = False


STORIES = [
    Story("marloes", NETWORK, days_ago=3, modules=1, steps=5),
    Story("karim", NETWORK, days_ago=12),
    Story("jesse", CLUB, days_ago=2, modules=1, steps=1, is_invited=True),
    Story("henk", CLUB, days_ago=20, has_proof=True),
]


@transaction.atomic
def load_demo(*, at: datetime) -> list[str]:
    """Make people, organisations, an invitation and progress. Tells what was made; a second run makes nothing."""
    courses = {key: _course(key) for key in (NETWORK, CLUB)}
    known = set(User.objects.values_list("email", flat=True))
    people = {user.email: user for user in make_demo_people()}
    made = [user.name for user in people.values() if user.email not in known]
    editors = ensure_editors(HomePage.objects.get())
    if not people[EDITOR].groups.filter(pk=editors.pk).exists():
        people[EDITOR].groups.add(editors)
    made += _make_contacts()
    invitation, is_new = _make_invitation(courses[CLUB])
    made += [str(invitation)] if is_new else []
    for story in STORIES:
        user = people[f"{story.mailbox}@{DEMO_DOMAIN}"]
        if _tell(story, user, courses[story.course], invitation, at):
            made.append(f"{user.name}: {courses[story.course].title}")
    return made


def demo_invitation() -> Invitation | None:
    """The club's invitation, once it is made."""
    return Invitation.objects.filter(organisation__name=CLUB_NAME, label=POSTER).first()


def _course(key: str) -> CoursePage:
    course = CoursePage.objects.filter(uuid=course_id(key)).first()
    if course is None or current_release(course=course) is None:
        raise CoursesMissing(key)
    return course


def _make_contacts() -> list[str]:
    """Contacts of their own for the club and the team, without numbers: an invented number may be somebody's."""
    rows = [
        (CLUB_NAME, "vcp", "Petra, VCP van vv De Eendracht", "Loop woensdag langs in de kantine, of stuur een mail."),
        (TEAM_NAME, "wijkteam", "Wijkteam Noord", "Voor vragen over opvoeden, geld of hulp thuis."),
    ]
    made = []
    for organisation, key, name, when in rows:
        contact, is_new = LocalContact.objects.get_or_create(
            key=key,
            organisation=Organisation.objects.get(name=organisation),
            defaults={"name": name, "when": when, "email": f"{key}@{DEMO_DOMAIN}"},
        )
        made += [str(contact)] if is_new else []
    return made


def _make_invitation(course: CoursePage) -> tuple[Invitation, bool]:
    found = demo_invitation()
    if found is not None:
        return found, False
    club = Organisation.objects.get(name=CLUB_NAME)
    invitation = Invitation.objects.create(organisation=club, label=POSTER, code=new_code())
    invitation.courses.set([course])
    return invitation, True


def _tell(story: Story, user: User, course: CoursePage, invitation: Invitation, at: datetime) -> bool:
    """Let a story happen, unless this person has begun the course: then it is theirs."""
    learner, _made = Learner.objects.get_or_create(user=user)
    if Enrolment.objects.of(learner).filter(course=course).exists():
        return False
    clock = at - timedelta(days=story.days_ago)
    if story.is_invited:
        enrolment = join(invitation=invitation, learner=learner, course=course, at=clock)
    else:
        membership = user.memberships.select_related("organisation").first()
        organisation = membership.organisation if membership else None
        enrolment = enrol(learner=learner, course=course, at=clock, organisation=organisation)
    study = enrolment_study(enrolment)
    modules = len(study.modules) if story.modules is None else story.modules
    for number in range(modules):
        clock = _study(study, enrolment, number, None, clock) + timedelta(days=1)
    if story.steps:
        _study(study, enrolment, modules, story.steps, clock)
    if story.has_proof:
        enrolment.refresh_from_db()
        issue(enrolment=enrolment, name=user.name, at=clock)
    return True


def _study(study: Study, enrolment: Enrolment, number: int, steps: int | None, clock: datetime) -> datetime:
    """Go through a module, or so many steps of it: the last one is seen, and its exercise only begun."""
    module = study.modules[number]
    for step in study.frozen(module).steps[:steps]:
        for exercise in step.exercises:
            submissions = play(exercise)
            if step.number == steps:
                submissions = submissions[: len(submissions) // 2]
            for data in submissions:
                clock += PACE / 2
                respond(
                    enrolment=enrolment,
                    module=module,
                    exercise_id=exercise.id,
                    submission_id=uuid4(),
                    data=data,
                    at=clock,
                )
        clock += PACE
        if step.number != steps:
            see_step(enrolment=enrolment, module=module, number=step.number, at=clock)
    return clock


def what_was_made(made: list[str]) -> str:
    """One sentence for whoever ran it."""
    return _("Made: %(names)s.") % {"names": ", ".join(made)} if made else _("No changes.")
