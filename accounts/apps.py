"""The accounts app, and how Wagtail's own user pages are told about our user model."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """People: users, learners, organisations, memberships."""

    name = "accounts"
    default = True
    verbose_name = _("People and organisations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the privacy check, which fails the build on an unclassified field."""
        from . import checks  # noqa: F401 -- checks read the models, which must be loaded first


class UsersAdminConfig(WagtailUsersAppConfig):
    """Takes the place of `wagtail.users` in INSTALLED_APPS: our users have one name and no password."""

    user_viewset = "accounts.wagtail_users.UserViewSet"
