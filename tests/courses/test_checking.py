"""Every check of a module: a text that it refuses, and one that it lets through."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses.checking import RULES, Draft, check, draft_of
from courses.content import read_steps
from courses.models import ModulePage
from courses.services import publish_release
from exercises.registry import kind, kinds
from tests.factories import CoursePageFactory, ModulePageFactory, UserFactory, step_block, stored_steps, text_block

Block = tuple[str, Any]
LONG = " ".join(["Je", *["heel"] * 19, "lang."])  # 21 words
EVEN_LONGER = " ".join(["Je", *["heel"] * 29, "lang."])  # 31
HARD = "Verwachtingen communiceren bevordert ontwikkelingsmogelijkheden. " * 20


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def text(html: str) -> Block:
    return "text", html if html.startswith("<") else f"<p>{html}</p>"


def callout(words: str) -> Block:
    return "callout", {"tone": "tip", "title": "Let op", "text": f"<p>{words}</p>"}


def case() -> Block:
    return "case", {"title": "Jesse", "text": "<p>Jesse wacht.</p>", "is_fictional": True}


def summary(*points: str) -> Block:
    return "summary", {"points": [{"type": "item", "id": str(uuid4()), "value": point} for point in points]}


def picture(**about: Any) -> Block:
    return "picture", {"image": {"image": 1, "alt_text": "", "decorative": False} | about, "caption": ""}


def exercise(name: str, **changes: Any) -> Block:
    block = kind(name)
    return name, block.from_source(block.parse_source(block.example) | changes)


def draft(*steps: list[Block], level: str = "B1", minutes: int = 1, **about: Any) -> Draft:
    stored = [
        {
            "type": "step",
            "id": str(uuid4()),
            "value": {
                "title": "Een stap",
                "content": [{"type": name, "id": str(uuid4()), "value": value} for name, value in blocks],
            },
        }
        for blocks in steps
    ]
    return Draft("Een module", level, minutes, read_steps(stored), **about)


def of(*blocks: Block, **about: Any) -> Draft:
    return draft(list(blocks), **about)


def choice_without_feedback() -> Block:
    name, raw = exercise("choice")
    raw["options"][0]["value"]["feedback"] = ""
    return name, raw


def dialogue_with_dead_end() -> Block:
    name, raw = exercise("dialogue")
    raw["script"] = raw["script"].replace("-> E1", "-> E9")
    return name, raw


def silent_test() -> Block:
    """A kind that judges, and forgot to look whether it says anything."""
    name, raw = exercise("choice")
    for option in raw["options"]:
        option["value"]["feedback"] = ""
    return name, raw


# For each rule: what it is called, a draft that it refuses and one that it lets through.
CASES: list[tuple[str, bool, Draft, Draft]] = [
    ("long-sentence", True, of(text(LONG)), of(text(LONG.replace("heel ", "", 1)))),
    ("long-sentence", True, of(text(f"<ul><li>{LONG}</li></ul>")), of(text("<ul><li>Heel kort</li></ul>"))),
    ("long-sentence", True, of(text(f"<h2>{LONG}</h2>")), of(text("<h2>Heel kort</h2>"))),
    ("long-sentence", True, of(callout(LONG)), of(callout("Kort."))),
    ("long-sentence", True, of(text("Kort."), summary=LONG), of(text("Kort."), summary="Kort.")),
    ("long-sentence", True, of(text("Kort."), goals=(LONG,)), of(text("Kort."), goals=("Je kunt kort zijn.",))),
    ("long-sentence", True, of(text("Kort."), warning=LONG), of(text("Kort."), warning="Dit kan pijn doen.")),
    ("long-sentence", True, of(exercise("choice", question=LONG)), of(exercise("choice"))),
    ("long-sentence", True, of(text(EVEN_LONGER), level="B2"), of(text(LONG), level="B2")),
    ("long-sentence", True, of(summary(LONG), level="B2"), of(summary("Kort."), level="B2")),
    ("average", True, of(text("Dit is een zin van precies dertien woorden en dat is te veel.")), of(text("Kort."))),
    ("ease", False, of(text(HARD), level="B2"), of(text("Zeg kort wat je wilt. Doe het dan voor. " * 9), level="B2")),
    ("stiff-word", False, of(text("Dit doen we middels een spel.")), of(text("Dit doen we met een spel. Middelste."))),
    ("stiff-word", False, of(text("In het kader van plezier.")), of(text("In het kader staat plezier."))),
    ("long-word", False, of(text("Je verantwoordelijkheidsgevoel.")), of(text("Je gevoel."))),
    ("long-word", False, of(text("Verantwoordelijkheid.")), of(text("Verantwoordelijkheid."), level="B2")),
    ("abbreviation", False, of(text("Bel de VCP.")), of(text("Bel de vertrouwenscontactpersoon. Dat is de VCP."))),
    ("abbreviation", False, of(text("Zie SCP.")), of(text("Het Sociaal Planbureau (SCP) zegt het. Zie SCP."))),
    ("no-source", True, of(text("Van hen mist 40% een dorp.")), of(text("Van hen mist 40% een dorp. [S1]"))),
    ("no-source", True, of(text("Onderzoekers zagen dat.")), of(text("Onderzoek samen wat helpt."))),
    ("no-source", True, of(callout("In 2015 was dat zo.")), of(callout("In 2015 was dat zo. [L:nji]"))),
    ("no-source", True, of(text("<p>Uit onderzoek:</p><ul><li>dit</li></ul>")),
     of(text("<p>Uit onderzoek:</p><ul><li>dit [S1]</li></ul>"))),
    ("no-source", True, of(summary("De helft van 1.200 ouders.")), of(summary("Luister eerst."))),
    ("no-source", False, of(text("De meeste kinderen willen dat.")), of(exercise("choice", question="In 2015?"))),
    ("phone", True, of(text("Bel 0800-2000.")), of(text("Bel [contact:veilig_thuis]."))),
    ("phone", True, of(text("Bel 06 12345678.")), of(text("Wij zijn er van 06.00 tot 12.00 uur."))),
    ("phone", True, of(text("Bel 112.")), of(text("Er waren 112% en 1.112 en 2112."))),
    ("phone", True, of(text("Kort."), summary="Bel 0900 8844."), of(text("Kort."), summary="Bel de politie.")),
    ("phone", True, of(exercise("choice", question="Bel je 088-0767000?")), of(exercise("choice"))),
    ("promise", True, of(text("Je krijgt een diploma.")), of(text("Je krijgt een certificaat."))),
    ("promise", True, of(text("Deze cursus is geaccrediteerd.")), of(text("Deze cursus is van ons."))),
    ("core", True, draft([text("Kort. " * 251)], minutes=2), draft([text("Kort. " * 250)], minutes=2)),
    ("core", True, draft([case()], [text("Kort. " * 251)]), draft([case(), text("Kort. " * 251)])),
    ("core", True, of(text("Kort. " * 451), level="B2"), of(text("Kort. " * 251), level="B2")),
    ("minutes", False, of(text("Kort."), minutes=20), of(text("Kort."), minutes=1)),
    ("minutes", False, of(exercise("choice", minutes=9), minutes=2), of(exercise("choice", minutes=3), minutes=2)),
    ("exercise", True, of(choice_without_feedback()), of(exercise("choice"))),
    ("exercise", True, of(dialogue_with_dead_end()), of(exercise("dialogue"))),
    ("exercise", True, of(("hologram", {"is_required": True, "minutes": 1})), of(exercise("poll"))),
    ("feedback", True, of(silent_test()), of(choice_without_feedback())),
    ("picture", True, of(picture()), of(picture(alt_text="Jesse lacht."))),
    ("picture", True, of(picture()), of(picture(decorative=True))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "is_error", "refused", "fine"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_rule_refuses_one_text_and_lets_another_through(rule: str, is_error: bool, refused: Draft, fine: Draft) -> None:
    found = [finding.is_error for finding in check(refused) if finding.rule == rule]

    assert found
    assert found[0] is is_error
    assert [finding for finding in check(fine) if finding.rule == rule] == []


def test_every_rule_has_a_text_that_it_refuses() -> None:
    silent = [rule.__name__ for rule in RULES if not any(list(rule(refused)) for _n, _e, refused, _f in CASES)]

    assert silent == []


def test_every_rule_lets_every_kind_of_exercise_through() -> None:
    errors = [
        (name, finding.rule, finding.message)
        for name in kinds()
        for finding in check(of(exercise(name), minutes=3))
        if finding.is_error
    ]

    assert errors == []


def test_headings_and_points_do_not_shorten_the_average() -> None:
    short = "<h2>Kort</h2><ul><li>Kort</li><li>Kort.</li></ul>" * 20
    sentence = "<p>Dit is een zin van precies dertien woorden en dat is te veel.</p>"

    found = check(of(text(sentence + short)))

    assert [finding.rule for finding in found if finding.is_error] == ["average"]


def test_words_of_a_source_are_not_ours_to_shorten() -> None:
    assert check(of(("quotation", {"text": LONG, "source": 1}))) == []


def test_finding_says_where_it_stands() -> None:
    subject = of(text("Kort."), callout(LONG))

    (finding,) = [one for one in check(subject) if one.rule == "long-sentence"]

    assert (finding.step, finding.block) == ("Een stap", "Callout")
    assert finding.block_id == str(subject.parts[1].piece.id)
    assert finding.quote == LONG


@pytest.mark.django_db
def test_page_on_the_site_is_checked_like_a_file() -> None:
    course = CoursePageFactory(level="B1")
    steps = stored_steps([step_block("Bellen", text_block("<p>Bel 0800-2000.</p>"))])
    page = ModulePageFactory(parent=course, title="Bellen", minutes=1, steps=steps)

    found = check(draft_of(ModulePage.objects.get(pk=page.pk)))

    assert [(finding.rule, finding.step) for finding in found] == [("phone", "Bellen")]


@pytest.mark.django_db
def test_editor_hears_of_the_errors_where_an_edition_is_made_and_is_not_stopped(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    course = CoursePageFactory(level="B1")
    blocks = [text_block("<p>Bel 0800-2000 middels je telefoon.</p>")]
    ModulePageFactory(parent=course, title="Bellen", steps=stored_steps([step_block("Begin", *blocks)]))

    page = client.get(reverse("courses_admin:edition", args=[course.pk])).content.decode()

    assert "Bellen, Begin: Een telefoonnummer: 0800-2000." in page
    assert "middels" not in page
    assert publish_release(course=course).edition.number == 1
