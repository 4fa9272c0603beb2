"""Issuing proof, making its file, telling its holder; and what follows: ending, correcting, expiring, erasing.

Rows are the truth; a task is only a hint to do it now.
"""

from certificates.services.accrediting import carry_over
from certificates.services.correcting import AskedAlready, DecidedAlready, approve_name, ask_for_name, decline_name
from certificates.services.ending import HasEnded, NotPrintable, replace, revoke
from certificates.services.erasing import erase_holder
from certificates.services.expiring import remind_of_expiry
from certificates.services.facts import registers_of
from certificates.services.files import enqueue_file, make_file
from certificates.services.holding import share, show_name, want_reminders
from certificates.services.issuing import NotCompleted, issue, issue_if_named
from certificates.services.repairing import issue_missing
from certificates.services.telling import tell_holder
from certificates.services.telling_staff import tell_staff_of_ending, tell_staff_of_wish

__all__ = [
    "AskedAlready",
    "DecidedAlready",
    "HasEnded",
    "NotCompleted",
    "NotPrintable",
    "approve_name",
    "ask_for_name",
    "carry_over",
    "decline_name",
    "enqueue_file",
    "erase_holder",
    "issue",
    "issue_if_named",
    "issue_missing",
    "make_file",
    "registers_of",
    "remind_of_expiry",
    "replace",
    "revoke",
    "share",
    "show_name",
    "tell_holder",
    "tell_staff_of_ending",
    "tell_staff_of_wish",
    "want_reminders",
]
