"""The host of blocks: files that they bring, services that they ask for, and what an operator hears of them."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from exercises.hosting import Host, Memory
from exercises.xblock.tests import BLOCK, ROOT, installed, value
from tests import xblocks

__all__ = ["installed"]  # a fixture for every test here as well


# -- Files of blocks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("xblock.v1/done/public/check-full.png", 200),
        ("xblock.v1/done/static/css/done.css", 404),
        ("xblock.v1/done/public/../done.py", 404),
        ("xblock.v1/done/public/nothing.png", 404),
        ("xblock.v1/never/public/check-full.png", 404),
        ("elsewhere/done/public/check-full.png", 404),
        ("xblock_asides.v1/acid_aside/public/test_data.json", 404),
    ],
)
def test_only_public_files_of_allowed_blocks_are_served(db: None, path: str, status: int) -> None:
    response = Client().get(f"/oefening/xblock/bron/{path}")

    assert response.status_code == status
    if status == 200:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        response.close()


def test_texts_of_blocks_become_files_named_after_their_content(db: None, tmp_path: Any, settings: Any) -> None:
    from exercises.xblock.host.resources import text_address

    settings.MEDIA_ROOT = tmp_path
    address = text_address("let unieke_tekst = 1;", "js")

    response: Any = Client().get(address)

    assert b"".join(response.streaming_content) == b"let unieke_tekst = 1;"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert text_address("let unieke_tekst = 1;", "js") == address
    assert Client().get(address.replace(".js", ".css")).status_code == 404


def test_style_attributes_stand_under_another_name_and_nothing_else_changes() -> None:
    from exercises.xblock.host.resources import without_style_attributes

    html = (
        '<p title="a > b style=c" style="color: red">style="x"</p><script type="text/template"><i style="y"></script>'
    )

    assert without_style_attributes(html) == html.replace(' style="color', ' data-xblock-style="color')


def test_what_stands_in_data_and_arguments_is_no_markup() -> None:
    from web_fragments.fragment import Fragment

    from exercises.xblock.host.play import runtime_for

    runtime = runtime_for(
        BLOCK.parsed(value(olx='<probe name="&quot;&gt;&lt;b&gt;"/>'), ROOT), Host("/x/", Memory("wie"))
    )
    fragment = Fragment("inhoud")
    fragment.initialize_js("Start", {"answer": "</script><b>"})

    html = runtime.wrap_xblock(runtime.get_block(ROOT), "student_view", fragment, {}).content

    assert "<b>" not in html
    assert html.count("</script>") == 1


# -- Services --------------------------------------------------------------------------------------------------------


def test_texts_come_from_the_package_of_the_block_or_else_from_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exercises.xblock.host.services import I18nService

    folder = tmp_path / "package_with_texts" / "translations" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (tmp_path / "package_with_texts" / "__init__.py").touch()
    texts = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Zone"\nmsgstr "Vak"\n'
    (tmp_path / "text.po").write_text(texts)
    subprocess.run(["msgfmt", "-o", folder / "text.mo", tmp_path / "text.po"], check=True)  # noqa: S603, S607 -- fixed
    monkeypatch.syspath_prepend(tmp_path)
    block = type("Block", (), {"__module__": "package_with_texts.block"})()

    with translation.override("nl"):
        service = I18nService(block)
        found = [service.gettext(text) for text in ("Zone", "January", "Onbekend", "")]

    assert found == ["Vak", "januari", "Onbekend", ""]
    assert service


def test_service_that_there_is_not_is_refused_in_clear_words() -> None:
    from xblock.core import XBlock
    from xblock.exceptions import NoSuchServiceError

    from exercises.xblock.host.play import runtime_for

    block = XBlock.needs("sandbox")(type("Needy", (xblocks.HtmlBlock,), {}))
    runtime = runtime_for(BLOCK.parsed(value(), ROOT), Host("/x/", Memory("wie")))

    with pytest.raises(NoSuchServiceError, match="sandbox"):
        runtime.service(block(runtime, scope_ids=runtime.get_block(ROOT).scope_ids), "sandbox")


def test_runtime_has_no_course_id_since_blocks_take_that_for_open_edx() -> None:
    from exercises.xblock.host.runtime import HostRuntime

    assert not hasattr(HostRuntime, "course_id")


# -- What a block asks of the site -----------------------------------------------------------------------------------


class Greedy(xblocks.HtmlBlock):
    """Wants more than there is."""

    def student_view(self, context: Any) -> Any:
        """Everything that the content policy refuses."""
        from web_fragments.fragment import Fragment

        fragment = Fragment('<a onclick="x()">a</a><script>x()</script><img src="https://elders.example/x.png">')
        fragment.add_javascript("eval('1')")
        fragment.add_css_url("//elders.example/x.css")
        return fragment


def test_operator_hears_what_blocks_ask_and_which_cannot_be_shown(
    monkeypatch: pytest.MonkeyPatch, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from xblock import plugin
    from xblock.core import XBlock

    monkeypatch.setitem(plugin.PLUGIN_CACHE, ("xblock.v1", "greedy"), XBlock.needs("sandbox")(Greedy))
    settings.XBLOCK_TYPES = [*settings.XBLOCK_TYPES, "greedy"]

    with pytest.raises(CommandError, match=r"Cannot be shown: breaks_on_render, gone\."):
        call_command("check_xblocks", "probe", "greedy", "breaks_on_render", "gone")

    said = capsys.readouterr().out
    assert "probe: works, has a score" in said
    assert "needs services that are not here: sandbox" in said
    for asked in (
        "inline event handlers",
        "inline script",
        "files of other sites",
        "eval",
        "left out: //elders.example",
    ):
        assert asked in said
    assert "breaks_on_render: read, but: RuntimeError: render" in said


def test_operator_who_allows_nothing_hears_so(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.XBLOCK_TYPES = []

    call_command("check_xblocks")

    assert capsys.readouterr().out == "No block is allowed: XBLOCK_TYPES is empty.\n"
