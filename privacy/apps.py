"""The privacy app. It has no tables: it reads and empties those of all others."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Export, erasure and clearing away, as the retention file says."""

    name = "privacy"
