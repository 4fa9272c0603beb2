"""How users and learners are made and found."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models


def normalise_email(email: str) -> str:
    """One spelling per mailbox: nobody keeps two that differ only in capitals."""
    return email.strip().lower()


class UserManager(BaseUserManager):
    """Users are known by their e-mail address and never have a password."""

    def create_user(self, email: str, password: None = None, **fields: Any) -> Any:
        """Make a user. A password is refused: the one door gives codes."""
        if not email or not email.strip():
            raise ValueError("A user needs an e-mail address.")
        if password is not None:
            raise ValueError("Users have no passwords: they sign in with a code.")
        user: Any = self.model(email=normalise_email(email), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: None = None, **fields: Any) -> Any:
        """Make somebody who may do everything in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Any:
        """Find a user however the address was typed."""
        return self.get(email=normalise_email(username or ""))

    async def aget_by_natural_key(self, username: str | None) -> Any:
        """Find a user however the address was typed, without blocking."""
        return await self.aget(email=normalise_email(username or ""))


class LearnerQuerySet(models.QuerySet):
    """Learners, with and without an account."""

    def guests(self) -> "LearnerQuerySet":
        """Learners who are known only by a cookie on one device."""
        return self.filter(user__isnull=True)
