"""What a course gives on paper: each module on one A4, as a pocket card, and whole."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import unescape

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.contacts import with_contacts
from cms.languages import site_attributes
from cms.models import LocalContact, Source
from cms.queries import contacts_for
from cms.templatetags.prose import source_keys, with_numbers, without_sources
from courses.frozen import FrozenModule, read_modules
from courses.gist import Card, Gist
from courses.models import ReleaseModule
from learning import paper
from learning.study import Study, course_study

TO_WRITE_ON = "……………………………………"  # where an organisation has not filled in how to reach somebody


@require_safe
@never_cache
def printables(request: HttpRequest, course_code: str) -> HttpResponse:
    """Everything of a course that can be printed."""
    study = course_study(learner=request.learner, course_code=course_code)  # type: ignore[attr-defined]
    frozen = read_modules(study.modules)
    rows = [
        {
            "module": module,
            "has_gist": not one.gist.is_empty,
            "sheet_url": study.url("module-sheet", module),
            "cards_url": study.url("module-cards", module),
            "whole_url": study.url("module-print", module),
        }
        for module, one in zip(study.modules, frozen, strict=True)
    ]
    return render(request, "learning/printables.html", {"study": study, "rows": rows})


@require_safe
@never_cache
def sheet(request: HttpRequest, course_code: str, module_code: str) -> HttpResponse:
    """A module on one A4."""
    study, module, frozen = _to_print(request, course_code, module_code)
    contacts = _contacts(study, frozen)
    sources = _sources(frozen.gist)
    listed = paper.sheet(replace(_paper(study, frozen, contacts, {}), sources=tuple(map(_source_line, sources))))
    numbers = {source.key: number for number, source in enumerate(sources[: len(listed.sources)], start=1)}
    texts = _paper(study, frozen, contacts, numbers)
    shown = replace(listed, points=texts.points[: len(listed.points)])
    return render(request, "learning/sheet.html", _context(study, module, shown))


@require_safe
@never_cache
def cards(request: HttpRequest, course_code: str, module_code: str) -> HttpResponse:
    """A module as a card of A6, four on a sheet; and what an editor meant as a card, in the same way."""
    study, module, frozen = _to_print(request, course_code, module_code)
    contacts = _contacts(study, frozen)
    own = [_own_card(card, contacts, frozen.language) for card in frozen.gist.cards]
    context = _context(study, module, paper.card(_paper(study, frozen, contacts, {}))) | {"own_cards": own}
    return render(request, "learning/cards.html", context)


def _to_print(request: HttpRequest, course_code: str, module_code: str) -> tuple[Study, ReleaseModule, FrozenModule]:
    study = course_study(learner=request.learner, course_code=course_code)  # type: ignore[attr-defined]
    module = study.module(module_code)
    frozen = study.frozen(module)
    if frozen.gist.is_empty:
        raise Http404("Nothing of this module is meant for paper.")
    return study, module, frozen


def _context(study: Study, module: ReleaseModule, shown: paper.Paper) -> dict[str, object]:
    link = settings.SITE_URL + reverse("learning:module", args=[study.course.code, module.code])
    code = segno.make(link, error="m", micro=False)
    return {
        "study": study,
        "module": module,
        "paper": shown,
        "language": study.language,
        "size": _class(shown.size),
        "link": link.split("://")[-1].rstrip("/"),
        "qr": mark_safe(code.svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None)),  # noqa: S308 -- made here
        "module_url": study.url("module", module),
        "sheet_url": study.url("module-sheet", module),
        "cards_url": study.url("module-cards", module),
        "printables_url": study.url("printables"),
    }


def _paper(
    study: Study, frozen: FrozenModule, contacts: Mapping[str, LocalContact], numbers: Mapping[str, int]
) -> paper.Paper:
    gist = frozen.gist

    def html(texts: Iterable[str]) -> tuple[SafeString, ...]:
        marked = (with_numbers(text, numbers) for text in texts)
        return tuple(with_contacts(text, contacts, language=frozen.language) for text in marked)

    return paper.Paper(
        title=frozen.title,
        kicker=study.release.title,
        lead=escape(frozen.summary),
        goals=html(frozen.goals),
        points=html(gist.points),
        takeaways=html(gist.takeaways),
        words=html(gist.words),
        contacts=tuple(_contact_line(contacts[key]) for key in frozen.all_contacts if key in contacts),
    )


def _contacts(study: Study, frozen: FrozenModule) -> dict[str, LocalContact]:
    organisation = study.enrolment.organisation if study.enrolment else None
    return contacts_for(keys=set(frozen.all_contacts), organisation=organisation)


def _contact_line(contact: LocalContact) -> SafeString:
    reached = contact.phone or contact.email or contact.url or TO_WRITE_ON
    return format_html("<b{}>{}</b> <span>{}</span>", site_attributes(), contact.name, reached)


def _sources(gist: Gist) -> list[Source]:
    """The sources of the module's list in its order, and then those that only a point names. One query."""
    named = [key for text in (*gist.points, *gist.takeaways) for key in source_keys(text)]
    found = Source.objects.filter(pk__in=gist.sources) | Source.objects.filter(key__in=named)
    places = {pk: place for place, pk in enumerate(gist.sources)}
    return sorted(found, key=lambda source: places.get(source.pk, len(places)))


def _source_line(source: Source) -> str:
    parts = [part for part in (source.publisher, source.title) if part]
    return escape(": ".join(parts) + (f" ({source.year})" if source.year else ""))


def _own_card(card: Card, contacts: Mapping[str, LocalContact], language: str) -> dict[str, object]:
    html = with_contacts(without_sources(card.html), contacts, language=language)
    lines = unescape(strip_tags(html.replace("</li>", "\n").replace("</p>", "\n").replace("<br/>", "\n"))).splitlines()
    size = paper.card_size(card.title, [line for line in lines if line.strip()])
    return {"title": card.title, "html": html, "size": _class(size or 0), "fits": size is not None}


def _class(size: float) -> str:
    """A size of letters as the end of a class: a style may not stand in the page."""
    return f"{size:g}".replace(".", "-")
