"""Whether somebody typed the name that is printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.names import same_name


@pytest.mark.parametrize(
    "typed",
    [
        "Aïsha de Vries-Çelik",
        "aisha de vries celik",
        "AÏSHA DE VRIES-ÇELIK",
        "  Aïsha  de Vries - Çelik ",
        "Aïsha de Vries–Çelik",
        unicodedata.normalize("NFD", "Aïsha de Vries-Çelik"),
    ],
)
def test_name_is_the_same_apart_from_how_it_is_typed(typed: str) -> None:
    assert same_name(typed, "Aïsha de Vries-Çelik")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Yilmaz", "Yılmaz"),
        ("Istanbullu", "İstanbullu"),
        ("Lukasz", "Łukasz"),
        ("Dorde", "Đorđe"),
        ("Sorensen", "Sørensen"),
        ("Nguyen", "Nguyễn"),
        ("Weiss", "Weiß"),
    ],
)
def test_letters_that_a_keyboard_lacks_may_be_typed_without_their_marks(typed: str, printed: str) -> None:
    assert same_name(typed, printed)


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "Aïsha", "Aïsha de Vries", "Vries-Çelik, Aïsha de", "Aisha de Vriescelik"]
)
def test_part_of_a_name_is_not_the_name(typed: str) -> None:
    assert not same_name(typed, "Aïsha de Vries-Çelik")


@pytest.mark.parametrize("sign", ["", " ", "-", "👍"])
def test_nothing_is_nobodys_name(sign: str) -> None:
    assert not same_name(sign, sign)


@given(st.text(alphabet=st.characters(categories=["L", "Zs"]), min_size=1).filter(lambda name: name.strip()))
def test_every_name_is_itself_in_capitals_too(name: str) -> None:
    assert same_name(name, name)
    assert same_name(unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
