"""Issuing proof, making its file, telling its holder. Rows are the truth; a task is only a hint to do it now."""

from certificates.services.files import enqueue_file, make_file
from certificates.services.issuing import NotCompleted, issue, issue_if_named
from certificates.services.repairing import issue_missing
from certificates.services.telling import tell_holder

__all__ = ["NotCompleted", "enqueue_file", "issue", "issue_if_named", "issue_missing", "make_file", "tell_holder"]
