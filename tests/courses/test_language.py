"""Measuring Dutch text."""

import subprocess
import sys

import pytest

from courses.language import count_words, is_label, measure, sentences_in


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Jesse wacht. Dan kijkt iedereen.", ["Jesse wacht.", "Dan kijkt iedereen."]),
        ("Dat kan, bijv. Op dinsdag.", ["Dat kan, bijv. Op dinsdag."]),
        ("Bel mevr. De Wit. Zij weet het.", ["Bel mevr. De Wit.", "Zij weet het."]),
        ("Het is van J. Jansen. Hij traint.", ["Het is van J. Jansen.", "Hij traint."]),
        ("Kom om 20.00 uur. Of later.", ["Kom om 20.00 uur.", "Of later."]),
        ("Er waren 8.729 ouders. Zij vulden iets in.", ["Er waren 8.729 ouders.", "Zij vulden iets in."]),
        ("‘Kom je?’ vraagt Yara. Bram knikt.", ["‘Kom je?’ vraagt Yara.", "Bram knikt."]),
        ("Ze zegt: ‘Ik kom.’ Bram knikt.", ["Ze zegt: ‘Ik kom.’", "Bram knikt."]),
        ("Zij zegt ja. ‘Fijn,’ zegt Bram.", ["Zij zegt ja.", "‘Fijn,’ zegt Bram."]),
        ("Wacht… en ga dan door. Goed zo!", ["Wacht… en ga dan door.", "Goed zo!"]),
        ("Dit helpt. [S1] Dat ook. [L:sp-1]", ["Dit helpt.", "Dat ook."]),
        ("Drie afspraken voor jouw groep", ["Drie afspraken voor jouw groep"]),
        ("Zo werkt het. (Meestal wel.) En dan?", ["Zo werkt het.", "(Meestal wel.)", "En dan?"]),
        (" [S1] ", []),
    ],
)
def test_text_is_cut_where_a_reader_stops(text: str, sentences: list[str]) -> None:
    assert list(sentences_in(text)) == sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Zo’n oud-trainer komt om 20.00 uur. [S1]", 6),
        ("Bel [contact:veilig_thuis] als je twijfelt.", 5),
        ("‘Kom’ – zei ze.", 3),
        ("", 0),
    ],
)
def test_words_are_what_is_read(text: str, count: int) -> None:
    assert count_words(text) == count


def test_figures_are_of_all_paragraphs_together() -> None:
    found = measure(["Jij bent er. Dat telt.", "Kinderen komen graag terug naar jou."])

    assert (found.words, found.sentences, found.longest) == (11, 3, "Kinderen komen graag terug naar jou.")
    assert round(found.average, 2) == 3.67


def test_ease_is_what_douma_makes_of_syllables_and_sentences() -> None:
    # 2 words, 5 syllables (kin-de-ren, spe-len), 1 sentence
    assert measure(["Kinderen spelen."]).ease == round(206.84 - 77 * 5 / 2 - 0.93 * 2, 1)


def test_hard_text_is_less_easy_than_plain_text() -> None:
    plain = measure(["Zeg kort wat je wilt. Doe het dan voor."])
    hard = measure(["Verwachtingen communiceren voorafgaand aan demonstratie bevordert structureringsmogelijkheden."])

    assert plain.ease > 90 > 30 > hard.ease


def test_nothing_has_no_figures() -> None:
    found = measure(["", "[S1]"])

    assert (found.words, found.sentences, found.average, found.longest_words, found.ease) == (0, 0, 0, 0, None)


def test_what_does_not_end_as_a_sentence_is_a_label() -> None:
    assert [is_label(text) for text in ("Drie afspraken", "Kom je?", "Zo is het. [S1]", "‘Ja.’", "eens")] == [
        True,
        False,
        False,
        False,
        True,
    ]


def test_dictionary_is_not_read_by_a_site_that_measures_nothing() -> None:
    asked = "import sys, courses.language; sys.exit('pyphen' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0  # noqa: S603 -- our own words
