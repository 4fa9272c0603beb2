"""The manifest and the worker, as a browser asks for them."""

import struct

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from wagtail.models import Site

from cms.models import ThemeSettings
from cms.theme import forget_themes

pytestmark = pytest.mark.django_db


def test_the_manifest_has_the_name_of_the_site_and_icons_of_the_size_it_says(client: Client) -> None:
    theme = ThemeSettings.for_site(Site.objects.get())
    theme.site_name = "Leren in Wilgenbeek"
    theme.save()
    forget_themes()

    response = client.get("/manifest.webmanifest")

    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["lang"]) == ("Leren in Wilgenbeek", "nl")
    assert client.get(manifest["start_url"]).status_code == 200
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]
    for icon in manifest["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        with open(file, "rb") as opened:
            width, height = struct.unpack(">II", opened.read(24)[16:])
        assert f"{width}x{height}" == icon["sizes"]


def test_the_worker_is_script_for_the_whole_site_and_never_kept(client: Client) -> None:
    response = client.get("/sw.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert b'const DEVICE_PAGE = "/mijn/onderweg/";' in response.content
    assert "connect-src 'self'" in response["Content-Security-Policy"]


def test_the_page_that_stands_in_is_nobodys(client: Client) -> None:
    page = BeautifulSoup(client.get("/mijn/onderweg/").content, "html.parser")

    assert page.find("meta", {"name": "device-key"})["content"] == ""
