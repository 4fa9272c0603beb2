"""Everything that is kept about somebody, to be read: by subject, in plain words, with dates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision

from accounts.devices import devices_of
from accounts.models import Membership
from certificates.models import Certificate
from courses.models import Release, ReleaseModule
from exercises.registry import kinds
from learning.models import Attempt, Enrolment, ExerciseState, Invitation, ModuleProgress
from privacy.person import Person

MOST_ANSWERS = 300  # on the page; the file has all of them


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; and, where there are more than the page shows, how many."""

    title: str
    heads: list[str]
    rows: list[list[Any]]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One subject: a sentence, facts with their names, and tables."""

    title: str
    text: str = ""
    facts: list[tuple[str, Any]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def sections(person: Person) -> list[Section]:
    """What is kept about this person; subjects of which there is nothing are left out."""
    return [*_account(person), *_learning(person), *_certificates(person), *_answers(person), *_work(person)]


def _account(person: Person) -> Iterator[Section]:
    user, learner = person.user, person.learner
    facts: list[tuple[str, Any]] = []
    if user:
        facts += [
            (_("E-mail address"), user.email),
            (_("Name"), user.name or _("not given")),
            (_("Language"), get_language_info(user.language)["name_local"]),
            (_("Account since"), day(user.date_joined)),
            (_("Last sign-in"), day(user.last_login)),
        ]
    if learner:
        facts += [(_("Name on your certificate"), learner.name)] if learner.name else []
        facts += [(_("E-mail address you left"), learner.email)] if learner.email else []
        facts += [(_("Learning here since"), day(learner.created_at)), (_("Last here"), day(learner.last_seen_at))]
        facts += [(_("Your number with us"), learner.uuid)]
    title = _("Who you are") if user else _("You, without an account")
    text = (
        "" if user else _("A number in a cookie on this device brings you back to what you did. It says nothing else.")
    )
    mails = [*(user.inactivity_mails.all() if user else []), *(learner.inactivity_mails.all() if learner else [])]
    facts += [(_("Mail about not having been here"), day(mail.sent_at)) for mail in mails]
    yield Section(title, text, facts)
    if user is None:
        return
    if memberships := Membership.objects.filter(user=user).select_related("organisation"):
        roles: list[tuple[str, Any]] = [(one.organisation.name, one.get_role_display()) for one in memberships]
        yield Section(_("Your organisations"), facts=roles)
    rows = [[one.browser or _("unknown browser"), day(one.since), day(one.last_seen_on)] for one in devices_of(user)]
    passkeys = Authenticator.objects.filter(user=user).count()
    facts = [(_("Passkeys and other keys"), passkeys)] if passkeys else []
    table = Table(_("Devices"), [_("Browser"), _("Since"), _("Last used")], rows)
    yield Section(_("Where you are signed in"), facts=facts, tables=[table] if rows else [])


def _learning(person: Person) -> Iterator[Section]:
    enrolments = list(
        Enrolment.objects.of(person.learner).select_related("edition__course", "organisation").order_by("started_at")
    )
    if not enrolments:
        return
    done = Counter(
        ModuleProgress.objects.filter(enrolment__in=enrolments, completed_at__isnull=False).values_list(
            "enrolment", flat=True
        )
    )
    heads = [_("Course"), _("Begun"), _("Last here"), _("Modules done"), _("Finished"), _("Through")]
    rows = [
        [
            one.edition.course_title,
            day(one.started_at),
            day(one.last_active_at),
            done[one.pk],
            day(one.completed_at),
            one.organisation or "–",
        ]
        for one in enrolments
    ]
    kept = ExerciseState.objects.filter(enrolment__in=enrolments).count()
    kept += ExerciseState.objects.filter(learner=person.learner).count()
    text = _("Your organisation sees how many people take part. It does not see your answers.")
    facts = [(_("Exercises of which we keep where you were"), kept)] if kept else []
    yield Section(_("What you learn"), text, facts, [Table(_("Courses"), heads, rows)])


def _answers(person: Person) -> Iterator[Section]:
    attempts = Attempt.objects.filter(enrolment__in=Enrolment.objects.of(person.learner))
    shown = list(attempts.order_by("-created_at", "-pk")[:MOST_ANSWERS])
    titles = dict(
        ReleaseModule.objects.filter(
            release__in={one.release_id for one in shown}, module_uuid__in={one.module_uuid for one in shown}
        ).values_list("module_uuid", "title")
    )
    rows = [
        [
            date_format(timezone.localtime(one.created_at), "j F Y H:i"),
            titles.get(one.module_uuid, ""),
            kinds()[one.kind].label if one.kind in kinds() else one.kind,
            _result(one),
        ]
        for one in shown
    ]
    heads = [_("When"), _("Module"), _("Exercise"), _("Result")]
    if rows:
        yield Section(_("Your answers"), tables=[Table(_("Answers"), heads, rows, attempts.count() - len(shown))])


def _result(attempt: Attempt) -> str:
    if attempt.passed is None:
        return _("done") if attempt.is_completing else _("begun")
    return _("right") if attempt.passed else _("not right yet")


def _certificates(person: Person) -> Iterator[Section]:
    certificates = Certificate.objects.of(person.learner).prefetch_related("events", "corrections")
    for one in certificates:
        facts = [
            (_("Number"), one.display_code),
            (_("Name on it"), (one.payload or {}).get("name", "")),
            (_("State"), one.get_status_display()),
            (_("Completed on"), day(one.completed_on)),
            (_("Issued on"), day(one.issued_at)),
            (_("Valid until"), day(one.expires_at)),
            (
                _("Your organisation may have it"),
                _("yes, since %(date)s") % {"date": day(one.shared_at)} if one.shared_at else _("no"),
            ),
            (_("Who checks it sees your name"), _("yes") if one.shows_name else _("no")),
            (_("Mails before it expires"), _("yes") if one.is_reminded else _("no")),
        ]
        facts += [(_("Register number, until the file is made"), one.register_number)] if one.register_number else []
        facts += [
            (_("Asked for another name"), f"{wish.name} · {wish.get_outcome_display()} · {day(wish.asked_at)}")
            for wish in one.corrections.all()
        ]
        story = [[day(event.at), event.get_action_display(), event.note] for event in one.events.all()]
        tables = [Table(_("What happened to it"), [_("When"), _("What"), _("Note")], story)] if story else []
        links = [(_("Download (PDF)"), reverse("certificates:download", args=[one.code]))] if one.is_made else []
        yield Section(_("Certificate: %(course)s") % {"course": one.course_title}, "", facts, tables, links)


def _work(person: Person) -> Iterator[Section]:
    """What an editor or administrator did: in numbers. The file has it one by one."""
    user = person.user
    if user is None:
        return
    counts = [
        (_("Changes to pages"), PageLogEntry.objects.filter(user=user).count()),
        (_("Changes to other things"), ModelLogEntry.objects.filter(user=user).count()),
        (_("Versions of pages"), Revision.objects.filter(user=user).count()),
        (_("Published editions"), Release.objects.filter(created_by=user).count()),
        (_("Invitations made"), Invitation.objects.filter(created_by=user).count()),
        (_("Comments"), Comment.objects.filter(user=user).count() + CommentReply.objects.filter(user=user).count()),
    ]
    if any(count for _name, count in counts):
        text = _("What you changed as an editor is in the history of the site. The file has it one by one.")
        yield Section(_("Your work on this site"), text, [(name, count) for name, count in counts if count])


def day(moment: Any) -> str:
    """A date as people say it; a dash for none."""
    if moment is None:
        return "–"
    return date_format(timezone.localtime(moment) if hasattr(moment, "hour") else moment, "j F Y")


def open_courses(person: Person) -> Iterable[Enrolment]:
    """The courses that somebody has begun and not finished."""
    return Enrolment.objects.of(person.learner).open().select_related("edition__course")


def what_goes(person: Person) -> dict[str, int]:
    """How much there is of what people care about, to say so before it is erased."""
    learner = person.learner
    certificates = Certificate.objects.of(learner).aggregate(count=Count("pk"))["count"]
    return {
        "courses": Enrolment.objects.of(learner).current().count(),
        "answers": Attempt.objects.filter(enrolment__learner=learner).count() if learner else 0,
        "certificates": certificates,
        "files": Certificate.objects.of(learner).filter(made_at__isnull=False).count(),
        "work": PageLogEntry.objects.filter(user=person.user).count() if person.user else 0,
    }
