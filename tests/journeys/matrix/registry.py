"""Every page that a learner or a visitor may come to. A new address: one line here, or a reason in NOT_SEEN.

`python -m pytest tests/test_registry.py` tells which addresses have neither.
"""

from collections.abc import Callable
from dataclasses import dataclass

from courses.queries import released_exercises
from learning.study import course_study
from tests.journeys.matrix.world import KINDS, World, warned_module


@dataclass(frozen=True, slots=True)
class Seen:
    """A page: the name of its address, who looks at it, and what it answers. `refused` sends its form empty first."""

    route: str
    address: Callable[[World], str]
    who: str = "visitor"
    status: int = 200
    state: str = ""
    refused: bool = False

    @property
    def name(self) -> str:
        """Tells it from every other."""
        return f"{self.route} {self.state}".strip()


def _first(world: World, name: str) -> str:
    study = world.guests()
    return study.url(name, study.modules[0])


def _shipped(world: World, name: str) -> str:
    study = course_study(learner=None, course_code=world.shipped.code)
    return study.url(name, study.modules[0])


def _exercise(world: World, name: str) -> str:
    study = world.guests()
    module = study.modules[0]
    step = study.frozen(module).steps[KINDS.index(name) + 1]
    return study.group_url(module, step.number, step.exercises[0])


def _dialogue(world: World) -> str:
    return world.url("tools:dialogue", released_exercises("dialogue")[0].exercise.id)


AROUND = [
    Seen("page:HomePage", lambda world: "/"),
    Seen("page:StandardPage", lambda world: "/privacy/"),
    Seen("page:StandardPage", lambda world: "/over/", state="about"),
    Seen("page:StandardPage", lambda world: "/hulp/", state="help"),
    Seen("page:AccessibilityStatementPage", lambda world: "/toegankelijkheid/"),
    Seen("page:CoursePage", lambda world: world.shipped.url),
    Seen("page:CoursePage", lambda world: world.every.url, state="begun", who="guest"),
    Seen("page:CourseIndexPage", lambda world: "/cursussen/"),
    Seen("courses:catalogue", lambda world: "/cursussen/", state="signed in", who="holder"),
    Seen("cms:sources", lambda world: "/bronnen/"),
    Seen("cms:glossary", lambda world: "/woordenlijst/"),
    Seen("cms:display", lambda world: "/weergave/"),
    Seen("tools:search", lambda world: "/zoeken/"),
    Seen("tools:search", lambda world: "/zoeken/?q=compliment", state="found"),
    Seen("tools:search", lambda world: "/zoeken/?q=vliegtuigmotor", state="nothing"),
    Seen("privacy:my-data", lambda world: "/mijn/gegevens/"),
    Seen("privacy:my-data", lambda world: "/mijn/gegevens/", state="one", who="holder"),
    Seen("privacy:consents", lambda world: "/mijn/toestemming/", who="holder"),
    Seen("privacy:erase", lambda world: "/mijn/gegevens/wissen/", who="holder"),
    Seen("privacy:erase", lambda world: "/mijn/gegevens/wissen/", state="of a guest", who="guest"),
    Seen("privacy:erased", lambda world: "/mijn/gegevens/gewist/"),
    Seen("learning:device", lambda world: "/mijn/onderweg/", who="guest"),
    Seen("learning:my-courses", lambda world: "/mijn/"),
    Seen("learning:my-courses", lambda world: "/mijn/", state="begun", who="guest"),
    Seen("learning:my-courses", lambda world: "/mijn/", state="done", who="holder"),
    Seen("learning:notes", lambda world: "/mijn/aantekeningen/"),
    Seen("learning:come-back", lambda world: "/terug/onzin/", status=404),
    Seen("learning:invitation", lambda world: f"/u/{world.invitation.code}/"),
    Seen("learning:invitation", lambda world: "/u/onzin/", state="ended", status=410),
    Seen("wagtail_serve", lambda world: "/bestaat-niet/", status=404),
]
DOOR = [
    Seen("account_login", lambda world: "/account/login/"),
    Seen("account_login", lambda world: "/account/login/", state="refused", refused=True),
    Seen("account_logout", lambda world: "/account/logout/", who="holder"),
    Seen("account_inactive", lambda world: "/account/inactive/"),
    Seen("accounts:account", lambda world: "/account/", who="holder"),
    Seen("accounts:new-address", lambda world: "/account/adres/", who="holder"),
    Seen("accounts:begin-again", lambda world: "/begin-opnieuw/", who="guest"),
    Seen("mfa_index", lambda world: "/account/passkeys/", who="holder"),
]
LEARNING = [
    Seen("learning:printables", lambda world: world.guests().url("printables"), who="guest"),
    Seen("learning:leave-address", lambda world: world.guests().url("leave-address"), who="guest"),
    Seen("learning:module-done", lambda world: _first(world, "module-done"), who="guest"),
    Seen("learning:module-print", lambda world: _first(world, "module-print"), who="guest"),
    Seen("learning:module-sheet", lambda world: _shipped(world, "module-sheet")),
    Seen("learning:module-cards", lambda world: _shipped(world, "module-cards")),
    Seen("learning:module-later", lambda world: world.warned.url("module-later", warned_module(world.warned))),
    Seen("learning:step", lambda world: world.warned.step_url(warned_module(world.warned), 1), state="warned"),
    Seen("learning:step", lambda world: world.guests().step_url(world.guests().modules[0], 1), who="guest"),
    Seen("learning:remark", lambda world: world.step("choice") + "melding/", who="guest"),
    Seen("learning:group", lambda world: _exercise(world, "dialogue"), who="guest"),
    Seen("learning:group", lambda world: _exercise(world, "statement"), state="of statements", who="guest"),
]
STEPS = [
    seen
    for kind in KINDS
    for seen in (
        Seen("learning:step", lambda world, kind=kind: world.step(kind), state=f"{kind}, before", who="guest"),
        Seen(
            "learning:step",
            lambda world, kind=kind: world.step(kind),
            state=f"{kind}, refused",
            who="guest",
            refused=True,
        ),
        Seen(
            "learning:step",
            lambda world, kind=kind: world.step(kind, answered=True),
            state=f"{kind}, answered",
            who="holder",
        ),
    )
]
PROOF = [
    Seen("certificates:finish", lambda world: world.certified().finish_url, who="holder"),
    Seen("certificates:mine", lambda world: "/mijn/bewijzen/"),
    Seen("certificates:mine", lambda world: "/mijn/bewijzen/", state="one", who="holder"),
    Seen("certificates:my-certificate", lambda world: f"/mijn/bewijzen/{world.certificate.code}/", who="holder"),
    Seen("certificates:wish-name", lambda world: f"/mijn/bewijzen/{world.certificate.code}/andere-naam/", who="holder"),
    Seen("certificates:no-more-reminders", lambda world: f"/mijn/bewijs/geen-mails/{world.token()}/"),
    Seen("certificates:shared", lambda world: f"/organisatie/{world.invitation.organisation.uuid}/bewijzen/", "holder"),
    Seen("certificates:check-by-hand", lambda world: "/c/"),
    Seen("certificates:check", lambda world: f"/c/{world.certificate.code}/"),
    Seen("certificates:check", lambda world: "/c/7KQ4XH2M9ZP3TVB6WY8NCE5RJD/", state="unknown", status=404),
]
TOOLS = [
    Seen("tools:index", lambda world: "/gereedschap/"),
    Seen("tools:dialogues", lambda world: "/gereedschap/gesprek/"),
    Seen("tools:dialogue", _dialogue),
    Seen("tools:dialogue", lambda world: _dialogue(world) + "?groep", state="group"),
    Seen("tools:ecogram", lambda world: "/gereedschap/ecogram/"),
    Seen("tools:route", lambda world: "/gereedschap/bij-wie/"),
    Seen("tools:first-step", lambda world: "/gereedschap/eerste-stap/"),
    Seen("tools:cards", lambda world: "/gereedschap/kijkkaart/"),
    Seen("tools:card", lambda world: "/gereedschap/kijkkaart/complimenten/"),
]
PAGES = [*AROUND, *DOOR, *LEARNING, *STEPS, *PROOF, *TOOLS]

