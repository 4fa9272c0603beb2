"""Certificates hear of completed courses through learning's signal."""

from typing import Any

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Issued proof."""

    name = "certificates"

    def ready(self) -> None:
        """Listen to completion, and register the check that the fonts are there."""
        from certificates import checks  # noqa: F401 -- registers itself
        from learning.signals import course_completed

        course_completed.connect(_on_completed, dispatch_uid="certificates.issue")


def _on_completed(sender: Any, enrolment: Any, **kwargs: Any) -> None:
    from django.utils import timezone

    from certificates.services import issue_if_named

    issue_if_named(enrolment=enrolment, at=timezone.now())
