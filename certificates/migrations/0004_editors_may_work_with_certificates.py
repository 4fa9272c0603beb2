"""Give the editors of a site that was there before certificates what those of a new site get (curriculum.site).

Once: whoever takes a permission away from the group afterwards has the last word. A new site has no group yet.
"""

from typing import Any

from django.db import migrations

from accounts.granting import grant

EDITORS = "Redacteuren"
MAY = [
    "view_certificate",
    "change_certificate",
    "view_namecorrection",
    *(f"{what}_{model}" for model in ("accreditation", "certificatedesign") for what in ("add", "change", "view")),
    "delete_accreditation",
    "delete_certificatedesign",
]


def give(apps: Any, schema_editor: Any) -> None:
    grant(apps, group=EDITORS, app="certificates", codenames=MAY)


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_proof_of_a_certificate"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
