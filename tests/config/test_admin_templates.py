"""Wagtail's admin under our Content-Security-Policy: its five templates with inline script are ours."""

import hashlib
import re
from pathlib import Path

import pytest
import wagtail.admin
from django.template.loader import get_template

UPSTREAM = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin"
OURS = Path(__file__).resolve().parents[2] / "config" / "templates" / "wagtailadmin"
#: Of Wagtail's own files. When one changes: compare it with ours, take over what is new, and put its hash here.
HASHES = {
    "widgets/date_input.html": "2557f7a4fd543d7cd6f192a97fdd0c12ebfad9a8d4ab2b7fe72a2f011cd049c8",
    "widgets/time_input.html": "536917c544a135631e8683866e8351bd491822a336c9a59639ab71338638e242",
    "widgets/datetime_input.html": "479d8ddeaa73d2fdd33d584118d51b0c3ec4c2dc5b90a66b526874f9799d2676",
    "panels/inline_panel.html": "195bb0b199edb062dcf41a5a92ecabf5bae52a6eac06823eb3cd12b799be4f89",
    "panels/multiple_chooser_panel.html": "673bc9b26ca95c0385e7ac8a5c81d2449e6e59df841f74fe89d5003f877a653d",
}
INLINE = re.compile(r"<script>")


@pytest.mark.parametrize("name", HASHES)
def test_upstream_template_is_the_one_we_replaced(name: str) -> None:
    assert hashlib.sha256((UPSTREAM / name).read_bytes()).hexdigest() == HASHES[name]


@pytest.mark.parametrize("name", HASHES)
def test_ours_is_used_and_has_no_inline_script(name: str) -> None:
    template = get_template(f"wagtailadmin/{name}")

    assert Path(template.origin.name) == OURS / name
    assert not INLINE.search((OURS / name).read_text())


def test_no_other_template_of_the_admin_has_inline_script() -> None:
    found = {str(path.relative_to(UPSTREAM)) for path in UPSTREAM.rglob("*.html") if INLINE.search(path.read_text())}

    assert found == set(HASHES)
