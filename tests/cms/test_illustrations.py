"""Pictures of our own: light, in the colours of the house, with words for who cannot see them."""

import gzip
import re
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cms.blocks import IllustrationBlock
from cms.illustrations.colours import DAY, SHADE_OPACITY
from cms.illustrations.drawing import _shapes, by_itself, on_page
from cms.illustrations.scenes import SCENES
from courses.services import publish_release
from learning.study import course_study
from tests.factories import CoursePageFactory, ModulePageFactory, make_course, step_block, stored_steps

STYLES = Path(__file__).parents[2] / "static/css/components/illustration.css"
LIGHT = 6 * 1024  # bytes, compressed, of a scene on a page


def colours_in(css: str) -> dict[str, str]:
    return dict(re.findall(r"--i-([a-z]+): (#[0-9a-f]+);", css))


def rules_in(css: str) -> dict[str, str]:
    """What each class is filled with."""
    return dict(re.findall(r"\.i-([a-z-]+) \{ fill: ([^;]+);", css))


# -- Drawing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SCENES)
def test_scene_is_light_and_needs_nothing_but_the_style_sheet(key: str) -> None:
    svg = on_page(key)

    elements = list(ElementTree.fromstring(svg).iter())  # noqa: S314 -- our own drawing
    attributes = {name for element in elements for name in element.attrib}
    assert len(gzip.compress(svg.encode())) <= LIGHT
    assert not attributes & {"style", "id", "fill", "stroke", "href"}
    assert {element.get("class", "")[2:] for element in elements[1:]} - {""} <= DAY.keys()


@pytest.mark.parametrize("key", SCENES)
def test_scene_by_itself_has_its_colours_in_it(key: str) -> None:
    elements = list(ElementTree.fromstring(by_itself(key)).iter())  # noqa: S314 -- our own drawing

    shapes = [element for element in elements[1:] if not element.tag.endswith("}g")]
    assert {element.get("fill") for element in shapes} <= set(DAY.values())
    assert not [element for element in shapes if element.get("class")]


def test_colours_of_the_day_are_those_of_the_style_sheet() -> None:
    css = STYLES.read_text(encoding="utf-8")
    by_day = css.partition("@media")[0]

    filled = {name: colours_in(by_day).get(fill[8:-1], fill) for name, fill in rules_in(css).items()}
    assert filled == DAY
    assert f"fill-opacity: {SHADE_OPACITY};" in css


def test_night_is_the_same_for_the_wish_of_the_system_and_for_a_chosen_theme() -> None:
    _day, wished, chosen = STYLES.read_text(encoding="utf-8").split("@media screen")[:3]

    assert colours_in(wished) == colours_in(chosen)
    assert colours_in(wished).keys() == colours_in(_day).keys()


def test_words_stand_in_for_the_picture_or_it_is_passed_over() -> None:
    assert 'role="img" aria-label="Thee &amp; &lt;taart&gt;"' in on_page("keukentafel", "Thee & <taart>")
    assert "aria-label" not in on_page("keukentafel")
    assert 'aria-hidden="true"' in on_page("keukentafel")


def test_scene_that_is_no_longer_there_shows_nothing() -> None:
    assert on_page("bestaat-niet", "Iets") == ""


# -- Choosing --------------------------------------------------------------------------------------------------------


def test_picture_to_choose_from_has_an_address(client: Client, db: None) -> None:
    answer = client.get(reverse("cms:illustration", args=["keukentafel"]))

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.decode() == by_itself("keukentafel")
    assert client.get(reverse("cms:illustration", args=["bestaat-niet"])).status_code == 404


def test_editor_sees_every_scene_and_no_empty_choice() -> None:
    field = IllustrationBlock().child_blocks["scene"].field
    html = field.widget.render("scene", "", {"id": "scene"})

    assert re.findall(r'src="/illustraties/([a-z-]+)\.svg"', html) == list(SCENES)
    assert 'value=""' not in html


@pytest.mark.parametrize(("alt", "is_decorative"), [("", False), ("Thee.", True)])
def test_editor_says_what_it_shows_or_that_it_is_decoration(alt: str, is_decorative: bool) -> None:
    block = IllustrationBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"scene": "keukentafel", "alt": alt, "is_decorative": is_decorative}))
    assert list(caught.value.block_errors) == ["alt"]


@pytest.mark.parametrize(("alt", "is_decorative"), [("Thee.", False), ("", True)])
def test_either_is_enough(alt: str, is_decorative: bool) -> None:
    block = IllustrationBlock()
    value = block.to_python({"scene": "keukentafel", "alt": alt, "is_decorative": is_decorative})

    assert block.clean(value)["alt"] == alt


# -- On pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def module_address(db: None) -> str:
    """A released module with a picture on its only step."""
    value = {"scene": "keukentafel", "alt": "Samira schenkt thee in.", "is_decorative": False}
    step = step_block("Aan tafel", {"type": "illustration", "id": str(uuid4()), "value": value})
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step]))
    publish_release(course=course)
    study = course_study(learner=None, course_code=course.code)
    return str(study.module_rows[0]["url"])


@pytest.mark.parametrize("part", ["1/", "print/"])
def test_learner_gets_the_picture_with_its_words(client: Client, module_address: str, part: str) -> None:
    html = client.get(module_address + part).content.decode()

    assert 'role="img" aria-label="Samira schenkt thee in."' in html


def test_course_shows_its_picture_on_its_card_and_to_who_has_not_begun(client: Client, db: None) -> None:
    course = make_course(scene="training")

    for address in ["/cursussen/", course.address]:
        html = client.get(address).content.decode()
        assert html.count(_shapes("training")) == 1, address
    client.post(reverse("learning:begin", args=[course_study(learner=None, course_code=course.code).slug]))
    assert "illustration" not in client.get(course.address).content.decode()


def test_course_without_a_picture_shows_its_ring(client: Client, db: None) -> None:
    course = make_course()

    for address in ["/cursussen/", course.address]:
        html = client.get(address).content.decode()
        assert 'class="illustration"' not in html
        assert 'class="ring' in html


def test_course_has_no_picture_that_is_not_there(db: None) -> None:
    course = make_course()
    course.scene = "bestaat-niet"

    with pytest.raises(ValidationError):
        course.full_clean()
