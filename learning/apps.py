"""The learning app listens to one thing of another's: somebody signed in."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Learners' records and pages."""

    name = "learning"

    def ready(self) -> None:
        """Merge a guest into the account they sign in to."""
        from allauth.account.signals import user_logged_in

        from learning.guests import bring_guest_along

        user_logged_in.connect(bring_guest_along, dispatch_uid="learning.bring_guest_along")
