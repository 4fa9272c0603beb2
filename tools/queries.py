"""What tools ask of courses and of people."""

from uuid import UUID

from accounts.models import Learner, Organisation
from courses.queries import released_exercises
from exercises.registry import Exercise
from tools.contents import exercise

LINEAGE = "parent__parent"  # a club, its umbrella and its municipality, in one query


def signal_route() -> Exercise:
    """The route to the right contact: that of the newest release which holds one, or else our own."""
    found = [one for one in released_exercises("tool") if one.exercise.value["tool"] == "signal_route"]
    if not found:
        return exercise("signal-route")
    return max(found, key=lambda one: one.course.release.created_at).exercise


def organisation_by(code: str) -> Organisation | None:
    """The organisation with this uuid, or None."""
    try:
        return Organisation.objects.filter(uuid=UUID(code)).select_related(LINEAGE).first()
    except ValueError:
        return None


def organisation_of(learner: Learner | None) -> Organisation | None:
    """The organisation through which somebody learns, the latest first; else the one they are a member of.

    Enrolments live in an app beside us; the relation that they make on people is all that is known of them here.
    """
    if learner is None:
        return None
    organisations = Organisation.objects.select_related(LINEAGE)
    through = organisations.filter(enrolments__learner=learner, enrolments__closed_at__isnull=True)
    found = through.order_by("-enrolments__last_active_at").first()
    if found is None and learner.user_id:
        found = organisations.filter(memberships__user=learner.user_id).order_by("memberships__pk").first()
    return found
