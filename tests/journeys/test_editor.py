import pytest
from django.test import Client
from django.contrib.auth.models import Group
from tests.factories import *
from curriculum.site import ensure_editors
from django.conf import settings

def test_explore(open_browser, live_server):
    home = home_page()
    course = CoursePageFactory(title="Cursus van Esra")
    user = UserFactory(name="Esra", email="esra@example.org")
    user.groups.add(ensure_editors(home))
    client = Client(); client.force_login(user)
    page = open_browser(viewport={"width":1280,"height":800})
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}])
    msgs=[]
    page.on("console", lambda m: msgs.append(m.text))
    page.goto("/admin/")
    page.screenshot(path="/tmp/ed/home.png", full_page=True)
    page.goto(f"/admin/pages/add/courses/modulepage/{course.pk}/")
    page.wait_for_timeout(1500)
    page.screenshot(path="/tmp/ed/add.png", full_page=True)
    open("/tmp/ed/add.html","w").write(page.content())
    page.locator("#panel-child-inhoud-steps-section, [data-contentpath=steps]").first.screenshot(path="/tmp/ed/steps.png")
    page.locator("[data-contentpath=steps] button[title], .c-sf-add-button").first.click()
    page.wait_for_timeout(800)
    page.screenshot(path="/tmp/ed/step1.png", full_page=True)
    open("/tmp/ed/step1.html","w").write(page.content())
    print("\n".join(msgs))
