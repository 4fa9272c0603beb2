"""What the demo's invented people have done, made through the real services. Nobody here exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.demo import CROWD_DOMAIN, DEMO_DOMAIN, make_demo_crowd, make_demo_people
from accounts.models import Learner, Organisation, User
from certificates.services import issue, share
from cms.models import HomePage, LocalContact
from courses.models import CoursePage
from courses.queries import current_release
from curriculum.demo_design import make_design
from curriculum.identity import course_id
from curriculum.playing import play, play_badly
from curriculum.site import ensure_editors
from exercises.registry import Exercise
from learning.invitations import join, new_code
from learning.models import Enrolment, Invitation
from learning.services import enrol, respond, see_step
from learning.study import Study, enrolment_study

NETWORK, CLUB = "netwerk", "vereniging"  # keys of courses that ship
BESIDE, BRIDGES = "naast-een-gezin", "bruggen-bouwen"
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
    shares_proof: bool = False  # with the organisation
    fails_first: bool = False  # a test, the first time


STORIES = [
    Story("marloes", NETWORK, days_ago=3, modules=1, steps=5),
    Story("karim", NETWORK, days_ago=12),
    Story("jesse", CLUB, days_ago=2, modules=1, steps=1, is_invited=True),
    Story("henk", CLUB, days_ago=20, has_proof=True),
]


CROWD_STORIES = [
    Story("sanne", NETWORK, days_ago=31, has_proof=True, fails_first=True, shares_proof=True),
    Story("yusuf", NETWORK, days_ago=16, modules=4),
    Story("anouk", NETWORK, days_ago=5, modules=2, steps=3),
    Story("priya", NETWORK, days_ago=44, has_proof=True, shares_proof=True),
    Story("mohamed", CLUB, days_ago=26, has_proof=True, is_invited=True),
    Story("lisa", CLUB, days_ago=14, modules=5, is_invited=True),
    Story("giovanni", CLUB, days_ago=1, modules=0, steps=3, is_invited=True),
    Story("wouter", CLUB, days_ago=37, has_proof=True, fails_first=True, is_invited=True),
    Story("aisha", BESIDE, days_ago=22, has_proof=True),
    Story("gerrit", BESIDE, days_ago=8, modules=2),
    Story("ewa", BESIDE, days_ago=4, modules=1, steps=2),
    Story("joost", BRIDGES, days_ago=19, has_proof=True),
    Story("fenna", BRIDGES, days_ago=6, modules=2),
]
GUEST = Story("gast", CLUB, days_ago=3, modules=2, is_invited=True)  # without an account, with an address left behind


@transaction.atomic
def load_demo(*, at: datetime) -> list[str]:
    """Make people, organisations, an invitation and progress. Tells what was made; a second run makes nothing."""
    courses = {key: _course(key) for key in (NETWORK, CLUB, BESIDE, BRIDGES)}
    known = set(User.objects.values_list("email", flat=True))
    people = {user.email: user for user in make_demo_people()}
    made = [user.name for user in people.values() if user.email not in known]
    editors = ensure_editors(HomePage.objects.get())
    if not people[EDITOR].groups.filter(pk=editors.pk).exists():
        people[EDITOR].groups.add(editors)
    made += _make_contacts()
    invitation, is_new = _make_invitation(courses[CLUB])
    made += [str(invitation)] if is_new else []
    if make_design(courses[NETWORK], at=at):
        made.append(_("a design of certificates"))
    teller = _Teller(courses, invitation, at)
    for story in STORIES:
        user = people[f"{story.mailbox}@{DEMO_DOMAIN}"]
        if teller.tell_of_user(story, user):
            made.append(f"{user.name}: {courses[story.course].title}")
    return made + _make_crowd(teller)


def _make_crowd(teller: "_Teller") -> list[str]:
    """Learners in every course, and a guest, so that lists and figures are not empty."""
    crowd = make_demo_crowd()
    told = [teller.tell_of_user(story, crowd[story.mailbox]) for story in CROWD_STORIES]
    guest, _made = Learner.objects.get_or_create(user=None, email=f"{GUEST.mailbox}@{CROWD_DOMAIN}")
    told.append(teller.tell(GUEST, guest, "", None))
    return [_("other learners")] if any(told) else []


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


@dataclass(frozen=True, slots=True)
class _Teller:
    """Lets stories happen. How an exercise is done is found once, and remembered for everybody."""

    courses: Mapping[str, CoursePage]
    invitation: Invitation
    at: datetime
    found: dict[tuple[UUID, bool], list[QueryDict]] = field(default_factory=dict)

    def tell(self, story: Story, learner: Learner, name: str, organisation: Organisation | None) -> bool:
        """Let a story happen, unless this person has begun the course: then it is theirs."""
        course = self.courses[story.course]
        if Enrolment.objects.of(learner).filter(course=course).exists():
            return False
        clock = self.at - timedelta(days=story.days_ago)
        if story.is_invited:
            enrolment = join(invitation=self.invitation, learner=learner, course=course, at=clock)
        else:
            enrolment = enrol(learner=learner, course=course, at=clock, organisation=organisation)
        study = enrolment_study(enrolment)
        modules = len(study.modules) if story.modules is None else story.modules
        for number in range(modules):
            clock = self._study(study, enrolment, number, story, clock) + timedelta(days=1)
        if story.steps:
            self._study(study, enrolment, modules, story, clock, story.steps)
        if story.has_proof:
            enrolment.refresh_from_db()
            certificate = issue(enrolment=enrolment, name=name, at=clock)
            if story.shares_proof:
                share(certificate=certificate, is_shared=True, at=clock)
        return True

    def tell_of_user(self, story: Story, user: User) -> bool:
        """Let a story happen to somebody with an account."""
        learner, _made = Learner.objects.get_or_create(user=user)
        membership = user.memberships.select_related("organisation").first()
        return self.tell(story, learner, user.name, membership.organisation if membership else None)

    def _study(
        self,
        study: Study,
        enrolment: Enrolment,
        number: int,
        story: Story,
        clock: datetime,
        steps: int | None = None,
    ) -> datetime:
        """Go through a module, or so many steps of it: the last one is seen, and its exercise only begun."""
        module = study.modules[number]
        for step in study.frozen(module).steps[:steps]:
            for exercise in step.exercises:
                submissions = self._submissions(exercise, story.fails_first and exercise.block.is_test)
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

    def _submissions(self, exercise: Exercise, fails_first: bool) -> list[QueryDict]:
        """What somebody sends to do this exercise; who fails first sends a bad try before a good one."""
        key = (exercise.id, fails_first)
        if key not in self.found:
            bad = play_badly(exercise) if fails_first else []
            state: dict[str, Any] = {}
            for data in bad:
                state = exercise.respond(state=state, data=data).state
            self.found[key] = bad + play(exercise, state)
        return self.found[key]


def what_was_made(made: list[str]) -> str:
    """One sentence for whoever ran it."""
    return _("Made: %(names)s.") % {"names": ", ".join(made)} if made else _("No changes.")
