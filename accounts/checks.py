"""System checks: what must be mended before anything is built or started."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from .retention import FILE, RetentionError, models_without_owner, unclassified_fields, vanished_fields


@register("privacy")
def every_field_is_classified(**kwargs: Any) -> list[CheckMessage]:
    """No field may come to exist without saying what it is for and when it goes."""
    try:
        forgotten, vanished, unowned = unclassified_fields(), vanished_fields(), models_without_owner()
    except RetentionError as error:
        return [Error(str(error), hint=f"Mend {FILE.name}.", id="accounts.E003")]
    return [
        *(
            Error(
                f"{label} is not classified.", hint=f"Say in accounts/{FILE.name} what it is for.", id="accounts.E001"
            )
            for label in forgotten
        ),
        *(
            Error(f"{label} is classified but does not exist.", hint=f"Mend accounts/{FILE.name}.", id="accounts.E002")
            for label in vanished
        ),
        *(
            Error(
                f"{label} does not say whose rows it has.",
                hint=f"Say `of` in accounts/{FILE.name}.",
                id="accounts.E004",
            )
            for label in unowned
        ),
    ]
