"""What somebody reads when a page cannot be had: in the product's voice, with a way forward."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.factories import home_page

WITH_CONTEXT = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html"]
WITHOUT_CONTEXT = ["500.html", "503.html"]


@pytest.mark.django_db
@pytest.mark.parametrize("template", WITH_CONTEXT)
def test_page_for_a_refusal_has_one_heading_and_a_way_forward(template: str) -> None:
    page = render_to_string(template, request=RequestFactory().get("/nergens/"))

    _check(page)


@pytest.mark.parametrize("template", WITHOUT_CONTEXT)
def test_page_for_a_fault_needs_no_database_and_has_a_way_forward(template: str) -> None:
    _check(render_to_string(template))


@pytest.mark.django_db
def test_who_asks_too_often_reads_how_long_to_wait(client: Client) -> None:
    home_page()
    answers = [client.get(f"/c/{number:026}/") for number in range(31)]

    late = answers[-1]

    assert (late.status_code, late["Retry-After"]) == (429, "180")
    assert "Wacht een paar minuten" in late.content.decode()


def _check(page: str) -> None:
    main = re.sub(r"\s+", " ", page).partition("<main")[2].partition("</main>")[0]
    assert len(re.findall(r"<h1\b", page)) == 1
    assert re.findall(r'<(?:a|button) class="button button--primary"', main) != []
    assert 'lang="nl"' in page
