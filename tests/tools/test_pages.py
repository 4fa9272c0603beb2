"""A first step, and observation cards: their own contents, and nothing that could be sent."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils.translation import override

from tests.learning.visiting import text_of
from tools import contents

pytestmark = pytest.mark.django_db
STEP, CARDS = "/gereedschap/eerste-stap/", "/gereedschap/kijkkaart/"
FILES = sorted(str(path.relative_to(contents.FOLDER).with_suffix("")) for path in contents.FOLDER.rglob("*.yaml"))


def soup(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def sendable(page: BeautifulSoup) -> list[Tag]:
    """Fields that a browser would send: they have a name, or stand in a form."""
    fields = page.select("main :is(input, textarea, select)")
    return [field for field in fields if field.get("name") or field.find_parent("form")]


@pytest.mark.parametrize("name", FILES)
def test_contents_of_ours_are_sound(name: str) -> None:
    exercise = contents.exercise(name)

    with override("nl"):
        assert exercise.block.checks(exercise.value) == []
    exercise.block.clean(exercise.value)


def test_every_card_is_offered_and_counts() -> None:
    assert {f"cards/{name}" for name in contents.CARDS} == {name for name in FILES if name.startswith("cards/")}
    for name in contents.CARDS:
        value = contents.card(name).value
        assert (value["mode"], len(value["items"]) in range(3, 6)) == ("counter", True)
        assert value["intro"]
        assert value["after"]


def test_ids_of_contents_never_change() -> None:
    """What somebody kept on their device is found by it."""
    assert str(contents.exercise("first-step").id) == "8a5a8ddc-4d7c-55a5-bbaa-c61566684246"


def test_plan_asks_when_what_with_whom_and_what_if(client: Client) -> None:
    page = soup(client, STEP)

    labels = [label.get_text() for label in page.select(".plan__field .field__label")]
    options = [" ".join(option.get_text().split()) for option in page.select("select option")]

    assert labels[:3] == ["Als …", "dan …", "samen met …"]
    assert len(labels) == 7
    assert (options[1], options[7], options[10]) == ("1: helemaal niet", "7: best zeker", "10: niets houdt me tegen")
    assert [row.get_text(strip=True).startswith(label) for row, label in zip(page.select("dt"), labels, strict=True)]


def test_plan_and_cards_have_nothing_that_could_be_sent(client: Client) -> None:
    for path in (STEP, CARDS, *(f"{CARDS}{name}/" for name in contents.CARDS)):
        page = soup(client, path)

        assert sendable(page) == []
        assert page.select("main form") == []
    assert not client.cookies


def test_plan_without_script_says_why_there_is_nothing_to_type_in(client: Client) -> None:
    page = soup(client, STEP)

    assert "Druk deze bladzijde af en schrijf met een pen" in page.select_one("noscript").get_text()
    assert [field for field in page.select("[data-key]") if not field.has_attr("hidden")] == []


@pytest.mark.parametrize("name", contents.CARDS)
def test_card_without_script_has_number_fields_and_no_buttons(client: Client, name: str) -> None:
    page = soup(client, f"{CARDS}{name}/")
    items = list(contents.card(name).value["items"])

    assert [label.get_text() for label in page.select(".tally label")] == items
    assert [field.has_attr("hidden") for field in page.select(".tally input")] == [False] * len(items)
    assert page.select("main button:not([hidden], [hidden] *)") == []


def test_paper_is_four_cards_of_one_or_one_of_each(client: Client) -> None:
    titles: dict[str, Any] = {
        path: [title.get_text() for title in soup(client, path).select(".sheet h2")]
        for path in (CARDS, f"{CARDS}complimenten/")
    }

    assert titles[CARDS] == [contents.card(name).value["title"] for name in contents.CARDS]
    assert titles[f"{CARDS}complimenten/"] == ["Complimenten"] * 4


@pytest.mark.parametrize("name", ["onzin", "signal-route", "cards"])
def test_card_that_is_not_there_is_not_found_in_dutch(client: Client, name: str) -> None:
    answer = client.get(f"{CARDS}{name}/")

    assert answer.status_code == 404
    assert "Deze pagina is er niet" in text_of(answer)
