"""Blocks at work: shown on a page, called by the page, and what of them is graded."""

import logging
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from xblock.django.request import django_to_webob_request, webob_to_django_response
from xblock.exceptions import (
    InvalidScopeError,
    NoSuchDefinition,
    NoSuchHandlerError,
    NoSuchUsage,
    XBlockNotFoundError,
)
from xblock.fields import BlockScope, Scope, UserScope

from exercises.hosting import CallFailed, CallRefused, Host, NotACall, Shelf
from exercises.xblock.allowed import BlockUnavailable
from exercises.xblock.events import Graded
from exercises.xblock.host import resources
from exercises.xblock.host.classes import aside_class, block_class, usable_asides
from exercises.xblock.host.ids import BESIDE, Ids, UsageId
from exercises.xblock.host.olx import Parsed
from exercises.xblock.host.runtime import HostRuntime
from exercises.xblock.host.stores import AuthoredStore, LearnerStore, field_data, shelf_for

logger = logging.getLogger(__name__)
VIEW = "student_view"
LONGEST = 500  # characters of a call


def runtime_for(parsed: Parsed, host: Host) -> HostRuntime:
    """The runtime for the blocks of one exercise, for one learner and one request."""
    ids = Ids(parsed.root)
    ids.types.update(parsed.types)
    stores = field_data(AuthoredStore(parsed.fields, is_frozen=True), LearnerStore(host.memory, parsed.root))
    return HostRuntime(ids, stores, host)


def rendered(parsed: Parsed, host: Host) -> dict[str, Any]:
    """The block's HTML and what it loads. Whatever the block raises comes out."""
    runtime = runtime_for(parsed, host)
    fragment = runtime.get_block(UsageId(parsed.root)).render(VIEW, {})
    html = resources.without_style_attributes(fragment.body_html() + resources.markup(fragment))
    return {"html": html, "resources": resources.loadable(fragment)}


def answer(parsed: Parsed, host: Host, request: HttpRequest, call: str) -> HttpResponseBase:
    """Take one call: `usage/handler/suffix`. Raises NotACall, CallRefused or CallFailed."""
    usage, _slash, rest = call.partition("/")
    handler, _slash, suffix = rest.partition("/")
    if len(call) > LONGEST or "\0" in call or not handler.isidentifier() or ".." in suffix.split("/"):
        raise NotACall(call[:LONGEST])
    runtime = runtime_for(parsed, host)
    block = _addressed(runtime, usage)
    try:
        response = block.handle(handler, django_to_webob_request(request), suffix)
        return _as_django(response)
    except (NoSuchHandlerError, NoSuchUsage, XBlockNotFoundError) as error:
        raise NotACall(call) from error
    except InvalidScopeError as error:
        logger.warning("xblock.write_refused", extra={"block_type": block.scope_ids.block_type})
        raise CallRefused("A learner does not change what an editor wrote.") from error
    except CallRefused:
        raise
    except (Exception, SystemExit) as error:
        logger.exception("xblock.handler_failed", extra={"block_type": block.scope_ids.block_type})
        raise CallFailed(handler) from error


def _addressed(runtime: HostRuntime, usage: str) -> Any:
    """The block or aside with this usage id. Raises NotACall."""
    try:
        if BESIDE in usage:
            if usage.partition(BESIDE)[2] not in usable_asides():
                raise NotACall(usage)
            return runtime.get_aside(UsageId(usage))
        return runtime.get_block(UsageId(usage))
    except (NoSuchUsage, NoSuchDefinition, BlockUnavailable) as error:
        raise NotACall(usage) from error


def _as_django(response: Any) -> HttpResponseBase:
    if isinstance(response, HttpResponseBase):
        return response
    if not hasattr(response, "headerlist"):  # a handler that forgot to make a response
        return JsonResponse(response, safe=False) if response is not None else HttpResponse(status=204)
    made: HttpResponseBase = webob_to_django_response(response)
    for name in ("Set-Cookie", "Content-Security-Policy"):  # those are the site's own
        if name in made.headers:
            del made.headers[name]
    if "html" in made.headers.get("Content-Type", ""):  # opened by itself it would be a page of ours
        made.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    made.headers["X-Content-Type-Options"] = "nosniff"
    return made


# -- What there is to keep and to grade -------------------------------------------------------------------------------


def shelves(parsed: Parsed) -> tuple[Shelf, ...]:
    """Where the fields of these blocks, and of what stands beside them, are kept beyond the exercise."""
    found: dict[Shelf, None] = {}
    for block_type, declared in _declared(parsed):
        if declared.scope in (Scope.children, Scope.parent) or declared.scope.user == UserScope.NONE:
            continue
        group = block_type if declared.scope.block == BlockScope.TYPE else ""
        shelf = shelf_for(declared.scope, group, parsed.root)
        if shelf is not None:
            found[shelf] = None
    return tuple(found)


def graded(parsed: Parsed) -> Graded:
    """Which of these blocks have a score, and which say themselves when they are complete."""
    scored, custom = [], set()
    for usage, block_type in parsed.types.items():
        try:
            found = block_class(block_type)
        except BlockUnavailable:
            continue
        if getattr(found, "has_score", False):
            scored.append(usage)
        if getattr(found, "has_custom_completion", False):
            custom.add(usage)
    return Graded(parsed.root, tuple(scored), frozenset(custom))


def _declared(parsed: Parsed) -> Iterator[tuple[str, Any]]:
    """Every field of every type, with the type that it is of."""
    for load, names in ((block_class, dict.fromkeys(parsed.types.values())), (aside_class, usable_asides())):
        for name in names:
            for declared in load(name).fields.values():
                yield name, declared
