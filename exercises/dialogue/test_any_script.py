"""Any text at all as a script, and any script as text: nothing crashes, and what is written is read back the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.contract import SourceError
from exercises.dialogue.kind import DialogueExercise
from exercises.dialogue.rules import faults
from exercises.dialogue.script import ENDINGS, LEVELS, QUALITIES, Line, Node, Option, Script, parse, write

KIND = DialogueExercise()
SCRIPT_LINES = KIND.example.strip().splitlines()
quick = settings(max_examples=150, deadline=None)

pieces = st.sampled_from(
    [*SCRIPT_LINES, "knoop", "einde E1", "optie a [sterk] ->", "meters: x", "start:", "minuten: 99", "Sem:"]
)
any_text = st.text(max_size=80) | st.lists(pieces | st.text(max_size=20), max_size=25).map("\n".join)

said = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
)
names = st.sampled_from(["N1", "N2", "N3", "E1", "E2"])
meters = st.sampled_from(["vertrouwen", "rust"])
lines = st.builds(Line, st.sampled_from(["scene", "thought"]), said) | st.builds(
    Line, st.just("speech"), said, st.sampled_from(["Sem", "Anne-Marie", "O’Neill", "Élise"])
)
options = st.builds(
    Option,
    letter=st.sampled_from("abcd"),
    quality=st.sampled_from(sorted(QUALITIES.values())),
    target=names,
    effects=st.lists(st.tuples(meters, st.sampled_from([1, -1])), max_size=2).map(tuple),
    action=st.just("") | said,
    words=st.just("") | said,
    feedback=st.just("") | said,
)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """A script as it can be written down, sound or not."""
    nodes = {}
    for name in draw(st.lists(names, min_size=1, unique=True)):
        ending = draw(st.just("") | st.sampled_from(sorted(ENDINGS.values())))
        choices = () if ending else tuple(draw(st.lists(options, max_size=4)))
        nodes[name] = Node(name, tuple(draw(st.lists(lines, max_size=3))), choices, ending)
    levels = draw(st.dictionaries(meters, st.sampled_from(sorted(LEVELS))))
    header = {"rol": draw(said), "start": draw(names)}
    if levels:
        header["meters"] = ", ".join(f"{meter}={level}" for meter, level in levels.items())
    return Script(header, {meter: LEVELS[level] for meter, level in levels.items()}, nodes)


@quick
@given(any_text)
def test_any_text_is_read_and_judged_with_a_line_that_is_there(text: str) -> None:
    script = parse(text)

    assert all(0 <= fault.line <= len(text.splitlines()) and str(fault) for fault in faults(script))


@quick
@given(any_text)
def test_any_text_is_an_exercise_or_a_source_error_with_its_line(text: str) -> None:
    try:
        data = KIND.parse_source(text)
    except SourceError as error:
        assert error.line is None or 1 <= error.line <= len(text.splitlines())  # noqa: PT017 -- or it is no error
    else:
        assert KIND.parse_source(KIND.format_source({"title": "x", "minutes": 1, "required": True} | data))


@quick
@given(scripts())
def test_what_is_written_is_read_back_the_same(script: Script) -> None:
    again = parse(write(script))

    assert again.faults == ()
    assert again.nodes == script.nodes
    assert again.meters == script.meters
    assert again.header == script.header
    assert write(again) == write(script)
