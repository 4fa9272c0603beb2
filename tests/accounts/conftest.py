"""What the tests of the door share."""

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

ASK = "/account/login/"
CODE = "/account/login/code/"


@pytest.fixture
def newest_code(mailoutbox: list[EmailMessage]) -> Callable[[], str]:
    """The code in the newest mail."""

    def read() -> str:
        found = re.search(r"^\d{3}-\d{3}$", str(mailoutbox[-1].body), re.MULTILINE)
        assert found
        return found.group()

    return read


@pytest.fixture
def walk_in(client: Client, newest_code: Callable[[], str]) -> Callable[..., object]:
    """Goes through the door with an address, and answers what came last."""

    def walk(email: str, next_url: str = "") -> object:
        query = f"?next={next_url}" if next_url else ""
        client.post(ASK + query, {"email": email})
        return client.post(CODE + query, {"code": newest_code()})

    return walk
