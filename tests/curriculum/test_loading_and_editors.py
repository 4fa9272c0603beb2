"""Loading beside editors: what they changed on the site is theirs."""

import pytest
from django.core.management import CommandError
from django.test import Client
from wagtail.log_actions import log

from cms.models import Source, StandardPage
from courses.services import publish_release
from curriculum.loading import MODULE_FIELDS
from curriculum.marks import Mark, content_hash
from curriculum.reading import read_curriculum
from tests.curriculum.conftest import Folder
from tests.curriculum.loaded import MODULE, OTHER, course, edit, load, module, releases

pytestmark = pytest.mark.django_db


GUIDE = "---\ntitle: Een avond\nsummary: Zo doe je het.\n---\n\n## Het uur\n\nVraag het [contact:vcp].\n"


def test_page_for_who_leads_the_course_stands_under_it(folder: Folder, client: Client) -> None:
    folder.write("proef/facilitator.md", GUIDE)

    told, again = load(folder), load(folder)

    page = client.get("/cursussen/proef/begeleiden/").content.decode()
    assert "Een proef: Een avond" in told
    assert "Vraag het de vertrouwenspersoon." in page
    assert '<a class="link-back" href="/cursussen/proef/"><span>Een proef</span></a>' in page
    assert (
        '<a class="link-alone" href="/cursussen/proef/begeleiden/">Een avond</a>'
        in client.get("/cursussen/proef/").content.decode()
    )
    assert again == "No changes.\n"


def test_page_for_who_leads_the_course_is_its_editors_until_overwritten(folder: Folder) -> None:
    folder.write("proef/facilitator.md", GUIDE)
    load(folder)
    edit(StandardPage.objects.get(slug="begeleiden"), title="Van de redactie")

    load(folder)
    kept = StandardPage.objects.get(slug="begeleiden").title
    load(folder, "--overwrite")

    assert (kept, StandardPage.objects.get(slug="begeleiden").title) == ("Van de redactie", "Een avond")


def test_page_for_who_leads_the_course_changes_no_edition(folder: Folder) -> None:
    load(folder)
    folder.write("proef/facilitator.md", GUIDE)

    load(folder)

    assert releases() == [("1.0", "first")]


def test_warning_comes_and_goes_as_a_correction(folder: Folder) -> None:
    load(folder)
    folder.change(MODULE, 'goals: ["Je begint."]', 'warning: "Even slikken."\ngoals: ["Je begint."]')
    load(folder)
    warned = module().warning
    folder.change(MODULE, 'warning: "Even slikken."\n', "")

    load(folder)

    assert (warned, module().warning) == ("Even slikken.", "")
    assert releases() == [("1.0", "first"), ("1.1", "correction"), ("1.2", "correction")]


def test_warning_of_an_editor_is_not_lost_to_a_changed_file(folder: Folder) -> None:
    load(folder)
    edit(module(), warning="Van de redactie.")
    publish_release(course=course())
    folder.change(MODULE, "Eerst", "Straks")

    with pytest.raises(CommandError):
        load(folder)

    assert module().warning == "Van de redactie."


def test_page_that_was_loaded_before_there_were_warnings_is_not_taken_for_an_editors_work(folder: Folder) -> None:
    load(folder)
    names = [name for name in MODULE_FIELDS if name != "warning"]
    assert Mark.read(module().source_hash).content == content_hash(module(), names)
    folder.change(MODULE, 'goals: ["Je begint."]', 'warning: "Even slikken."\ngoals: ["Je begint."]')

    load(folder)

    assert module().warning == "Even slikken."


def test_course_that_was_loaded_before_there_were_scenes_is_not_taken_for_an_editors_work(folder: Folder) -> None:
    load(folder)
    names = [name for name in read_curriculum(folder.path).courses[0].fields if name != "scene"]
    assert Mark.read(course().source_hash).content == content_hash(course(), names)
    folder.change("proef/course.md", "level: B1", "scene: training\nlevel: B1")

    load(folder)

    assert course().scene == "training"


def test_edited_page_is_left_alone_while_its_file_stays_as_it_was(folder: Folder) -> None:
    load(folder)
    edit(module(), title="Door een redacteur")

    told = load(folder)

    assert (told, module().title) == ("No changes.\n", "Door een redacteur")


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_edited_page_is_not_overwritten_by_a_changed_file(folder: Folder, publish: bool) -> None:
    load(folder)
    edit(module(), publish=publish, summary="Door een redacteur")
    if publish:
        publish_release(course=course())
    folder.change(MODULE, "Eerst", "Straks")
    folder.change(OTHER, "Luister eerst.", "Luister goed.")

    with pytest.raises(CommandError) as caught:
        load(folder)

    assert "De eerste: the file changed" in str(caught.value)
    assert "De tweede" not in str(caught.value)
    assert module().get_latest_revision_as_object().summary == "Door een redacteur"

    load(folder, "--overwrite")

    assert module().get_latest_revision_as_object().summary == "Het begin."
    assert load(folder) == "No changes.\n"


def test_page_that_was_unpublished_is_not_published_again_by_a_changed_file(folder: Folder) -> None:
    load(folder)
    module("P2").unpublish()
    folder.change(OTHER, "Luister eerst.", "Luister goed.")

    with pytest.raises(CommandError):
        load(folder)

    assert module("P2").live is False


def test_what_editors_published_is_not_released_along_with_a_changed_file(folder: Folder) -> None:
    load(folder)
    edit(module("P2"), summary="Door een redacteur")
    folder.change(MODULE, "Eerst", "Straks")

    with pytest.raises(CommandError) as caught:
        load(folder)

    assert "not in an edition yet" in str(caught.value)
    assert releases() == [("1.0", "first")]


def test_revision_that_an_editor_put_back_is_left_alone(folder: Folder) -> None:
    load(folder)
    first = module().latest_revision
    folder.change(MODULE, "Eerst", "Straks")
    load(folder)
    first.publish()

    assert load(folder) == "No changes.\n"
    assert "Eerst" in str(module().steps)


def test_same_change_on_the_site_and_in_the_file_is_no_conflict(folder: Folder) -> None:
    load(folder)
    edit(module(), summary="Een nieuw begin.")
    publish_release(course=course())
    folder.change(MODULE, "Het begin.", "Een nieuw begin.")

    assert load(folder) == "No changes.\n"


def test_source_follows_its_file_until_an_editor_changes_it(folder: Folder) -> None:
    load(folder)
    folder.change("sources.yaml", "Een onderzoek", "Een groot onderzoek")
    first = load(folder)
    source = Source.objects.get(key="S1")
    log(source, "wagtail.edit")
    folder.change("sources.yaml", "Een groot onderzoek", "Een klein onderzoek")

    second = load(folder)

    assert "changed (S1)" in first
    assert "kept as an editor has them (S1)" in second
    assert Source.objects.get(key="S1").title == "Een groot onderzoek"
