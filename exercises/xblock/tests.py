"""What is particular to `xblock`: what an editor writes and what becomes of it. Calls: tests/learning/test_calls.py."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as site
from django.http import HttpRequest
from django.test import Client
from django.utils.translation import get_language, override

from exercises.contract import Outcome, SourceError
from exercises.hosting import CallRefused, Event, Host, Memory, Reach, Shelf
from exercises.rendering import Shown
from exercises.xblock.events import Graded, judge
from exercises.xblock.kind import XBlockExercise
from tests import xblocks
from tests.exercises import html, play

BLOCK = XBlockExercise()
ROOT = str(play.EXERCISE_ID)
STARTS = """
import sys, django
django.setup()
import config.urls
from exercises.registry import kinds
[block.get_preview_value() for block in kinds().values()]
found = {"xblock.core", "xblock.runtime", "webob", "web_fragments"} & sys.modules.keys()
sys.exit(", ".join(found) or None)
"""


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    xblocks.install(monkeypatch, settings)


def value(block: str = "probe", **fields: Any) -> Any:
    raw = {**play.raw_example(BLOCK), "block": block, "settings": "", **fields}
    return BLOCK.to_python(raw)


def complaints(block: str = "probe", **fields: Any) -> list[tuple[str, str]]:
    return [(problem.field, str(problem.message)) for problem in BLOCK.checks(value(block, **fields))]


def rendered(block: str = "probe", **fields: Any) -> str:
    from exercises.xblock.host.play import rendered as render

    html: str = render(BLOCK.parsed(value(block, **fields), ROOT), Host("/x/", Memory("wie")))["html"]
    return html


def test_a_block_speaks_the_language_of_its_course(monkeypatch: pytest.MonkeyPatch) -> None:
    from exercises.xblock.host import play as blocks

    spoken = []

    def rendered_now(*_given: object) -> dict[str, Any]:
        spoken.append(get_language())
        return {"html": "", "resources": []}

    monkeypatch.setattr(blocks, "rendered", rendered_now)
    exercise = replace(play.exercise_from(BLOCK, {**play.raw_example(BLOCK), "block": "probe"}), language="nl")

    with override("en"):
        page = html.parse(Shown(exercise, "/x/", host=Host("/x/", Memory("wie"))).render(HttpRequest()))

    assert spoken == ["nl"]
    assert page.select_one(".xblock-place__block")["lang"] == "nl"


# -- The library -----------------------------------------------------------------------------------------------------


def test_library_is_not_imported_when_the_site_starts() -> None:
    command = [sys.executable, "-c", STARTS]
    done = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed

    assert done.stderr.strip() == ""
    assert done.returncode == 0


# -- What an editor writes -------------------------------------------------------------------------------------------


def test_fields_of_the_form_reach_the_block() -> None:
    html = rendered(settings=json.dumps({"title": "Mijn titel", "size": 4, "colour": "blue"}))

    assert "|Mijn titel|4|blue<" in html


def test_olx_reaches_the_block_and_fields_stand_above_it() -> None:
    olx = '<probe title="Uit OLX" size="5"/>'

    assert "|Uit OLX|5|red<" in rendered(olx=olx)
    assert "|Uit de velden|5|red<" in rendered(olx=olx, settings='{"title": "Uit de velden"}')


def test_children_of_olx_are_shown_in_order() -> None:
    html = rendered("parent", olx="<parent><html>een</html><!-- niets --><html>twee</html></parent>")

    assert html.index("een") < html.index("twee")
    assert f'data-usage="{ROOT}.1"' in html


@pytest.mark.parametrize(
    ("olx", "said"),
    [
        ("<probe", "Regel 1: Dit is geen geldige XML: Couldn't find end of Start Tag probe"),
        (
            "<probe>\n\n<oeps></probe>",
            "Regel 3: Dit is geen geldige XML: Opening and ending tag mismatch: oeps",
        ),
        ("<parent>\n<video/>\n</parent>", "Regel 1: De OLX begint met <parent>, maar het soort blok is “probe”."),
        ('<probe\n title="x"\n taal="nl"/>', "Regel 3: <probe> heeft geen veld “taal”. Wel: "),
        ('<probe\n\n mine="3"/>', "Regel 3: “mine” vult de deelnemer, niet jij. Haal dit weg."),
        ("<probe>\n<html/></probe>", "Regel 2: <probe> kan geen blokken in zich hebben."),
        ('<probe together="3"/>', "Regel 1: “together” vult de deelnemer, niet jij. Haal dit weg."),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><probe>&e;</probe>', "Regel 1: Een documenttype"),
        ('<probe size="veel"/>', "Het blok kan dit niet lezen: "),
        ("<probe>\0</probe>", "Regel 1: Dit is geen geldige XML: Invalid character: Char 0x0 out of allowed range"),
    ],
)
def test_olx_that_is_wrong_is_told_with_its_line(olx: str, said: str) -> None:
    [(field, message)] = complaints(olx=olx)

    assert field == "olx"
    assert message.startswith(said)


def test_tag_within_that_is_no_allowed_block_is_told_with_its_line() -> None:
    assert complaints("parent", olx="<parent>\n<html/>\n<video/>\n</parent>") == [
        ("olx", f"Regel 3: Het blok “video” mag niet op deze site. Wel: {', '.join(site.XBLOCK_TYPES)}.")
    ]


def test_block_that_cannot_read_its_olx_is_told() -> None:
    assert complaints("breaks_on_parse", olx="<breaks_on_parse/>") == [
        ("olx", "Het blok kan dit niet lezen: RuntimeError: parse")
    ]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("never", "Het blok “never” mag niet op deze site. Wel: "),
        ("gone", "Het pakket van het blok “gone” staat niet op deze site."),
        ("breaks_on_import", "Het blok “breaks_on_import” kan niet worden geladen: ImportError: import"),
    ],
)
def test_block_that_cannot_be_had_is_told(block: str, said: str) -> None:
    [(field, message)] = complaints(block)

    assert field == "block"
    assert message.startswith(said)


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"size": 12}, "“size”: Zorg ervoor dat deze waarde hoogstens 9 is."),
        ({"size": "veel"}, "“size”: Voer een geheel getal in."),
        ({"colour": "green"}, "“colour”: Selecteer een geldige keuze. green is geen beschikbare keuze."),
        ({"mine": 1}, "Het blok heeft geen eenvoudig veld met de naam mine. Wel: title, size, ratio, is_big, colour."),
    ],
)
def test_field_that_is_filled_in_wrongly_is_told_by_its_name(filled: dict[str, Any], said: str) -> None:
    assert complaints(settings=json.dumps(filled)) == [("settings", said)]


def test_what_is_wrong_with_fields_and_with_olx_is_told_at_once() -> None:
    found = complaints(settings="{", olx="<oeps")

    assert [field for field, _message in found] == ["settings", "olx"]


@pytest.mark.parametrize("text", ["{", "[]", "5", '"x"'])
def test_fields_that_are_no_json_are_told(text: str) -> None:
    [(field, message)] = complaints(settings=text)

    assert field == "settings"
    assert message.startswith("Dit is geen JSON")


def test_form_of_a_type_has_its_simple_fields_with_labels_and_limits(db: None) -> None:
    client = Client()
    client.force_login(_editor())

    html = client.post("/admin/xblock/fields/", {"block": "probe", "settings": '{"size": 4}'}).content.decode()

    assert [
        name for name in ("title", "size", "ratio", "is_big", "colour") if f'name="xblock-{name}"' not in html
    ] == []
    assert "xblock-mine" not in html
    assert "xblock-words" not in html
    assert ">Titel</label>" in html
    assert 'value="4" min="1" max="9"' in html
    assert '<option value="blue">Blauw</option>' in html


def test_form_of_a_type_that_cannot_be_had_says_why(db: None) -> None:
    client = Client()
    client.force_login(_editor())

    html = client.post("/admin/xblock/fields/", {"block": "gone"}).content.decode()

    assert "Het pakket van het blok “gone” staat niet op deze site." in html


def test_form_is_for_editors(db: None) -> None:
    assert Client().post("/admin/xblock/fields/", {"block": "probe"}).status_code == 302


def _editor() -> Any:
    from tests.factories import UserFactory

    return UserFactory(is_staff=True, is_superuser=True)


def test_alternative_is_asked_for() -> None:
    from wagtail.blocks.struct_block import StructBlockValidationError

    with pytest.raises(StructBlockValidationError) as refused:
        BLOCK.clean(value(alternative=""))

    assert list(refused.value.block_errors) == ["alternative"]


def test_settings_that_are_no_fields_are_refused_in_a_source() -> None:
    source = BLOCK.parse_source(BLOCK.example)

    with pytest.raises(SourceError, match="settings"):
        BLOCK.from_source(source | {"settings": [1]})


# -- What blocks report ----------------------------------------------------------------------------------------------

ALONE = Graded("a", ("a",), frozenset())


def outcome(*events: tuple[str, dict[str, Any]], graded: Graded = ALONE, needed: int = 100) -> Outcome:
    return judge([Event("a", *event) for event in events], {}, graded, needed).outcome


@pytest.mark.parametrize(
    ("events", "needed", "expected"),
    [
        ([("grade", {"value": 1, "max_value": 2})], 100, Outcome(0.5, False, False)),
        ([("grade", {"value": 1, "max_value": 2})], 50, Outcome(0.5, True, True)),
        ([("grade", {"value": 0, "max_value": 2})], 0, Outcome(0.0, True, True)),
        ([("grade", {"value": float("nan"), "max_value": 2})], 0, Outcome(completed=False)),
        ([("completion", {"completion": 1.0})], 100, Outcome(completed=False)),
        ([("completion", {"completion": 1.0})], 0, Outcome(completed=True)),
        (
            [("grade", {"value": 2, "max_value": 2}), ("grade", {"value": 1, "max_value": 2})],
            100,
            Outcome(0.5, False, False),
        ),
        (
            [
                ("grade", {"value": 2, "max_value": 2}),
                ("grade", {"value": 1, "max_value": 2, "only_if_higher": True}),
            ],
            100,
            Outcome(1.0, True, True),
        ),
    ],
)
def test_reports_of_a_graded_block(events: list[Any], needed: int, expected: Outcome) -> None:
    assert outcome(*events, needed=needed) == expected


def test_progress_counts_for_a_block_that_does_not_tell_of_completion_itself() -> None:
    plain, custom = Graded("a", (), frozenset()), Graded("a", (), frozenset({"a"}))

    assert outcome(("progress", {}), graded=plain) == Outcome()
    assert outcome(("progress", {}), graded=custom) == Outcome(completed=False)
    assert outcome(("completion", {"completion": 0.5}), graded=plain) == Outcome(completed=False)


# -- What is remembered ----------------------------------------------------------------------------------------------


def test_memory_gives_copies_and_keeps_what_json_can_hold() -> None:
    shelf = Shelf(Reach.LEARNER, "x")
    memory = Memory("wie", {}, {shelf: {"g": {"n": [1]}}})

    memory.read(shelf, "g", "n").append(2)
    memory.write(shelf, "g", "tuple", (1, 2))

    assert memory.read(shelf, "g", "n") == [1]
    assert memory.read(shelf, "g", "tuple") == [1, 2]
    with pytest.raises(TypeError):
        memory.write(None, "g", "n", object())


def test_memory_refuses_more_than_can_be_kept() -> None:
    memory = Memory("wie")
    memory.write(None, "g", "n", "x" * 100_001)

    with pytest.raises(CallRefused):
        memory.check_size()
