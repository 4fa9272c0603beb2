"""Words of allauth's pages about passkeys that we say in another way than its own Dutch translation does.

Our translation goes before a library's for the same English text. It stands here so that `make messages` keeps it.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

OWN_WORDS = [
    gettext_noop("Two-Factor Authentication"),
    gettext_noop("Security Keys"),
    gettext_noop("Security key"),
    gettext_noop("No security keys have been added."),
    gettext_noop("Use a security key"),
    gettext_noop("Add Security Key"),
    gettext_noop("Edit Security Key"),
    gettext_noop("Remove Security Key"),
    gettext_noop("Are you sure you want to remove this security key?"),
    gettext_noop("Security key added."),
    gettext_noop("Security key removed."),
    gettext_noop("Security Key Added"),
    gettext_noop("Security Key Removed"),
    gettext_noop("A new security key has been added."),
    gettext_noop("A security key has been removed."),
    gettext_noop("Authenticator App"),
    gettext_noop("An authenticator app is not active."),
    gettext_noop("Activate"),
    gettext_noop("No recovery codes set up."),
]
OWN_COUNTS = [
    ngettext_lazy("You have added %(count)s security key.", "You have added %(count)s security keys."),
]
