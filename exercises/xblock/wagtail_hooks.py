"""What an editor's form of a block needs in Wagtail's admin: its fields, asked for when a type is chosen."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail import hooks

from exercises.xblock.allowed import BlockUnavailable
from exercises.xblock.refusals import say_unavailable


@require_POST
def fields(request: HttpRequest) -> HttpResponse:
    """The form of the simple fields of a block type, with what was filled in so far."""
    from exercises.xblock.host.form import form_for, problems_in

    block_type = request.POST.get("block", "")
    try:
        settings = json.loads(request.POST.get("settings") or "{}")
    except ValueError:
        settings = {}
    context: dict[str, Any] = {"problems": []}
    try:
        if block_type:
            settings = settings if isinstance(settings, dict) else {}
            context = {"form": form_for(block_type, settings), "problems": problems_in(block_type, settings)}
    except BlockUnavailable as error:
        context["problems"] = [say_unavailable(error)]
    return render(request, "exercises/xblock_fields.html", context)


@hooks.register("register_admin_urls")
def register_fields() -> list[Any]:
    """Where the form comes from."""
    return [path("xblock/fields/", fields, name="xblock_fields")]


@hooks.register("insert_editor_js")
def load_fields() -> SafeString:
    """The script that asks for it."""
    return format_html(
        '<script src="{}" data-xblock-fields="{}"></script>',
        static("exercises/xblock-editor.js"),
        reverse("xblock_fields"),
    )
