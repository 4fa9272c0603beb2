"""The editors' guide in the admin, choosing a source, and the way back from the sources."""

import io
import json
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client

from cms.guide import FOLDER
from curriculum.site import ensure_editors
from tests.factories import SourceFactory, UserFactory, home_page, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    user = UserFactory()
    user.groups.add(ensure_editors(home_page()))
    client.force_login(user)
    return client


def soup_of(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def test_every_page_of_the_guide_can_be_read_and_its_links_lead_somewhere(editor: Client) -> None:
    for file in FOLDER.glob("*.md"):
        address = "/admin/handleiding/" + ("" if file.stem == "index" else f"{file.stem}/")
        page = soup_of(editor, address)
        assert file.read_text(encoding="utf-8").startswith(f"# {page.select_one('main h1').get_text(strip=True)}")
        for link in page.select(".guide a"):
            assert str(link["href"]).startswith("https://") or editor.get(str(link["href"])).status_code == 200


def test_help_in_the_admin_is_ours(editor: Client) -> None:
    help_menu = str(soup_of(editor, "/admin/").select_one("#wagtail-sidebar-props"))

    assert "/admin/handleiding/" in help_menu
    assert "guide.wagtail.org" not in help_menu


@pytest.mark.parametrize("name", ["bestaat-niet", "..", "README"])
def test_page_that_the_guide_does_not_have_is_not_found(editor: Client, name: str) -> None:
    assert editor.get(f"/admin/handleiding/{name}/").status_code == 404


def test_guide_is_for_who_may_enter_the_admin(client: Client) -> None:
    assert client.get("/admin/handleiding/").status_code == 302


def test_an_editor_finds_a_source_by_a_word_of_its_title(editor: Client) -> None:
    SourceFactory(key="S1", title="Samen opvoeden")
    SourceFactory(key="S2", title="Buurtkracht")
    call_command("update_index", stdout=io.StringIO())  # what the task process does after each change

    found = soup_of(editor, "/admin/snippets/choose/cms/source/results/?q=buurt").get_text()

    assert "Buurtkracht" in found
    assert "Samen opvoeden" not in found


@pytest.mark.parametrize(
    ("came_from", "way_back"),
    [
        ("http://testserver/leren/cursus-12345678/module-12345678/2/", ["/leren/cursus-12345678/module-12345678/2/"]),
        ("https://elders.example/leren/x/", []),
        ("http://testserver/cursussen/", []),
        ("", []),
    ],
)
def test_sources_lead_back_to_the_lesson(client: Client, came_from: str, way_back: list[str]) -> None:
    home_page()
    response = client.get("/bronnen/", headers={"Referer": came_from})

    assert [link["href"] for link in BeautifulSoup(response.content, "html.parser").select(".link-back")] == way_back


def _labels(told: object) -> Iterator[str]:
    """Every word of the menu, wherever it stands in what the sidebar is told."""
    if isinstance(told, dict):
        if isinstance(told.get("label"), str):
            yield told["label"]
        for value in told.values():
            yield from _labels(value)
    elif isinstance(told, list):
        for value in told:
            yield from _labels(value)


@pytest.mark.parametrize("is_admin", [False, True])
def test_everything_in_the_menu_has_its_place_in_the_guide(editor: Client, is_admin: bool) -> None:
    if is_admin:
        editor.force_login(UserFactory(is_staff=True, is_superuser=True))
    make_course()  # what is shown only where there is something to do
    guide = " ".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md"))

    props = soup_of(editor, "/admin/").select_one("#wagtail-sidebar-props")
    labels = set(_labels(json.loads(props.text))) if props else set()

    assert len(labels) > 10
    assert sorted(label for label in labels if f"*{label}*" not in guide) == []
