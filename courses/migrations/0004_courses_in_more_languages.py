"""Let editors translate courses: the languages of the settings, and the right for editors who were there before."""

from typing import Any

from django.conf import settings
from django.db import migrations

from accounts.granting import grant


def add_languages(apps: Any, schema_editor: Any) -> None:
    locales = apps.get_model("wagtailcore", "Locale").objects
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locales.get_or_create(language_code=code)


def let_editors_translate(apps: Any, schema_editor: Any) -> None:
    grant(apps, group="Redacteuren", app="simple_translation", codenames=["submit_translation"])


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_illustration_of_a_course"),
        ("simple_translation", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(add_languages, migrations.RunPython.noop),
        migrations.RunPython(let_editors_translate, migrations.RunPython.noop),
    ]
