"""The one signal of our own: certificates must hear of completion, while learning must not know of certificates."""

from django.dispatch import Signal

#: Sent on commit, once a course is completed for the first time. Sender: Enrolment. Argument: enrolment.
#: Receivers are idempotent; `issue_missing_certificates` repairs what a crash missed.
course_completed = Signal()
