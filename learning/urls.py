"""Addresses of learning. Words are for people; the eight digits behind them decide, and never change."""

from django.urls import URLPattern, URLResolver, include, path

from learning import converters  # noqa: F401 -- registers `place`
from learning.views import calls, courses, device, group, invitations, printing, steps, warning

app_name = "learning"
module_patterns: list[URLPattern | URLResolver] = [
    path("", courses.module, name="module"),
    path("klaar/", courses.module_done, name="module-done"),
    path("a4/", printing.sheet, name="module-sheet"),
    path("zakkaartje/", printing.cards, name="module-cards"),
    path("later/", warning.later, name="module-later"),
    path("print/", courses.print_module, name="module-print"),
    path("<int:number>/", steps.step, name="step"),
    path("<int:number>/groep/<uuid:exercise_id>/", group.group, name="group"),
    path("<int:number>/oefening/<uuid:exercise_id>/<path:call_path>", calls.take_call, name="call"),
    path("<int:number>/melding/", courses.remark, name="remark"),
]
course_patterns: list[URLPattern | URLResolver] = [
    path("", courses.course, name="course"),
    path("begin/", courses.begin, name="begin"),
    path("printen/", printing.printables, name="printables"),
    path("nieuwe-editie/", courses.new_edition, name="new-edition"),
    path("adres/", courses.leave_address, name="leave-address"),
    path("<place:module_code>/", include(module_patterns)),
]
urlpatterns = [
    path("mijn/", courses.my_courses, name="my-courses"),
    path("mijn/aantekeningen/", courses.notes, name="notes"),
    path("mijn/onderweg/", device.device, name="device"),
    path("mijn/onderweg/wie/", device.who, name="device-who"),
    path("terug/<str:token>/", courses.come_back, name="come-back"),
    path("u/<slug:code>/", invitations.invitation, name="invitation"),
    path("leren/<place:course_code>/", include(course_patterns)),
]
