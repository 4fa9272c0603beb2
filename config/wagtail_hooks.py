"""What the installation adds to Wagtail's admin: the script that lets it work under our Content-Security-Policy."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def start_widgets_without_inline_script() -> SafeString:
    """See config/templates/wagtailadmin."""
    return format_html('<script src="{}"></script>', static("config/csp-init.js"))
