"""Give the editors of a site that was there before the glossary what those of a new site get (curriculum.site)."""

from typing import Any

from django.db import migrations

from accounts.granting import grant


def give(apps: Any, schema_editor: Any) -> None:
    grant(
        apps,
        group="Redacteuren",
        app="cms",
        codenames=[f"{what}_glossaryterm" for what in ("add", "change", "delete", "view")],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_glossary_of_difficult_words"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
