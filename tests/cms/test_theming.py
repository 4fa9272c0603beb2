"""A house style from a municipality's design tokens: read, distilled, checked pair by pair, repaired or refused."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.theming.colours import Colour, contrast
from cms.theming.distilling import Refused, distil, faults_in
from cms.theming.pairs import PAIRS
from cms.theming.reading import Unreadable, read_tokens
from cms.theming.sheet import Sheet, stored

THEMES = Path(__file__).parents[2] / "cms" / "theming" / "invented"
CSS = Path(__file__).parents[2] / "static" / "css"
hexadecimals = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def tokens_of(**changes: str) -> dict[str, str]:
    return {
        "utrecht-button-primary-action-background-color": "#1f6f43",
        "utrecht-button-primary-action-color": "#ffffff",
        "utrecht-document-background-color": "#ffffff",
        "utrecht-document-color": "#222222",
    } | {name.replace("_", "-"): value for name, value in changes.items()}


# -- Reading ---------------------------------------------------------------------------------------------------------


def test_references_are_followed_in_json_of_both_dialects() -> None:
    tokens = read_tokens((THEMES / "wilgenbeek.json").read_bytes())

    assert tokens["utrecht-button-primary-action-background-color"] == "#1f6f43"
    assert tokens["utrecht-button-primary-action-color"] == "#ffffff"
    assert tokens["utrecht-button-border-radius"] == "4px"


def test_variables_are_followed_in_css_and_media_queries_and_circles_are_left_out() -> None:
    tokens = read_tokens((THEMES / "oeverland.css").read_bytes())

    assert tokens["denhaag-button-primary-action-background-color"] == "#ffd23f"
    assert tokens["denhaag-link-color"] == "#4b1d6b"
    assert "oeverland-round" not in tokens


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "geen geldige JSON"),
        (b"\xff\xfe", "geen UTF-8-tekst"),
        (b"p { color: red }", "geen design tokens"),
        (b"[1]", "geen design tokens"),
        (b"", "geen design tokens"),
        (b" " * 2_000_001, "groter dan 2 MB"),
    ],
)
def test_unreadable_file_is_refused_in_words(content: bytes, words: str) -> None:
    with override("nl"), pytest.raises(Unreadable, match=words):
        read_tokens(content)


@given(content=st.binary(max_size=300))
def test_any_file_is_read_or_refused_in_words(content: bytes) -> None:
    with suppress(Unreadable):
        assert all(isinstance(value, str) for value in read_tokens(content).values())


# -- Distilling ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wilgenbeek.json", "oeverland.css"])
def test_theme_names_every_colour_that_pairs_speak_of_and_keeps_each_pair_apart(name: str) -> None:
    palette = distil(read_tokens((THEMES / name).read_bytes()))

    assert {colour for front, behind, _least in PAIRS for colour in (front, behind)} - {
        "warm",
        "on-warm",
    } <= palette.colours.keys()
    assert faults_in(palette.colours) == []


def test_buttons_take_the_colour_of_links_where_their_own_is_too_light_for_words() -> None:
    with override("nl"):
        palette = distil(read_tokens((THEMES / "oeverland.css").read_bytes()))

    assert palette.colours["hue"] == "#4b1d6b"
    assert palette.colours["field"] == "#ffd23f"
    assert palette.colours["on-field"] == "#000000"
    assert palette.radius == "999px"
    assert palette.changes == [
        "Knoppen krijgen de kleur van links, #4b1d6b: die van knoppen, #ffd23f, is te licht voor woorden."
    ]


def test_faint_colour_is_repaired_and_told() -> None:
    with override("nl"):
        palette = distil(tokens_of(utrecht_document_color="#999999"))

    assert contrast(Colour(palette.colours["text"]), Colour("#ffffff")) >= 4.5
    assert any("#999999 is hier te zwak" in change for change in palette.changes)


def test_pair_comes_from_one_family_of_names() -> None:
    """A foreground of one family on a background of another once had a contrast of 1.14."""
    tokens = {
        "nl-button-primary-background-color": "#222222",
        "utrecht-button-primary-action-background-color": "#1f6f43",
        "utrecht-button-primary-action-color": "#eeffee",
    }

    palette = distil(tokens)

    assert (palette.colours["hue"], palette.colours["on-hue"]) == ("#1f6f43", "#eeffee")


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ({"utrecht-link-color": "#123456"}, "geen kleur van een knop"),
        (tokens_of(utrecht_document_background_color="#101010"), "Hier is een lichte nodig"),
        (tokens_of(utrecht_button_primary_action_color="rgb(0 0 0 / 50%)"), "geen kleur van een knop"),
    ],
)
def test_what_cannot_be_a_theme_is_refused_in_words(tokens: dict[str, str], words: str) -> None:
    with override("nl"), pytest.raises(Refused, match=words):
        distil(tokens)


@given(button=hexadecimals, words=hexadecimals, link=hexadecimals, page=hexadecimals, text=hexadecimals)
def test_any_theme_keeps_every_pair_apart_or_is_refused(
    button: str, words: str, link: str, page: str, text: str
) -> None:
    tokens = tokens_of(
        utrecht_button_primary_action_background_color=button,
        utrecht_button_primary_action_color=words,
        utrecht_link_color=link,
        utrecht_document_background_color=page,
        utrecht_document_color=text,
    )
    for for_dark in (False, True):
        with suppress(Refused):
            assert faults_in(distil(tokens, for_dark=for_dark).colours) == []


# -- The sheet -------------------------------------------------------------------------------------------------------


def test_sheet_is_under_a_kilobyte_and_knows_whether_it_has_a_dark_side() -> None:
    light = distil(tokens_of())
    dark = distil(
        tokens_of(utrecht_document_background_color="#101418", utrecht_document_color="#eeeeee"), for_dark=True
    )

    alone, both = Sheet.from_palette(stored(light, None)), Sheet.from_palette(stored(light, dark))

    assert len(alone.css) < 1024
    assert (alone.has_dark, both.has_dark) == (False, True)
    assert "prefers-color-scheme:dark" in both.css
    assert alone.digest != both.digest


# -- Our own colours -------------------------------------------------------------------------------------------------


def own_colours() -> dict[str, dict[str, str]]:
    """Our tokens per hue and mode, as the style sheet gives them."""
    css = (CSS / "tokens.css").read_text()
    named = {"light": ":root {", "network": ':root, [data-hue="network"] {', "club": '\n  [data-hue="club"] {'}
    chosen = ':root[data-theme="dark"]'
    dark = {"dark": f"{chosen} {{", "network": f"{chosen}, ", "club": f'{chosen} [data-hue="club"] {{'}
    blocks = {name: _colours_after(css, start) for name, start in named.items()}
    night = {name: _colours_after(css, start) for name, start in dark.items()}
    return {
        "light network": blocks["light"] | blocks["network"],
        "light club": blocks["light"] | blocks["club"],
        "dark network": night["dark"] | night["network"],
        "dark club": night["dark"] | night["club"],
    }


def _colours_after(css: str, start: str) -> dict[str, str]:
    block = css.split(start, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--c-([a-z-]+): (#[0-9a-f]+);", block))


@pytest.mark.parametrize("name", ["light network", "light club", "dark network", "dark club"])
def test_every_pair_of_our_own_is_kept_apart(name: str) -> None:
    colours = own_colours()[name]

    assert {"hue", "ground", "field", "text"} <= colours.keys()
    assert faults_in(colours) == []
