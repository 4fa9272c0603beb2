"""Somebody of whom there is one of everything, with values that occur nowhere else."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Page,
    PageSubscription,
    Revision,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from accounts.models import InactivityMail, Learner, Membership, User
from certificates.models import Certificate, ExpiryReminder, NameCorrection
from certificates.services import ask_for_name, make_file, revoke
from courses.models import Release
from learning.invitations import join
from learning.models import Attempt, Enrolment, ExerciseState
from privacy.person import Person
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    MembershipFactory,
    UserFactory,
    make_certificate,
    make_course,
    make_invitation,
    make_release,
    walk,
)

NAME, EMAIL = "Wubbo Zwaluwstaart", "wubbo.zwaluw@example.org"
WORDS = "kwartelkoning-in-de-klas"  # an answer of theirs
WISH, NOTE = "Wubbo Zwaluwstaart-Kievit", "belde over de kievit"


def learner_with_everything(learner: Learner) -> Certificate:
    """Let a learner do all that leaves a row. Answers their certificate, which has its file."""
    course = make_course()
    invitation = make_invitation(course)
    enrolment = join(invitation=invitation, learner=learner, course=course, at=timezone.now())
    walk(Enrolment.objects.select_related("course", "learner").get(pk=enrolment.pk))
    Attempt.objects.filter(enrolment=enrolment).update(answer={"text": WORDS})
    ExerciseState.objects.create(enrolment=enrolment, target=f"a:{uuid4()}", data={"text": WORDS})
    ExerciseState.objects.create(scope="learner", learner=learner, target="b", data={"text": WORDS})
    make_certificate(NAME, learner=learner)  # its file is not made yet
    certificate = make_certificate(NAME, learner=learner)
    make_file(certificate_id=certificate.pk)
    NameCorrection.objects.create(certificate=certificate, name=WISH, explanation=WISH, asked_at=timezone.now())
    ExpiryReminder.objects.create(certificate=certificate, days=90, sent_at=timezone.now())
    return Certificate.objects.get(pk=certificate.pk)


def person_with_everything() -> tuple[Person, Certificate]:
    """Somebody who learns, coordinates and edits."""
    user = UserFactory(email=EMAIL, name=NAME, is_staff=True, is_superuser=True)
    learner = LearnerFactory(user=user, name=NAME)
    certificate = learner_with_everything(learner)
    MembershipFactory(user=user, role=Membership.Role.COORDINATOR)
    signed_in = Client()
    signed_in.force_login(user)
    user.devices.update(browser="Firefox, Android")
    address = EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="x")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "s"})
    InactivityMail.objects.create(user=user, months=22, sent_at=timezone.now())
    work_of_an_editor(user)
    return Person(user=user, learner=learner), certificate


def work_of_an_editor(user: User) -> None:
    """Let somebody do in the admin all that leaves a row."""
    page = CoursePageFactory(title="Een cursus", owner=user)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    page.refresh_from_db()
    comment = Comment.objects.create(page=page, user=user, text=NOTE, contentpath="title")
    CommentReply.objects.create(comment=comment, user=user, text=NOTE)
    page = page.specific
    page.save_revision(user=user, log_action=True)
    PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    state = WorkflowState.objects.create(
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=page.content_type,
        object_id=str(page.pk),
        workflow=Workflow.objects.create(name="Een"),
        requested_by=user,
    )
    task = Task.objects.create(name="Een", content_type=ContentType.objects.get_for_model(Task))
    TaskState.objects.create(
        workflow_state=state,
        task=task,
        finished_by=user,
        content_type=task.content_type,
        revision=Revision.objects.last(),
    )
    about = ContentType.objects.get_for_model(Page)
    UploadedFile.objects.create(for_content_type=about, uploaded_by_user=user, file=ContentFile(b"x", name="een.txt"))
    EditingSession.objects.create(user=user, content_type=about, object_id="1", last_seen_at=timezone.now())
    FormState.objects.create(
        user=user, content_type=about, object_id="1", data={"title": WORDS}, last_updated_at=timezone.now()
    )
    APIToken.objects.create(user=user, name="x", key_hash="k")
    UserProfile.get_for_user(user).save()
    log(instance=user, action="wagtail.edit", user=UserFactory())  # an administrator changed this account
    log(instance=make_invitation(created_by=user).organisation, action="wagtail.edit", user=user)
    release = make_release()
    QuerySet(Release).filter(pk=release.pk).update(created_by=user)
    others = make_certificate("Iemand Anders", learner=LearnerFactory())
    ask_for_name(certificate=others, name="Iemand Beter", explanation="", at=timezone.now())
    NameCorrection.objects.filter(certificate=others).update(
        decided_by=user, decided_at=timezone.now() + timedelta(days=1), outcome="declined"
    )
    revoke(certificate=make_certificate("Nog Iemand"), reason="mistake", at=timezone.now(), by=user)
