"""What a migration gives to a group that was there before something new could be allowed."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.management import create_permissions


def grant(apps: Any, *, group: str, app: str, codenames: Collection[str]) -> None:
    """Let a group of an existing site do this too; on a site without that group nothing happens.

    `apps` are those of the migration. Django makes permissions after all migrations; where these all come at once they
    are not there yet, so they are made here.
    """
    found = apps.get_model("auth", "Group").objects.filter(name=group).first()
    if found is None:
        return
    config = apps.get_app_config(app)
    is_stub = not getattr(config, "models_module", None)  # as it is while migrating
    if is_stub:
        config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    if is_stub:
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    found.permissions.add(*permissions.filter(content_type__app_label=app, codename__in=codenames))