NO_PAGE, LEADS = "no page: a file, or for machines", "shows nothing: it leads to another page"
KEY = "needs an authenticator or a passkey; the page in allauth's words, in our layout"
NOT_SEEN = {
    "healthz": NO_PAGE,
    "readyz": NO_PAGE,
    "^media/(?P<path>images/.*)$": NO_PAGE,
    "wagtaildocs_serve": NO_PAGE,
    "certificates:download": NO_PAGE,
    "certificates:did-document": NO_PAGE,
    "certificates:status-list": NO_PAGE,
    "cms:theme-sheet": NO_PAGE,
    "cms:illustration": NO_PAGE,
    "manifest": NO_PAGE,
    "worker": NO_PAGE,
    "learning:device-who": NO_PAGE,
    "privacy:my-data-file": NO_PAGE,
    "accounts:choose-language": LEADS,
    "accounts:sign-out-devices": LEADS,
    "cms:style": "for who works here: tests/cms/test_style_page.py",
    "xblock:text": NO_PAGE,
    "xblock:resource": NO_PAGE,
    "mfa_login_webauthn": NO_PAGE,
    "mfa_download_recovery_codes": NO_PAGE,
    "account_signup": "the same page as account_login",
    "account_request_login_code": "the same page as account_login",
    "account_confirm_login_code": "after a form: test_every_page_of_an_account_is_sound",
    "accounts:demo": "the demo only",
    "cms:demo-theme": "the demo only, and it leads to another page",
    "learning:course": LEADS,
    "learning:begin": LEADS,
    "learning:module": LEADS,
    "learning:call": "what a block of others calls; its page is a step",
    "learning:new-edition": "after an edition: test_moving.py",
    "certificates:choose": LEADS,
    "certificates:add-number": "only with an accreditation; test_private pages of certificates show its form",
    "certificates:check-file": "after a form, at the address where it is shown: tests/certificates",
    "courses:exercise-try": "what a preview posts to, for editors",
    "courses:try-call": "what a preview calls, for editors",
    "wagtailcore_authenticate_with_password": "Wagtail's own; no page of ours has a password",
    "wagtailcore_login": "leads to the door",
    "wagtaildocs_authenticate_with_password": "Wagtail's own; no document of ours has a password",
    "mfa_authenticate": KEY,
    "mfa_reauthenticate": KEY,
    "mfa_activate_totp": KEY,
    "mfa_deactivate_totp": KEY,
    "mfa_view_recovery_codes": KEY,
    "mfa_generate_recovery_codes": KEY,
    "mfa_list_webauthn": KEY,
    "mfa_add_webauthn": KEY,
    "mfa_reauthenticate_webauthn": KEY,
    "mfa_remove_webauthn": KEY,
    "mfa_edit_webauthn": KEY,
    "page:ModulePage": "leads to the frozen module",
}
