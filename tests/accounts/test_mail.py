"""Every mail: listed, in both languages, as text and HTML that say the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from lxml import html

from accounts.mail import Message, messages, render, send
from tests.factories import UserFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "emails"
EVERY = [pytest.param(message, id=name) for name, message in messages().items()]
LANGUAGES = list(dict(settings.INTERFACE_LANGUAGES))


def test_every_template_of_a_mail_is_listed() -> None:
    assert {path.stem for path in TEMPLATES.iterdir()} - {"base"} == set(messages())


def test_nothing_mails_past_the_one_door() -> None:
    root = Path(settings.BASE_DIR)
    apps = [path for path in root.glob("*/**/*.py") if path.parts[len(root.parts)] in settings.INSTALLED_APPS]
    mailing = re.compile(r"\b(send_mail|send_mass_mail|mail_admins|mail_managers|email_user|EmailM\w+)\(")

    assert {path.relative_to(root).as_posix() for path in apps if mailing.search(path.read_text())} == {
        "accounts/mail.py"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", EVERY)
def test_text_and_html_say_the_same(message: Message, language: str, mailoutbox: list[EmailMultiAlternatives]) -> None:
    send(message.name, to="fatma@example.org", language=language, context=message.example)

    [mail] = mailoutbox
    [(page, kind)] = mail.alternatives
    tree = html.document_fromstring(str(page))
    body = tree.find("body")
    links = body.xpath(".//a/@href")
    said = " ".join(re.sub(r"(:\n)?https?://\S+", " ", str(mail.body)).replace(":", "").split())
    shown = re.sub(r"https?://\S+", " ", " ".join(t for b in body.iter("h1", "h2", "p", "li") for t in b.itertext()))
    assert kind == "text/html"
    assert said == " ".join(shown.replace(":", "").split())
    assert tree.get("lang") == language
    assert all(link.startswith(settings.SITE_URL + "/") for link in links)
    assert [link for link in links if f"\n{link}\n" not in str(mail.body)] == []
    assert re.findall(r"<img|url\(|@import|<script|<link", str(page)) == []
    assert mail.subject
    assert "{" not in mail.subject + str(mail.body)


@pytest.mark.django_db
@pytest.mark.parametrize("message", EVERY)
def test_each_sentence_is_translated(message: Message) -> None:
    given = {str(value) for value in message.example.values()} | {"Leerkring"}
    lines = {
        language: set(render(message.name, language=language, context=message.example).text.splitlines())
        for language in LANGUAGES
    }

    same = {
        line
        for line in lines["nl"] & lines["en"]
        if line and not line.startswith("http") and not any(line in value for value in given)
    }
    assert same == set()


@pytest.mark.django_db
def test_somebodys_words_stay_words() -> None:
    answer = "<b>Niet</b> & nooit\nTweede regel"

    rendered = render("name_declined", language="nl", context={"course": "A & B", "link": "x", "answer": answer})

    assert "<b>Niet</b> & nooit\nTweede regel" in rendered.text
    assert "“A & B”" in rendered.text
    assert "<b>" not in rendered.html


@pytest.mark.django_db
@pytest.mark.parametrize("tone", ["light", "dark"])
def test_staff_see_every_mail_and_its_own_style_alone_is_allowed(client: Client, tone: str) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    listed = client.get("/admin/berichten/", {"language": "en", "tone": tone})
    one = client.get(f"/admin/berichten/link_back/en/{tone}/")

    frames = html.document_fromstring(listed.content).xpath("//iframe/@src")
    assert frames == [f"/admin/berichten/{name}/en/{tone}/" for name in messages()]
    assert re.search(r"style-src 'sha256-[^']+'(;|$)", one["Content-Security-Policy"])
    assert ("@media all" in one.content.decode()) == (tone == "dark")


@pytest.mark.django_db
def test_the_preview_is_for_staff_and_knows_no_other_mails(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get("/admin/berichten/link_back/en/light/").status_code == 302

    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert client.get("/admin/berichten/base/en/light/").status_code == 404
    assert client.get("/admin/berichten/", {"language": "xx"}).status_code == 404
