"""Addresses of the door and the account. Replaces `allauth.urls`: what is not listed here does not exist.

Include this before Wagtail's admin, whose own sign-in and account pages would ask for passwords and first names.
"""

from allauth.account.views import account_inactive, logout
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from . import address_views, languages, views, wagtail_account

door = views.AskView.as_view()
our_patterns = [
    path("account/", views.account, name="account"),
    path("account/adres/", address_views.new_address, name="new-address"),
    path("account/apparaten/", address_views.sign_out, name="sign-out-devices"),
    path("begin-opnieuw/", views.begin_again, name="begin-again"),
    path("taal/", languages.choose_language, name="choose-language"),
    path("demo/", views.demo, name="demo"),
]
urlpatterns = [
    path("", include((our_patterns, "accounts"))),
    path("account/login/", door, name="account_login"),
    path("account/login/", door, name="account_signup"),
    path("account/login/", door, name="account_request_login_code"),
    path("account/login/code/", views.CodeView.as_view(), name="account_confirm_login_code"),
    path("account/logout/", logout, name="account_logout"),
    path("account/inactive/", account_inactive, name="account_inactive"),
    path("account/passkeys/", include("allauth.mfa.urls")),
    path("admin/login/", RedirectView.as_view(url="/account/login/?next=/admin/")),
    path("admin/account/", require_admin_access(wagtail_account.AccountView.as_view())),
]
