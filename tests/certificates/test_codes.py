"""Numbers of certificates: made, printed, typed over."""

from hypothesis import given
from hypothesis import strategies as st

from certificates.codes import ALPHABET, LENGTH, in_groups, new_code, normalise

codes = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_new_code_has_26_letters_that_nobody_mistakes_for_another() -> None:
    code = new_code()

    assert len(code) == 26
    assert set(code) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_thousand_new_codes_are_all_different() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


def test_code_is_printed_in_groups_of_four_or_five_without_a_lone_letter() -> None:
    assert in_groups("7KQ4XH2M9ZP3TVB6WY8NCE5RJD") == "7KQ4-XH2M-9ZP3-TVB6-WY8NC-E5RJD"


@given(codes)
def test_code_typed_over_as_it_is_printed_is_the_code(code: str) -> None:
    assert normalise(in_groups(code)) == code


@given(codes, st.sampled_from([" ", "-", " - ", "–", ".", "\u00a0"]))
def test_code_typed_in_small_letters_with_other_signs_between_is_the_code(code: str, sign: str) -> None:
    assert normalise(f"  {in_groups(code).lower().replace('-', sign)}\n") == code


@given(codes)
def test_letters_that_look_like_digits_are_read_as_those(code: str) -> None:
    mistaken = code.replace("0", "o").replace("1", "l")

    assert normalise(mistaken) == code
    assert normalise(mistaken.replace("l", "I")) == code


@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_something_that_fits_in_an_address(typed: str) -> None:
    number = normalise(typed)

    assert number == "" or (number.isascii() and number.isalnum())
    assert len(number) <= 2 * LENGTH
    assert normalise(number) == number
