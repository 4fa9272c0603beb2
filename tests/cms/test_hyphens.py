"""Long words in titles break where Dutch breaks them."""

from django.template import Context, Template

from cms.hyphens import SOFT_HYPHEN, with_soft_hyphens


def test_only_words_that_are_too_long_for_a_phone_get_soft_hyphens() -> None:
    title = "Pedagogische ondersteuning voor verenigingsvrijwilligers"

    shown = with_soft_hyphens(title)

    assert shown == "Pedagogische ondersteuning voor verenigings-vrij-willigers".replace("-", SOFT_HYPHEN)


def test_a_title_is_still_escaped() -> None:
    page = Template("{% load prose %}{{ title|breakable }}").render(Context({"title": "<b>onaantrekkelijkheden"}))

    assert page.startswith("&lt;b&gt;on")
