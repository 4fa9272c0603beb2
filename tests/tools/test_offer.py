"""The page that offers the tools, and the way there."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template
from django.test import Client

from tests.factories import home_page
from tools.offer import TOOLS

pytestmark = pytest.mark.django_db


def test_page_offers_every_tool_with_the_moment_to_use_it(client: Client) -> None:
    page = BeautifulSoup(client.get("/gereedschap/").content, "html.parser")
    cards = page.select(".tool-card")

    assert [card.select_one("a")["href"] for card in cards] == [tool.url for tool in TOOLS]
    assert [card.select_one("p").get_text()[:4] for card in cards] == ["Als "] * len(TOOLS)
    assert len(page.select(".tool-card svg[aria-hidden=true]")) == len(TOOLS)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_tool_that_is_offered_is_there_and_leads_back(client: Client, tool: object) -> None:
    answer = client.get(tool.url)

    assert get_template(tool.art)
    assert answer.status_code == 200
    back = BeautifulSoup(answer.content, "html.parser").select_one(".link-back")
    assert back["href"] == "/gereedschap/"


def test_navigation_leads_to_the_tools_and_says_when_one_is_there(client: Client) -> None:
    home_page()

    links = [
        BeautifulSoup(client.get(path).content, "html.parser").select_one(".site-nav a[href='/gereedschap/']")
        for path in ("/", "/gereedschap/", "/gereedschap/gesprek/")
    ]

    assert [link.get_text() for link in links] == ["Gereedschap"] * 3
    assert [link.get("aria-current") for link in links] == [None, "page", None]
