"""A part of learning addresses."""

from django.urls import register_converter


class PlaceConverter:
    """Words and a code, het-netwerk-1f2e3d4c: gives the code, since words may change."""

    regex = r"[-\w]*[0-9a-f]{8}"

    def to_python(self, value: str) -> str:
        """The eight digits at the end."""
        return value[-8:]

    def to_url(self, value: str) -> str:
        """Words and code as they are."""
        return value


register_converter(PlaceConverter, "place")
