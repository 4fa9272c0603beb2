"""Reading files: the same values every time, and for everything else a fault with its file and line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

import curriculum
from cms.blocks import RICH_TEXT, SHORT_TEXT
from curriculum.faults import CurriculumFaulty, Fault
from curriculum.fences import SourceKey
from curriculum.markdown import rich_text
from curriculum.reading import read_curriculum
from exercises.contract import SourceError
from exercises.registry import kind
from tests.curriculum.conftest import FIRST, SECOND, Folder

SHIPPED = Path(curriculum.__file__).parent
MODULE, OTHER, COURSE_FILE = "proef/01-p1.md", "proef/02-p2.md", "proef/course.md"


def faults_of(folder: Folder) -> list[tuple[str, int, str]]:
    with pytest.raises(CurriculumFaulty) as caught:
        read_curriculum(folder.path)
    return [(str(fault.path.relative_to(folder.path)), fault.line, fault.message) for fault in caught.value.faults]


def ids_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [one for item in value.values() for one in ids_in(item)]
    return [one for item in value for one in ids_in(item)] if isinstance(value, list) else []


# -- What is understood ----------------------------------------------------------------------------------------------


def test_every_course_that_ships_can_be_read() -> None:
    found = read_curriculum(SHIPPED)

    assert {course.key: [module.key for module in course.modules] for course in found.courses} == {
        "bruggen-bouwen": ["D1", "D2", "D3", "D4"],
        "naast-een-gezin": ["C1", "C2", "C3", "C4"],
        "netwerk": ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A-toets"],
        "vereniging": ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B-toets"],
    }


def test_reading_twice_gives_the_same_ids_and_every_id_once() -> None:
    first, second = read_curriculum(SHIPPED), read_curriculum(SHIPPED)
    ids = [ids_in(module.steps) for course in first.courses for module in course.modules]

    assert first == second
    assert [len(each) for each in ids] == [len(set(each)) for each in ids]


def test_module_becomes_steps_as_wagtail_stores_them(folder: Folder) -> None:
    module = read_curriculum(folder.path).courses[0].modules[0]
    step = module.steps[0]["value"]

    assert module.fields["title"] == "De eerste"
    assert [part["type"] for part in step["content"]] == ["text", "quotation"]
    assert step["content"][0]["value"] == (
        '<p data-block-key="p0001">Eerst <b>lezen</b>. [S1]</p>'
        '<ul><li data-block-key="p0002">een punt</li><li data-block-key="p0003">nog een [L:blad]</li></ul>'
    )
    assert step["content"][1]["value"] == {"text": "Zo is het.", "source": SourceKey("S1")}


GUIDE = "---\ntitle: Een avond\nsummary: Zo doe je het.\n---\n\n## Het uur\n\nBel [contact:vcp].\n"


def test_courses_come_in_the_order_that_they_ask_for() -> None:
    found = read_curriculum(SHIPPED)

    assert [course.key for course in found.courses] == ["netwerk", "vereniging", "naast-een-gezin", "bruggen-bouwen"]


def test_text_for_who_leads_the_course_is_a_page_and_no_module(folder: Folder) -> None:
    [before] = read_curriculum(folder.path).courses
    folder.write("proef/facilitator.md", GUIDE)

    [course] = read_curriculum(folder.path).courses

    assert before.guide is None
    assert replace(course, guide=None) == before
    assert course.guide
    assert course.guide.fields == {"title": "Een avond", "lead": "Zo doe je het."}
    assert [block["value"] for block in course.guide.body] == [
        '<h2 data-block-key="p0001">Het uur</h2><p data-block-key="p0002">Bel [contact:vcp].</p>'
    ]


def test_text_for_who_leads_the_course_is_checked_like_any_other(folder: Folder) -> None:
    folder.write("proef/facilitator.md", GUIDE.replace("vcp", "weg").replace("summary", "samenvatting"))

    assert faults_of(folder) == [
        ("proef/facilitator.md", 3, "Unknown name: samenvatting"),
        ("proef/facilitator.md", 6, "contacts.yaml has no contact with this key: weg"),
    ]


@pytest.mark.parametrize(("alt", "is_decorative"), [("Thee aan tafel.", False), ("", True)])
def test_picture_of_our_own_has_words_or_is_decoration(folder: Folder, alt: str, is_decorative: bool) -> None:
    fence = f'```blok illustratie\nkey: p2-beeld\nscene: keukentafel\nalt: "{alt}"\n```\n'
    folder.change(OTHER, "```blok contact", fence + "\n```blok contact")

    content = read_curriculum(folder.path).courses[0].modules[1].steps[0]["value"]["content"]

    [picture] = [part["value"] for part in content if part["type"] == "illustration"]
    assert picture == {"scene": "keukentafel", "alt": alt, "is_decorative": is_decorative}


def test_sources_of_a_point_become_marks_and_our_own_advice_has_none(folder: Folder) -> None:
    summary = read_curriculum(folder.path).courses[0].modules[1].steps[0]["value"]["content"][0]

    assert [point["value"] for point in summary["value"]["points"]] == ["Luister eerst. [S1]"]


def test_question_of_a_test_names_its_module_by_the_title_that_learners_read(folder: Folder) -> None:
    block = kind("test")
    source = block.parse_source(block.example)
    source["questions"][0]["lesson"], source["questions"][1]["lesson"] = "P1", "Elders"
    toets = f"## Toets {{#p2-toets}}\n\n```toets\n{block.format_source(source)}```\n"
    folder.write(OTHER, SECOND + "\n" + toets)

    step = read_curriculum(folder.path).courses[0].modules[1].steps[-1]["value"]

    questions = step["content"][0]["value"]["questions"]
    assert [one["value"]["lesson"] for one in questions] == ["De eerste", "Elders", "Zorgen delen"]


def test_id_of_a_block_follows_from_its_key_and_not_from_its_place(folder: Folder) -> None:
    before = read_curriculum(folder.path).courses[0].modules[0].steps

    folder.change(MODULE, "## Doen {#p1-doen}", "## Tussendoor {#p1-tussen}\n\nEen stap erbij.\n\n## Doen {#p1-doen}")
    after = read_curriculum(folder.path).courses[0].modules[0].steps

    assert [after[0], after[2]] == before


# -- Markdown --------------------------------------------------------------------------------------------------------

PROSE = """Zin met **vet**, *schuin* en "aanhaling" & 'enkel'. [S1] [link](https://example.org/?a=1&b=2)
dezelfde alinea\\
nieuwe regel

### Kop

- een
  - dieper
- twee

1. eerst
2. dan
"""


def test_an_editor_who_opens_and_saves_a_text_changes_nothing() -> None:
    html = rich_text(PROSE, RICH_TEXT)
    editor = ContentstateConverter(RICH_TEXT)

    assert editor.to_database_format(editor.from_database_format(html)) == html


def test_every_text_that_ships_survives_the_editor() -> None:
    editor = ContentstateConverter(RICH_TEXT)
    for course in read_curriculum(SHIPPED).courses:
        for module in course.modules:
            for step in module.steps:
                for part in step["value"]["content"]:
                    html = part["value"] if part["type"] == "text" else part["value"].get("text", "")
                    if html.startswith("<"):
                        assert editor.to_database_format(editor.from_database_format(html)) == html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Titel", 1),
        ("tekst\n\n#### Kop", 3),
        ("Gebruik `code`", 1),
        ("een\n![plaatje](x.png)", 2),
        ("> citaat", 1),
        ("tekst\n\n    ingesprongen", 3),
        ("tekst\n\n---", 3),
        ("een<br>twee", 1),
        ("<div>x</div>", 1),
        ("- een\n\n  tweede alinea", 3),
        ("zie [dit](javascript:alert(1))", 1),
    ],
)
def test_what_the_editor_could_not_make_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        rich_text(text, RICH_TEXT)

    assert caught.value.line == line


def test_a_short_text_has_no_heading() -> None:
    with pytest.raises(SourceError):
        rich_text("### Kop", SHORT_TEXT)


# -- What is refused -------------------------------------------------------------------------------------------------

PICTURE = '```blok illustratie\nkey: p2-beeld\nscene: bestaat-niet\nalt: ""\n```\n'
SILENT = "```blok illustratie\nkey: p2-beeld\nscene: keukentafel\n```\n"
EXERCISE = FIRST[FIRST.index("```oefening") :]
BROKEN = {
    "a fact is missing": (MODULE, 'title: "De eerste"\n', "", 1, "title"),
    "an unknown fact": (MODULE, "minutes: 5", "minutes: 5\nkleur: rood", 5, "kleur"),
    "a fact of the wrong kind": (MODULE, "minutes: 5", "minutes: veel", 4, "minutes"),
    "a fact twice": (MODULE, "minutes: 5", "minutes: 5\nminutes: 6", 5, "minutes"),
    "facts that are no YAML": (MODULE, "minutes: 5", "minutes: [5", 5, "YAML"),
    "facts without an end": (MODULE, 'goals: ["Je begint."]\n---', 'goals: ["Je begint."]', 1, "---"),
    "a level that does not exist": (COURSE_FILE, "level: B1", "level: C9", 7, "C9"),
    "a summary that is too long": (COURSE_FILE, "Kort en goed.", "x" * 161, 9, "160"),
    "a step without a key": (MODULE, "## Begin {#p1-begin}", "## Begin", 11, "key"),
    "a key with capitals": (MODULE, "{#p1-begin}", "{#P1 Begin}", 11, "P1 Begin"),
    "a step twice": (MODULE, "{#p1-doen}", "{#p1-begin}", 24, "p1-begin"),
    "a step of another module": (OTHER, "{#p2-eind}", "{#p1-begin}", 11, "01-p1.md:11"),
    "text before the first step": (MODULE, "## Begin", "Zomaar.\n\n## Begin", 11, "title"),
    "a heading that is too deep": (MODULE, "Eerst **lezen**.", "#### Kop", 13, "heading"),
    "a fence without an end": (OTHER, "contact: vcp\n```", "contact: vcp", 24, "```"),
    "a fence nobody knows": (MODULE, "```oefening", "```opdracht", 26, "opdracht"),
    "a block nobody knows": (MODULE, "```blok citaat", "```blok plakplaatje", 18, "plakplaatje"),
    "a block without a key": (MODULE, "key: p1-citaat\n", "", 18, "key"),
    "a block with a name too many": (MODULE, "source: S1", "source: S1\nkleur: rood", 18, "kleur"),
    "a block that is no YAML": (MODULE, "source: S1", "source: [S1", 21, "YAML"),
    "a block without its text": (MODULE, 'text: "Zo is het."\n', "", 18, "text"),
    "a picture that is not there": (OTHER, "```blok contact", PICTURE + "\n```blok contact", 24, "bestaat-niet"),
    "a picture nobody says a word about": (OTHER, "```blok contact", SILENT + "\n```blok contact", 24, "alt"),
    "a picture of a course that is not there": (COURSE_FILE, "level: B1", "level: B1\nscene: strand", 8, "strand"),
    "a kind nobody knows": (MODULE, "kind: choice", "kind: quiz", 26, "quiz"),
    "an exercise without an id": (MODULE, "id: P1.1\n", "", 26, "id"),
    "an exercise twice": (OTHER, "```blok contact", EXERCISE + "\n```blok contact", 24, "P1.1"),
    "an exercise its kind refuses": (MODULE, "k: sterk", "k: goed", 26, "sterk"),
    "an exercise the editor would refuse": (MODULE, "k: sterk", "k: kan", 26, "Options"),
    "an exercise that is no YAML": (MODULE, "question: ", "question ", 32, "YAML"),
    "a title that is too long": (MODULE, "Wat zeg je?", "x" * 121, 26, "Title"),
    "a mark without a source": (MODULE, "Eerst **lezen**. [S1]", "Eerst **lezen**. [S9]", 13, "S9"),
    "a mark that is misspelt": (MODULE, "[L:blad]", "[L:Blad]", 16, "L:Blad"),
    "a source of an answer that is not there": (MODULE, "src: S1", "src: S7", 34, "S7"),
    "a quotation without its source": (MODULE, "source: S1", "source: S8", 21, "S8"),
    "a contact nobody knows": (OTHER, "contact: vcp", "contact: politie", 24, "politie"),
    "a contact nobody knows in a text": (MODULE, "Eerst **lezen**.", "Eerst [contact:politie].", 13, "politie"),
    "a contact nobody knows in an exercise": (MODULE, "Ze hoort", "[contact:politie] hoort", 26, "politie"),
    "a source without a title": ("sources.yaml", '  title: "Een blad"\n', "", 6, "title"),
    "a source twice": ("sources.yaml", '"L:blad"', "S1", 6, "S1"),
    "a contact with a wrong address": ("contacts.yaml", "  when:", "  url: nergens\n  when:", 2, "url"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_refused_with_file_and_line(folder: Folder, name: str) -> None:
    file, old, new, line, word = BROKEN[name]
    folder.change(file, old, new)

    found = [(path, number) for path, number, message in faults_of(folder) if word in message]

    assert found[:1] == [(file, line)]


def test_every_fault_of_every_file_is_told_at_once(folder: Folder) -> None:
    folder.change(MODULE, "[S1]", "[S9]")
    folder.change(OTHER, "contact: vcp", "contact: politie")
    folder.change(COURSE_FILE, "level: B1", "level: C9")

    assert [file for file, _line, _message in faults_of(folder)] == [MODULE, OTHER, COURSE_FILE]


def test_script_is_refused_at_its_own_line(folder: Folder) -> None:
    script = "```dialoog\noefening: P1.2\ntitel: Een gesprek\nstart: N1\n\nknoop N1\n  scene: Stilte.\n```\n"
    folder.write(MODULE, FIRST + "\n" + script)

    (fault,) = faults_of(folder)

    assert fault[:2] in [(MODULE, folder.line(MODULE, "start: N1")), (MODULE, folder.line(MODULE, "```dialoog"))]


def test_file_that_is_no_text_is_refused(folder: Folder) -> None:
    (folder.path / MODULE).write_bytes(b"\xff\xfe\x00")

    assert faults_of(folder)[0][:2] == (MODULE, 1)


def test_folder_without_courses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CurriculumFaulty):
        read_curriculum(tmp_path)


RUBBISH = ["```", "---", "## X {#x}", "## ", "key: [", "\t", "- {", "[S9]", "~~~", "\x0c", "💥"]
LINES = st.sampled_from([*FIRST.splitlines(), *RUBBISH])


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(LINES, max_size=40), keeps_facts=st.booleans())
def test_anything_at_all_is_read_or_refused_with_a_line_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], keeps_facts: bool
) -> None:
    folder = Folder(tmp_path_factory.mktemp("any"))
    head = FIRST.partition("\n## ")[0] if keeps_facts else ""
    folder.write(MODULE, head + "\n" + "\n".join(lines))
    length = len((folder.path / MODULE).read_text(encoding="utf-8").splitlines())
    faults: tuple[Fault, ...] = ()

    try:
        read_curriculum(folder.path)
    except CurriculumFaulty as error:
        faults = error.faults

    here = [fault for fault in faults if fault.path.name == "01-p1.md"]
    assert [fault for fault in here if not 1 <= fault.line <= length + 1 or not fault.message] == []


def test_warning_of_a_module_is_read_and_names_contacts_from_the_list(folder: Folder) -> None:
    folder.change(MODULE, 'goals: ["Je begint."]', 'goals: ["Je begint."]\nwarning: "Bel [contact:vcp]."')
    folder.change(OTHER, 'goals: ["Je maakt het af."]', 'goals: ["Je maakt het af."]\nwarning: "Bel [contact:weg]."')

    found = faults_of(folder)
    folder.change(OTHER, "[contact:weg]", "je moeder")

    assert found == [
        (OTHER, folder.line(OTHER, "warning:"), "contacts.yaml has no contact with this key: weg"),
    ]
    [course] = read_curriculum(folder.path).courses
    assert [module.fields["warning"] for module in course.modules] == ["Bel [contact:vcp].", "Bel je moeder."]


def test_contact_that_an_exercise_names_must_be_in_the_list(folder: Folder) -> None:
    tool = kind("tool").example.strip().replace("id: example", "id: P1.2")
    folder.write(MODULE, f"{FIRST}\n```oefening\n{tool}\n```\n")

    assert faults_of(folder) == [
        (MODULE, folder.line(MODULE, "kind: tool") - 2, f"contacts.yaml has no contact with this key: {key}")
        for key in ("noodnummer", "veilig_thuis")
    ]
