"""The house style in Wagtail's settings, on every page, and by command."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from cms.models import ThemeSettings
from cms.theme import forget_themes
from tests.exercises import html

pytestmark = pytest.mark.django_db
THEMES = Path(__file__).parents[2] / "cms" / "theming" / "invented"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("beheer@example.nl"))
    return client


def settings_url() -> str:
    return f"/admin/settings/cms/themesettings/{Site.objects.get().pk}/"


def sent(**files: tuple[str, bytes]) -> dict[str, object]:
    facts = {"site_name": "Wilgenbeek leert", "issuer": "Gemeente Wilgenbeek", "contact_email": "", "logo": ""}
    return facts | {name: SimpleUploadedFile(file, content) for name, (file, content) in files.items()}


def theme() -> ThemeSettings:
    forget_themes()
    return ThemeSettings.for_site(Site.objects.get())


def test_tokens_of_a_municipality_colour_every_page_and_keep_it_light(admin: Client) -> None:
    tokens = (THEMES / "wilgenbeek.json").read_bytes()

    answer = admin.post(settings_url(), sent(tokens=("tokens.json", tokens)))

    assert answer.status_code == 302
    sheet = theme().sheet
    assert sheet is not None
    page = html.parse(admin.get("/mijn/").content.decode())
    assert page.select_one("html")["data-theme"] == "light"
    assert page.select_one('meta[name="color-scheme"]')["content"] == "light"
    link = page.select_one('link[href^="/thema/"]')["href"]
    style = admin.get(link)
    assert style["Content-Type"].startswith("text/css")
    assert "--c-hue:#1f6f43" in style.content.decode()
    assert "immutable" in style["Cache-Control"]


def test_wrong_file_is_told_at_its_field_and_nothing_changes(admin: Client) -> None:
    answer = admin.post(settings_url(), sent(tokens=("logo.json", b"{")))

    assert answer.status_code == 200
    assert "Dit is geen geldige JSON" in answer.content.decode()
    assert theme().palette == {}
    assert theme().site_name == "Leerkring"


def test_dark_without_light_is_refused(admin: Client) -> None:
    dark = b":root{--utrecht-button-primary-action-background-color:#8fd;--utrecht-button-primary-action-color:#000;"
    dark += b"--utrecht-document-background-color:#111;--utrecht-document-color:#eee}"

    answer = admin.post(settings_url(), sent(dark_tokens=("dark.css", dark)))

    assert "Kies ook de tokens van de lichte stand" in answer.content.decode()
    assert theme().palette == {}


def test_own_colours_come_back(admin: Client) -> None:
    call_command("import_theme", str(THEMES / "oeverland.css"))
    assert theme().sheet is not None

    admin.post(settings_url(), sent() | {"own_colours": "on"})

    forget_themes()
    assert theme().sheet is None
    page = html.parse(admin.get("/mijn/").content.decode())
    assert "data-theme" not in page.select_one("html").attrs
    assert page.select('link[href^="/thema/"]') == []


def test_sheet_of_other_colours_is_gone(client: Client) -> None:
    call_command("import_theme", str(THEMES / "oeverland.css"))

    assert client.get("/thema/0123456789ab.css").status_code == 404


def test_command_says_what_it_changed_and_saves_nothing_on_a_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_theme", str(THEMES / "oeverland.css"), "--dry-run")

    said = capsys.readouterr().out
    assert "#ffd23f" in said
    assert "--c-hue: #4b1d6b" in said
    assert theme().palette == {}


def test_command_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    file = tmp_path / "tokens.css"
    file.write_text("p {}")

    with pytest.raises(CommandError, match=r"tokens\.css"):
        call_command("import_theme", str(file))
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_theme", str(tmp_path / "nowhere.json"))
    with pytest.raises(CommandError):
        call_command("import_theme", str(THEMES / "oeverland.css"), "--site", "nergens.example")


def test_demo_changes_its_clothes_and_no_other_site_does(client: Client, settings: Any) -> None:
    assert client.post("/demo/thema/", {"theme": "oeverland"}).status_code == 404
    settings.DEMO = True

    assert client.post("/demo/thema/", {"theme": "../models.py"}).status_code == 404
    client.post("/demo/thema/", {"theme": "oeverland"})
    assert theme().palette["light"]["hue"] == "#4b1d6b"
    client.post("/demo/thema/", {"theme": ""})
    assert theme().palette == {}
