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
        """Register the privacy check, which fails the build on an unclassified field; hear of who comes and goes."""
        from allauth.account.signals import user_logged_in as came_through_the_door
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from . import checks, devices  # checks read the models, which must be loaded first
        from .languages import follow_account

        assert checks  # registers itself
        user_logged_in.connect(devices.on_signed_in, dispatch_uid="accounts.device_signed_in")
        user_logged_out.connect(devices.on_signed_out, dispatch_uid="accounts.device_signed_out")
        came_through_the_door.connect(follow_account, dispatch_uid="accounts.follow_account")


class UsersAdminConfig(WagtailUsersAppConfig):
    """Takes the place of `wagtail.users` in INSTALLED_APPS: our users have one name and no password."""

    user_viewset = "accounts.wagtail_users.UserViewSet"
