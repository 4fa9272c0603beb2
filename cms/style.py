"""What the style page shows: every component in its states, and every pair of colours with its contrast."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.theming.pairs import NAMES, PAIRS

WHOLE_PAGES = {"fault", "instead"}  # frames of whole pages: seen as 500.html and 404.html, not as components
LONG = "Samenwerken met vrijwilligersorganisaties en wijkverenigingen rondom een gezin met jonge kinderen"


@dataclass(frozen=True, slots=True)
class Sample:
    """One component in one state."""

    component: str
    state: str
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def include(self) -> str:
        """How a template includes it."""
        names = " ".join(f"{name}=…" for name in self.context)
        return f'{{% include "components/{self.component}.html"{" with " + names if names else ""} only %}}'

    def html(self) -> SafeString:
        """As it comes out, without a request; a summary of errors takes the focus on its own page alone."""
        made = get_template(f"components/{self.component}.html").render(dict(self.context))
        return mark_safe(made.replace(" data-focus autofocus", ""))  # noqa: S308 -- our own template


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two colours that stand on one another, measured."""

    front: str
    behind: str
    names: tuple[Any, Any]
    least: float
    light: float
    dark: float


def samples() -> list[Sample]:
    """Every component that a page includes, in the states it has."""
    crumbs = [{"title": "Cursussen", "url": "#"}, {"title": "Steun rond een gezin"}]
    course = {"title": "Steun rond een gezin", "url": "#", "summary": "Wie staat er om dit gezin heen?"}
    steps = [
        {"title": "Luister eerst", "url": "#", "is_seen": True},
        {"title": "Dan jij", "url": "#", "is_current": True},
    ]
    source = {"title": "Richtlijn netwerk", "url": "#", "publisher": "Uitgever", "year": 2024}
    return [
        Sample("breadcrumbs", _("usual"), {"items": crumbs}),
        Sample("breadcrumbs", _("long"), {"items": [crumbs[0], {"title": LONG}]}),
        Sample(
            "contact_card",
            _("usual"),
            {"contact": {"name": "Wijkteam Zuid", "phone": "010 203 40 50", "email": "wijkteam@example.nl"}},
        ),
        Sample("contact_card", _("name alone"), {"contact": {"name": "Wijkteam Zuid"}}),
        Sample("course_card", _("new"), course | {"modules": 8, "minutes": 95, "status": "new"}),
        Sample(
            "course_card", _("under way"), course | {"modules": 8, "done": 3, "status": "busy", "action": "Ga verder"}
        ),
        Sample("course_card", _("finished"), course | {"modules": 8, "done": 8, "status": "done", "hue": "club"}),
        Sample("course_card", _("long"), course | {"title": LONG, "summary": f"{LONG}. {LONG}.", "modules": 24}),
        Sample(
            "empty",
            _("usual"),
            {"title": "Nog geen cursussen", "text": "Begin er een.", "url": "#", "action": "Bekijk de cursussen"},
        ),
        Sample("empty", _("no way on"), {"title": "Nog niets", "text": "Hier komt later iets te staan."}),
        Sample(
            "error_summary",
            _("two faults"),
            {"errors": [{"message": "Kies een antwoord.", "href": "#"}, {"message": LONG}]},
        ),
        Sample("device_choice", _("only seen where something is stored")),
        *(Sample("field", state, {"field": bound}) for state, bound in _fields()),
        Sample("footer", _("usual")),
        Sample("footer", _("own words"), {"theme": {"footer_text": LONG}}),
        Sample("guest_bar", _("usual"), {"restart_url": "#"}),
        Sample("language_switch", _("usual"), {"path": "/stijl/"}),
        Sample("header", _("usual")),
        Sample("mark", _("usual")),
        Sample("messages", _("each level"), {"messages": [Message("success"), Message("info"), Message("warning")]}),
        *(Sample("meter", level, {"name": "Drukte", "level": level}) for level in ("low", "mid", "high")),
        Sample("notes_choice", _("only seen where notes are kept")),
        Sample("notes_words", _("never seen: words for a script")),
        *(
            Sample("notice", tone, {"tone": tone, "title": "Goed om te weten", "text": LONG})
            for tone in ("good", "info", "warning")
        ),
        Sample("read_aloud", _("only seen where there is a Dutch voice")),
        *(
            Sample("ring", _("%(done)s of %(total)s") % {"done": done, "total": total}, {"total": total, "done": done})
            for total, done in ((1, 0), (4, 2), (8, 3), (20, 11))
        ),
        Sample("ring", _("closed"), {"total": 8, "done": 8, "closed": True}),
        Sample("ring_art", _("usual")),
        Sample("search_form", _("usual")),
        Sample("search_form", _("typed"), {"wish": LONG[:80]}),
        Sample("source", _("usual"), {"source": source}),
        Sample("source", _("on paper alone"), {"source": {"title": "Een boek", "year": 2019}}),
        Sample(
            "step_bar",
            _("usual"),
            {"position": 2, "total": 4, "done": 1, "module_title": "Luister eerst", "minutes_left": 4},
        ),
        Sample(
            "step_bar",
            _("with its steps"),
            {"position": 2, "total": 2, "done": 1, "module_title": LONG, "steps": steps},
        ),
        Sample("store_module", _("seen with script"), {"id": "1", "title": "Luister eerst", "course": "Steun"}),
        Sample("unkept_question", _("seen when asked")),
        *(Sample("icon", name, {"name": name}) for name in _icons()),
    ]


