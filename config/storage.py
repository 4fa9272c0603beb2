"""Uploads in an S3-compatible store, which only the site itself ever meets."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """A private bucket behind the site's own addresses.

    A signed address of the bucket itself would be another host, which our Content-Security-Policy refuses, and would
    end after an hour, while frozen prose with pictures in it is kept.
    """

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address at which `config.media` serves it, if it is an image; other files have views of their own."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name) or "")
