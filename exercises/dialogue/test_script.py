"""The script of a conversation: reading it, writing it, and telling what is wrong with which line."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from exercises.contract import SourceError
from exercises.dialogue.kind import DialogueExercise
from exercises.dialogue.rules import faults
from exercises.dialogue.script import parse, write

KIND = DialogueExercise()
SCRIPT = KIND.example.strip()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def with_line(old: str, new: str) -> list[str]:
    """The faults of the example in which one line reads differently."""
    assert SCRIPT.count(old) == 1
    return [str(fault) for fault in faults(parse(SCRIPT.replace(old, new)))]


# -- Reading and writing ---------------------------------------------------------------------------------------------


def test_example_has_no_faults() -> None:
    assert faults(parse(SCRIPT)) == []


def test_script_is_the_same_after_writing_and_reading_again() -> None:
    script = parse(SCRIPT)

    again = parse(write(script))

    assert again.nodes == script.nodes
    assert again.header == {
        "rol": "Jij bent trainer. Sem zit op zijn tas en doet niet mee.",
        "meters": "vertrouwen=midden",
        "start": "N1",
    }
    assert write(again) == write(script)


def test_source_file_comes_back_the_same() -> None:
    data = KIND.parse_source(SCRIPT)
    value = KIND.to_python(KIND.from_source(data))

    text = KIND.format_source({"id": "example"} | KIND.to_source(value))

    assert text == SCRIPT + "\n"
    assert KIND.parse_source(text) == data


def test_header_of_a_source_fills_the_fields() -> None:
    value = KIND.from_source(KIND.parse_source(SCRIPT.replace("verplicht: ja", "verplicht: nee\nbron: S2, O")))

    assert {name: item for name, item in value.items() if name != "script"} == {
        "title": "Sem zit aan de kant",
        "intro": "",
        "minutes": 2,
        "is_required": False,
        "src": "S2, O",
    }
    assert value["script"].splitlines()[:3] == [
        "rol: Jij bent trainer. Sem zit op zijn tas en doet niet mee.",
        "meters: vertrouwen=midden",
        "start: N1",
    ]


def test_indentation_and_arrows_of_a_word_processor_are_forgiven() -> None:
    pasted = "\r\n".join(line.strip() for line in SCRIPT.splitlines()).replace("->", "→").replace("-1", "–1")

    assert parse(pasted).nodes == parse(SCRIPT).nodes
    assert faults(parse(pasted)) == []


def test_pasted_header_moves_to_the_fields_of_the_editor() -> None:
    form = {"b-title": "", "b-intro": "", "b-minutes": "1", "b-src": "", "b-is_required": "on", "b-script": SCRIPT}

    value = KIND.value_from_datadict(form, {}, "b")

    assert (value["title"], value["minutes"], value["is_required"]) == ("Sem zit aan de kant", 2, True)
    assert value["script"] == write(parse(SCRIPT))
    assert KIND.clean(value) == value


def test_faulty_script_stays_in_the_editor_as_it_was_typed() -> None:
    typed = SCRIPT.replace("-> N2", "-> N9")
    form = {"b-title": "Titel", "b-intro": "", "b-minutes": "1", "b-src": "", "b-script": typed}

    assert KIND.value_from_datadict(form, {}, "b")["script"] == typed


# -- What is wrong with a script -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "[liever niet] -> N2 |",
            "[liever niet] -> N9 |",
            "Line 13: the option leads to node N9, but that one does not exist.",
        ),
        (
            "optie b [sterk] -> E1 |",
            "optie b [kan] -> E1 |",
            "Line 9: node N1 has no strong option. Mark at least one [sterk].",
        ),
        ("optie b [sterk]", "optie b [goed]", "Line 16: the quality of an option is sterk, kan or liever niet."),
        (
            "optie b [sterk] ->",
            "optie a [sterk] ->",
            "Line 16: the options of node N1 have the letters a, b, c and d, each once.",
        ),
        (
            "optie b [liever niet] -> E2",
            "optie b -> E2",
            "Line 27: write an option like this: optie a [sterk] -> N2 | vertrouwen +1",
        ),
        ("    zeg: Kom op, niet zeuren.\n", "", "Line 13: option a needs “doe:”, “zeg:” or both."),
        ("    terug: Herstellen mag altijd.\n", "", "Line 24: option a has no feedback yet. Add “terug:”."),
        ("| vertrouwen -1", "| rust -1", "Line 13: the meter “rust” is not at the top, after “meters:”."),
        (
            "| vertrouwen -1",
            "| vertrouwen -2",
            "Line 13: “vertrouwen -2” is not understood. Write the meter and +1 or -1.",
        ),
        (
            "meters: vertrouwen=midden",
            "meters: vertrouwen",
            "Line 6: “vertrouwen” is not understood. Write for example: meters: vertrouwen=midden",
        ),
        ("start: N1", "start: N7", "Line 7: the conversation starts at node N7, but that one does not exist."),
        ("start: N1", "start: E1", "Line 7: the conversation starts at an ending. Let it start at a “knoop”."),
        ("start: N1\n", "", "At the top, say where the conversation starts: “start: N1”."),
        ("minuten: 2", "minuten: twee", "Line 4: write the minutes as a number from 0 to 60."),
        ("verplicht: ja", "verplicht: soms", "Line 5: write “verplicht: ja” or “verplicht: nee”."),
        ("rol: Jij", "jij: Jij", "Line 3: “jij” is not known at the top."),
        ("knoop N2", "knoop N1", "Line 21: there is already a node N1."),
        ("knoop N2", "knoop", "Line 21: write “knoop N1”, or “einde E1 [goed]”."),
        ("einde E1 [goed]", "einde E1 [mooi]", "Line 31: the kind of an ending is goed, kan or opnieuw."),
        ("einde E1 [goed]", "einde E1 [kan]", "There is no good ending yet. Write “einde E1 [goed]”."),
        ("  scene: Sem kijkt weg.\n", "", "Line 21: N2 shows nothing. Write a “scene:” or let somebody speak."),
        ("  scene: Sem kijkt weg.", "  kijkt: weg", "Line 22: “kijkt” is not known."),
        (
            "  scene: Sem kijkt weg.",
            "  Sem kijkt weg.",
            "Line 22: “Sem kijkt weg.” is not understood. A line starts with a word and a colon.",
        ),
        ("  scene: Sem kijkt weg.", "  scene:", "Line 22: there is no text after “scene:”."),
        ("  scene: Sem kijkt weg.", "  scene: " + "woord " * 41, "Line 22: this text has 41 words. At most 40 fit."),
        ("    doe: Je loopt door.", "    zeg: Doei.\n    zeg: Dag.", "Line 29: “zeg” stands here twice."),
        (
            "    doe: Je loopt door.",
            "    doe: Je loopt door.\n  Sem: Wacht!",
            "Line 29: “Sem” stands after the options. Put it above them.",
        ),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, expected: str) -> None:
    told = [str(fault) for fault in faults(parse(SCRIPT.replace(old, new, 1)))]

    assert [fault for fault in told if fault.startswith(expected)], told


def test_loop_is_told_at_the_option_that_goes_back() -> None:
    assert with_line("optie b [liever niet] -> E2", "optie b [liever niet] -> N1") == [
        "Line 27: the option leads back to node N1. A conversation only goes forward."
    ]


def test_node_that_nothing_leads_to_is_told() -> None:
    assert with_line("optie a [liever niet] -> N2 |", "optie a [liever niet] -> E2 |") == [
        "Line 21: nothing leads to N2."
    ]


def test_strong_choices_that_end_badly_are_told() -> None:
    assert with_line("optie b [sterk] -> E1 |", "optie b [sterk] -> E2 |") == [
        "Line 16: who only chooses strong options ends here at E2, and that is not a good ending."
    ]


def test_node_from_which_nothing_good_comes_is_told() -> None:
    assert with_line("optie a [sterk] -> E1 | vertrouwen +1", "optie a [sterk] -> E2 | vertrouwen +1") == [
        "Line 21: from node N2 no good ending can be reached."
    ]


def test_very_long_conversation_is_read() -> None:
    node = "knoop N{0}\nscene: x\noptie a [sterk] -> N{1}\ndoe: y\nterug: z\noptie b [kan] -> E1\ndoe: y\nterug: z\n"
    text = "start: N0\n" + "".join(node.format(n, n + 1) for n in range(3000)) + "einde N3000 [goed]\n scene: x\n"

    assert [str(fault) for fault in faults(parse(text + "einde E1 [kan]\n scene: x"))] == []
    assert len(faults(parse(text))) == 3000


@pytest.mark.parametrize(
    "junk", ["", "\n\n", "x", ":", "optie", "knoop", "einde", "optie a [sterk] -> N1", "💥: %s %(x)d"]
)
def test_junk_has_faults_and_never_crashes(junk: str) -> None:
    assert [str(fault) for fault in faults(parse(junk))] != []


def test_editor_sees_the_line_at_the_script_field() -> None:
    value = KIND.get_preview_value()
    value["script"] = SCRIPT.replace("[liever niet] -> N2 |", "[liever niet] -> N9 |")

    problems = KIND.checks(value)

    assert {problem.field for problem in problems} == {"script"}
    assert problems[0].message == "Line 13: the option leads to node N9, but that one does not exist."


def test_source_error_carries_the_line() -> None:
    with pytest.raises(SourceError) as caught:
        KIND.parse_source(SCRIPT.replace("[liever niet] -> N2 |", "[liever niet] -> N9 |"))

    assert caught.value.line == 13
    assert str(caught.value) == "the option leads to node N9, but that one does not exist."
