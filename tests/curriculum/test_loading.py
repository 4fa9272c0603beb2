"""Loading: once is enough, a change is no more than it is, and no editor's work is lost."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision, Site, Workflow

from cms.models import AccessibilityStatementPage, HomePage, LocalContact, Source, StandardPage
from courses.frozen import read_module
from courses.models import Release, ReleaseModule
from courses.queries import current_release
from curriculum.management.commands.load_curriculum import SHIPPED
from curriculum.playing import play
from curriculum.reading import read_curriculum
from tests.curriculum.conftest import SECOND, Folder
from tests.curriculum.loaded import COURSE_FILE, MODULE, OTHER, course, load, module, modules_in_order, releases

pytestmark = pytest.mark.django_db


# -- What ships ------------------------------------------------------------------------------------------------------


def test_every_course_that_ships_is_loaded_and_every_exercise_in_it_can_be_done() -> None:
    load()

    played: dict[str, list[bool]] = {}
    for frozen in ReleaseModule.objects.all():
        done = played.setdefault(str(frozen.module_uuid), [])
        for exercise in read_module(frozen).exercises:
            state: dict[str, Any] = {}
            for data in play(exercise):
                response = exercise.respond(state=state, data=data)
                state = response.state
            done.append(response.outcome.completed)
    shipped = read_curriculum(SHIPPED).courses
    assert releases() == [("1.0", "first")] * len(shipped)
    assert played == {
        str(module.uuid): [True] * len(re.findall(r"^```(?:oefening|dialoog|toets)$", module.path.read_text(), re.M))
        for course in shipped
        for module in course.modules
    }


def test_loading_what_ships_twice_writes_nothing_the_second_time() -> None:
    load()

    with CaptureQueriesContext(connection) as queries:
        told = load()

    writes = [query["sql"] for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert told == "No changes.\n"
    assert writes == []


def test_site_is_made_around_the_courses_and_wagtails_welcome_goes() -> None:
    load()

    site = Site.objects.get()
    assert site.root_page.specific == HomePage.objects.get()
    assert site.root_url == settings.SITE_URL
    assert sorted(StandardPage.objects.child_of(site.root_page).live().values_list("slug", flat=True)) == [
        "hulp",
        "over",
        "privacy",
    ]
    assert AccessibilityStatementPage.objects.child_of(site.root_page).live().get().status == ""
    assert Page.objects.filter(depth=2).count() == 1
    assert {*Workflow.objects.values_list("name", flat=True)} == {"Goedkeuring door een collega"}


def test_site_follows_the_address_in_the_settings(folder: Folder, settings: object) -> None:
    settings.SITE_URL = "http://localhost:8000"
    load(folder)
    settings.SITE_URL = "https://leren.example"

    assert load(folder) == "Site: https://leren.example\n"
    assert Site.objects.get().root_url == "https://leren.example"
    assert load(folder) == "No changes.\n"


def test_pages_of_the_site_are_made_once_and_then_left_to_their_editors() -> None:
    load()
    page = StandardPage.objects.get(slug="privacy")
    page.title = "Onze privacy"
    page.save_revision().publish()

    assert load() == "No changes.\n"
    assert StandardPage.objects.get(slug="privacy").title == "Onze privacy"
    assert "Site: Privacy" in load(None, "--overwrite")
    assert StandardPage.objects.get(slug="privacy").title == "Privacy"


# -- A changed file --------------------------------------------------------------------------------------------------


def test_changed_prose_is_a_correction(folder: Folder) -> None:
    load(folder)
    folder.change(MODULE, "Eerst **lezen**.", "Eerst **goed lezen**.")

    told = load(folder)

    assert releases() == [("1.0", "first"), ("1.1", "correction")]
    assert "P1 De eerste: changed" in told
    assert "P2 De tweede: unchanged" in told
    assert load(folder) == "No changes.\n"


def test_changed_key_is_another_exercise_and_so_a_new_edition(folder: Folder) -> None:
    load(folder)
    folder.change(MODULE, "id: P1.1", "id: P1.9")

    load(folder)

    assert releases() == [("1.0", "first"), ("2.0", "first")]


def test_changed_answer_is_a_new_edition(folder: Folder) -> None:
    load(folder)
    folder.change(MODULE, "k: liever niet", "k: kan")

    load(folder, "--same-meaning")

    assert releases() == [("1.0", "first"), ("2.0", "first")]


@pytest.mark.parametrize(
    ("options", "release"), [([], ("2.0", "first")), (["--same-meaning"], ("1.1", "confirmed"))], ids=["alone", "same"]
)
def test_other_words_are_a_new_edition_unless_the_meaning_is_the_same(
    folder: Folder, options: list[str], release: tuple[str, str]
) -> None:
    load(folder)
    folder.change(MODULE, "Noor komt te laat.", "Noor is te laat.")

    load(folder, *options)

    assert releases()[-1] == release


def test_file_that_changed_without_another_content_makes_no_release(folder: Folder) -> None:
    load(folder)
    revisions = Revision.objects.count()
    folder.change(MODULE, "key: P1", "# voor ons zelf\nkey: P1")

    assert load(folder) == "No changes.\n"
    assert (releases(), Revision.objects.count()) == ([("1.0", "first")], revisions)


def test_module_is_added_taken_away_and_put_in_another_order(folder: Folder) -> None:
    load(folder)
    folder.write("proef/03-p3.md", SECOND.replace("P2", "P3").replace("p2", "p3").replace("De tweede", "De derde"))
    load(folder)
    (folder.path / OTHER).unlink()
    (folder.path / MODULE).rename(folder.path / "proef/09-p1.md")

    told = load(folder)

    assert "De tweede: no longer in the files: unpublished" in told
    assert modules_in_order()[-2:] == ["De derde", "De eerste"]
    assert [frozen.title for frozen in current_release(course=course()).modules.all()] == ["De derde", "De eerste"]
    assert [name for name, _reason in releases()] == ["1.0", "2.0", "3.0"]
    assert load(folder) == "No changes.\n"


def test_module_whose_file_comes_back_is_the_same_module(folder: Folder) -> None:
    load(folder)
    known = module("P2").pk
    (folder.path / OTHER).unlink()
    load(folder)
    folder.write(OTHER, SECOND)

    load(folder)

    assert (module("P2").pk, module("P2").live) == (known, True)
    assert load(folder) == "No changes.\n"


def test_changed_fact_of_the_course_is_a_correction(folder: Folder) -> None:
    load(folder)
    folder.change(COURSE_FILE, "Kort en goed.", "Kort en beter.")

    load(folder)

    assert course().summary == "Kort en beter."
    assert releases()[-1] == ("1.1", "correction")


# -- Refusals --------------------------------------------------------------------------------------------------------


def test_broken_file_is_refused_whole(folder: Folder) -> None:
    folder.change(OTHER, "contact: vcp", "contact: politie")
    before = (Page.objects.count(), Source.objects.count(), LocalContact.objects.count())

    with pytest.raises(CommandError) as caught:
        load(folder)

    assert f"{folder.path / OTHER}:{folder.line(OTHER, '```blok contact')}: " in str(caught.value)
    assert caught.value.returncode == 1
    assert (Page.objects.count(), Source.objects.count(), LocalContact.objects.count()) == before


def test_broken_file_leaves_what_was_loaded_as_it_was(folder: Folder) -> None:
    load(folder)
    folder.change(MODULE, "Eerst", "Straks")
    folder.change(OTHER, "contact: vcp", "contact: politie")

    with pytest.raises(CommandError):
        load(folder)

    assert releases() == [("1.0", "first")]
    assert module().live_revision_id == module().revisions.get().pk


def test_dry_run_tells_and_saves_nothing(folder: Folder) -> None:
    before = Page.objects.count()

    told = load(folder, "--dry-run")

    assert "Edition 1.0" in told
    assert (Page.objects.count(), Release.objects.count(), Source.objects.count()) == (before, 0, 0)


# -- A kind of somebody else -----------------------------------------------------------------------------------------

TRY_KIND = """
import io, sys
import django
django.setup()
from django.core.management import call_command
from courses.frozen import read_module
from courses.models import ReleaseModule
call_command("makemigrations", check_changes=True, dry_run=True, stdout=sys.stderr)
call_command("load_curriculum", sys.argv[1], stdout=sys.stderr)
exercise = read_module(ReleaseModule.objects.get(title="De eerste")).exercises[0]
block, value = exercise.block, exercise.value
print(block.kind, [text.text for text in block.texts(value)][:2], block.checks(value))
"""


def test_kind_that_was_copied_is_known_after_one_line_of_settings(
    folder: Folder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    package = tmp_path_factory.mktemp("kind") / "oefenkind_kopie"
    shutil.copytree(settings.BASE_DIR / "exercises" / "choice", package)
    kind = package / "kind.py"
    text = kind.read_text(encoding="utf-8").replace('kind = "choice"', 'kind = "kopie"')
    kind.write_text(text.replace("kind: choice", "kind: kopie"), encoding="utf-8")
    (package / "templates/exercises/choice.html").rename(package / "templates/exercises/kopie.html")
    folder.change(MODULE, "kind: choice", "kind: kopie")
    database = package.parent / "database.sqlite3"
    with sqlite3.connect(connection.settings_dict["NAME"]) as empty, sqlite3.connect(database) as copy:
        empty.backup(copy)

    environment = os.environ | {
        "PYTHONPATH": f"{package.parent}{os.pathsep}{settings.BASE_DIR}",
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "EXTRA_EXERCISE_KINDS": "oefenkind_kopie.kind.ChoiceExercise",
        "DATABASE_URL": f"sqlite:///{database}",
    }
    command = [sys.executable, "-c", TRY_KIND, str(folder.path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed arguments

    assert done.stdout == "kopie ['Wat zeg je?', 'Noor komt te laat. Wat zeg je?'] []\n", done.stderr
