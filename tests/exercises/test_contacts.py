"""Contacts that a text names, as [contact:vcp]: everywhere that a kind shows a text."""

import pytest
from django.http import HttpRequest

from cms.contacts import with_contacts
from cms.models import LocalContact
from exercises.registry import kind, kinds
from exercises.rendering import Shown
from tests.exercises import html, play

PETRA = LocalContact(key="vcp", name="Petra & co", phone="06 12345678")
CONTACTS = {"vcp": PETRA, "site": LocalContact(key="site", name="De site", url="https://example.org/")}


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_text_of_every_kind_shows_the_contact_that_it_names(name: str) -> None:
    block = kind(name)
    raw = play.raw_example(block)
    texts = [path for path, text in play.reading_texts(block, raw) if text]
    for path in texts:
        raw = play.with_value(raw, path, "Bel [contact:vcp]")
    exercise = play.exercise_from(block, raw)
    request = HttpRequest()

    state = play.answer(play.exercise_from(block, play.raw_example(block))).state
    pages = [Shown(exercise, "/x/", each, contacts=CONTACTS).render(request) for each in ({}, state)]

    assert "vcp" in block.contacts(exercise.value)
    for page in pages:
        assert "[contact:" not in page
        assert "Bel Petra & co (06 12345678)" in html.parse(page).get_text()


def test_what_to_say_in_a_conversation_shows_the_contact_that_it_names() -> None:
    block = kind("dialogue")
    raw = play.raw_example(block)
    raw["script"] = raw["script"].replace("terug: ", "terug: Bel [contact:vcp]. ")
    exercise = play.exercise_from(block, raw)

    page = Shown(exercise, "/x/", play.answer(exercise).state, contacts=CONTACTS).render(HttpRequest())

    assert exercise.contacts == ["vcp"]
    assert 'Bel Petra &amp; co (<a href="tel:0612345678">06 12345678</a>). ' in page


@pytest.mark.parametrize(
    ("given", "filled"),
    [
        ("<p>[contact:vcp]</p>", '<p>Petra &amp; co (<a href="tel:0612345678">06 12345678</a>)</p>'),
        ("<p>[Contact: site ]</p>", '<p><a href="https://example.org/">De site</a></p>'),
        ("<label>[contact:vcp] <b>x</b></label>", "<label>Petra &amp; co (06 12345678) <b>x</b></label>"),
        ("<option>[contact:site]</option>", "<option>De site</option>"),
        ('<i title="[contact:vcp]"></i>', '<i title="Petra &amp; co (06 12345678)"></i>'),
        ('<input value="[contact:vcp]">', '<input value="[contact:vcp]">'),
        ('<input aria-label="[contact:site]" value="x">', '<input aria-label="De site" value="x">'),
        ("<textarea>[contact:vcp]</textarea>", "<textarea>[contact:vcp]</textarea>"),
        ("<p>[contact:gone]</p>", "<p>een contact van je organisatie</p>"),
        ("<label>[contact:gone]</label>", "<label>een contact van je organisatie</label>"),
        ("<p>[contact:]</p>", "<p>[contact:]</p>"),
    ],
)
def test_contact_is_a_link_only_where_nothing_else_is_pressed(given: str, filled: str) -> None:
    assert with_contacts(given, CONTACTS) == filled


@pytest.mark.parametrize(
    ("language", "given", "filled"),
    [
        (
            "ar",
            "<p>[contact:vcp]</p>",
            '<p><span lang="nl" dir="ltr">Petra &amp; co (<a href="tel:0612345678">06 12345678</a>)</span></p>',
        ),
        ("ar", "<label>[contact:vcp]</label>", "<label>\u2066Petra &amp; co (06 12345678)\u2069</label>"),
        ("ar", '<i title="[contact:site]"></i>', '<i title="\u2066De site\u2069"></i>'),
        ("en", "<p>[contact:site]</p>", '<p><span lang="nl"><a href="https://example.org/">De site</a></span></p>'),
        ("en", "<label>[contact:vcp]</label>", "<label>Petra &amp; co (06 12345678)</label>"),
        ("nl", "<p>[contact:site]</p>", '<p><a href="https://example.org/">De site</a></p>'),
    ],
)
def test_contact_in_a_text_in_another_language_stands_apart(language: str, given: str, filled: str) -> None:
    assert with_contacts(given, CONTACTS, language=language) == filled
