"""The one sentence that says to an editor what an update will do, and to whom."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.comparison import Verdict
from courses.models import CoursePage
from courses.queries import current_release, learners_under_way


def what_will_happen(course: CoursePage, verdict: Verdict) -> str:
    """What bringing this course into an edition would mean. With the number of learners who are under way."""
    newest = current_release(course=course)
    if newest is None:
        return _("This course has no edition yet. Edition 1 lets learners begin.")
    edition = newest.edition
    if verdict == Verdict.NOTHING:
        return _("Edition %(number)s is up to date: learners see what you published.") % {"number": edition.number}
    if verdict == Verdict.NEW_EDITION:
        return _new_edition(course, edition.number)
    count = learners_under_way(course, edition)
    if count == 0 and verdict != Verdict.CONFIRM:
        return _("This is a correction of edition %(number)s. Nobody is under way in it.") % {"number": edition.number}
    names = {"number": edition.number, "next": edition.number + 1, "count": count}
    if verdict == Verdict.CONFIRM:
        return (
            ngettext(
                "Words that carry the meaning changed. Say whether the meaning is equal: then it is a correction of"
                " edition %(number)s, and the %(count)s learner who is under way sees it once you say so."
                " Otherwise it becomes edition %(next)s. Nobody loses progress.",
                "Words that carry the meaning changed. Say whether the meaning is equal: then it is a correction of"
                " edition %(number)s, and the %(count)s learners who are under way see it once you say so."
                " Otherwise it becomes edition %(next)s. Nobody loses progress.",
                count,
            )
            % names
        )
    return (
        ngettext(
            "This is a correction of edition %(number)s: the %(count)s learner who is under way sees it once you"
            " correct the edition. Nobody loses progress.",
            "This is a correction of edition %(number)s: the %(count)s learners who are under way see it once you"
            " correct the edition. Nobody loses progress.",
            count,
        )
        % names
    )


def _new_edition(course: CoursePage, number: int) -> str:
    count = learners_under_way(course)
    if count == 0:
        return _("This makes edition %(next)s. Nobody is under way now.") % {"next": number + 1}
    return ngettext(
        "This makes edition %(next)s for new learners. The %(count)s learner who is under way keeps what they"
        " began with, and may move over.",
        "This makes edition %(next)s for new learners. The %(count)s learners who are under way keep what they"
        " began with, and may move over.",
        count,
    ) % {"next": number + 1, "count": count}


def what_taking_back_does(course: CoursePage, stays: bool) -> str:
    """What making an earlier release the newest again would mean."""
    newest = current_release(course=course)
    assert newest is not None  # there is a release to take back to
    if not stays:
        return _new_edition(course, newest.edition.number)
    return what_will_happen(course, Verdict.CORRECTION)