@dataclass(frozen=True, slots=True)
class Message:
    """Something that the last action would say."""

    level_tag: str

    def __str__(self) -> str:
        return "Je naam is bewaard."


class StyleForm(forms.Form):
    """A field of each sort."""

    name = forms.CharField(label="Je naam", help_text="Zo komt je naam op je bewijs.")
    phone = forms.CharField(label="Telefoon", required=False, disabled=True)
    agree = forms.BooleanField(label="Stuur mij een bericht als er iets verandert.", required=False)
    role = forms.ChoiceField(label=LONG, choices=[("a", "Vrijwilliger"), ("b", LONG)], widget=forms.RadioSelect)


def _fields() -> list[tuple[str, forms.BoundField]]:
    fresh, refused = StyleForm(prefix="fresh"), StyleForm({}, prefix="refused")
    states = [(_("%(name)s, empty") % {"name": name}, fresh[name]) for name in fresh.fields]
    return [*states, *((_("%(name)s, refused") % {"name": name}, refused[name]) for name in ("name", "role"))]


def _icons() -> list[str]:
    source = (settings.BASE_DIR / "templates" / "components" / "icon.html").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r'name == "(\w+)"', source)))


@cache
def contrasts() -> list[Contrast]:
    """Each pair of PAIRS in our own colours, by day and by night."""
    from cms.theming.colours import Colour, contrast  # only this page and importing a theme measure colours

    day, night = own_colours()

    def measured(colours: dict[str, str], front: str, behind: str) -> float:
        return round(contrast(Colour(colours[front]), Colour(colours[behind])), 1)

    return [
        Contrast(
            front,
            behind,
            (NAMES[front], NAMES[behind]),
            least,
            measured(day, front, behind),
            measured(night, front, behind),
        )
        for front, behind, least in PAIRS
    ]


def own_colours() -> tuple[dict[str, str], dict[str, str]]:
    """Our own colours by day and by night, by name without `--c-`, as tokens.css has them."""
    return (
        _colours(":root {", ':root, [data-hue="network"] {'),
        _colours(':root[data-theme="dark"] {', ':root[data-theme="dark"], '),
    )


def _colours(*starts: str) -> dict[str, str]:
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    blocks = "".join(css.partition(start)[2].partition("}")[0] for start in starts)
    return dict(re.findall(r"--c-([\w-]+): (#\w+);", blocks))
