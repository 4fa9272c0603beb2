"""Uploads: images come by path and nothing else does, wherever they are kept."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from config.storage import PrivateS3Storage

pytestmark = pytest.mark.django_db  # the page for “not found” asks for the theme
PLACES = {
    "local folder": "django.core.files.storage.FileSystemStorage",
    "a store that has no folders": "django.core.files.storage.InMemoryStorage",
}


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest, settings: Any) -> Any:
    """Where uploads are kept."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": PLACES[request.param]}}
    return default_storage


def test_image_is_served_with_its_kind_and_may_be_kept(client: Client, store: Any) -> None:
    store.save("images/ring.width-100.png", ContentFile(b"png"))

    response = client.get("/media/images/ring.width-100.png")

    assert response.status_code == 200
    assert response.getvalue() == b"png"
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["certificates/2026/11/A.pdf", "documents/a.pdf", "original_images/a.png"])
def test_no_other_file_is_served_by_its_path(client: Client, store: Any, path: str) -> None:
    store.save(path, ContentFile(b"secret"))

    assert client.get(f"/media/{path}").status_code == 404
    assert client.get(f"/media/images/../{path}").status_code == 404
    assert client.get(f"/media/images/%2e%2e/{path}").status_code == 404


def test_image_that_is_not_there_is_not_found(client: Client, store: Any, tmp_path: Path) -> None:
    assert client.get("/media/images/none.png").status_code == 404
    assert client.get("/media/images/").status_code == 404


def test_pictures_in_a_bucket_have_an_address_of_the_site() -> None:
    """Another host would be refused by our own Content-Security-Policy, and a signed address would end."""
    bucket = PrivateS3Storage(bucket_name="leerkring", endpoint_url="https://s3.example.nl")

    assert bucket.url("images/een ring.png") == "/media/images/een%20ring.png"
