"""`XBlockExercise`: a block from the world of Open edX, in a page of ours."""

import json
import logging
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail import blocks

from cms.languages import label_language
from exercises.base import ExerciseBlock, no_unknown, source_number, source_text
from exercises.contract import JSON, InvalidAnswer, Outcome, Problem, Response, SourceError, Text
from exercises.hosting import Host, Memory, Shelf
from exercises.xblock.allowed import BlockUnavailable, type_choices
from exercises.xblock.refusals import OlxError, say_unavailable

if TYPE_CHECKING:
    from exercises.registry import Exercise
    from exercises.xblock.host.olx import Parsed

logger = logging.getLogger(__name__)
DRAFT = "00000000-0000-4000-8000-000000000000"  # in place of an exercise's id while an editor writes


def _labels(exercise: "Exercise") -> str:
    """In which language a block's own labels stand: that of the course where the site speaks it, as its words are."""
    return label_language(exercise.language or settings.LANGUAGE_CODE)


class SettingsBlock(blocks.TextBlock):
    """The fields of a block as JSON, for which script shows a form."""

    @cached_property
    def field(self) -> forms.CharField:
        widget = forms.Textarea(attrs={"rows": 3, "data-controller": "xblock-fields", "spellcheck": "false"})
        return forms.CharField(widget=widget, **self.field_options)


class XBlockExercise(ExerciseBlock):
    """A block that the operator chose, which runs on the server and calls back; and words for who cannot use it."""

    kind = "xblock"
    calls = True
    needs_connection = True
    trusted = True
    style = "exercises/xblock.css"
    script = "exercises/xblock.js"
    urls = "exercises.xblock.urls"
    codes = frozenset({"src", "block", "settings", "olx"})
    example = """
id: example
kind: xblock
title: Zet je knop om
minutes: 1
intro: Heb je dit gedaan? Zet dan de knop om.
block: done
settings: {align: right}
alternative: Zeg tegen een collega wat je gaat doen.
"""
    example_answer = {"alternative": ["done"]}

    block = blocks.ChoiceBlock(
        label=_("Kind of block"),
        choices=type_choices,
        help_text=_("Which blocks there are is decided by whoever runs this site."),
    )
    settings = SettingsBlock(label=_("Fields of the block"), required=False, max_length=20_000)
    olx = blocks.TextBlock(
        label=_("OLX"),
        required=False,
        rows=8,
        max_length=60_000,
        help_text=_("Only if the fields are not enough: the whole block as XML, as Open edX exports it."),
    )
    needed = blocks.IntegerBlock(
        label=_("Points needed (%)"),
        default=100,
        min_value=0,
        max_value=100,
        help_text=_("From this share of the points on it counts as done. 0: every answer counts."),
    )
    alternative = blocks.TextBlock(
        label=_("For whoever cannot use the block"),
        rows=3,
        help_text=_("Not everybody can use every block. What can somebody do or read in its place?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Apart in the picker on a site that allows no block."""
        if not settings.XBLOCK_TYPES:
            kwargs.setdefault("group", _("Switched off: this site allows no blocks of others"))
        super().__init__(*args, **kwargs)

    # -- The way without the block -------------------------------------------------------------------------------

    def respond(self, value: Any, state: dict[str, Any], data: QueryDict) -> Response:
        """Somebody did what stands there in place of the block."""
        if data.getlist("alternative") != ["done"]:
            raise InvalidAnswer(_("This page was changed. Load it again, and press the button once more."))
        return Response(answer={"alternative": True}, state={**state, "done": True}, outcome=Outcome())

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        return {"is_done": state.get("done") is True}

    def fits(self, value: Any, state: dict[str, Any]) -> bool:
        """Fields of a block are the block's own business; a state without any is of another exercise."""
        return not state or bool(state.keys() & {"fields", "done"})

    # -- The block -----------------------------------------------------------------------------------------------

    def shelves(self, exercise: "Exercise") -> tuple[Shelf, ...]:
        from exercises.xblock.host import play

        try:
            return play.shelves(self._parsed(exercise))
        except (BlockUnavailable, OlxError):
            return ()

    def hosted_view(self, exercise: "Exercise", host: Host, request: HttpRequest) -> dict[str, Any]:
        """The block's HTML, or a word about why it is not there: to learners that it is, to editors what is wrong."""
        from exercises.xblock.host import play

        try:
            with override(_labels(exercise)):
                return {"hosted": {"address": host.address, **play.rendered(self._parsed(exercise), host)}}
        except BlockUnavailable as error:
            logger.warning("xblock.unavailable", extra={"block_type": error.block_type, "reason": error.reason})
            return _fault(host, say_unavailable(error))
        except OlxError as error:
            logger.warning("xblock.unreadable", extra={"exercise": str(exercise.id)})
            return _fault(host, str(error))
        except (Exception, SystemExit) as error:  # code of others
            logger.exception("xblock.view_failed", extra={"block_type": exercise.value["block"]})
            host.memory.writes.clear()
            host.memory.events.clear()
            return _fault(host, f"{type(error).__name__}: {error}"[:300])

    def answer_call(self, exercise: "Exercise", host: Host, request: HttpRequest, call: str) -> HttpResponseBase:
        from exercises.hosting import NotACall
        from exercises.xblock.host import play

        try:
            parsed = self._parsed(exercise)
        except (BlockUnavailable, OlxError) as error:
            raise NotACall(call) from error
        with override(_labels(exercise)):
            return play.answer(parsed, host, request, call)

    def heard(self, exercise: "Exercise", memory: Memory) -> Response:
        from exercises.xblock.events import judge
        from exercises.xblock.host import play

        graded = play.graded(self._parsed(exercise))
        needed = exercise.value["needed"] or 0
        return judge(memory.events, memory.state, graded, needed, only_new=memory.is_showing)

    def _parsed(self, exercise: "Exercise") -> "Parsed":
        return self.parsed(exercise.value, str(exercise.id))

    def parsed(self, value: Any, root: str = DRAFT) -> "Parsed":
        """What the editor wrote, as blocks. Raises OlxError or BlockUnavailable."""
        from exercises.xblock.host.olx import parse

        return parse(root, value["block"] or "", value["settings"] or "", value["olx"] or "")

    # -- Telling about itself ------------------------------------------------------------------------------------

    def rules(self, value: Any) -> JSON:
        return {name: value[name] or "" for name in ("block", "settings", "olx")} | {"needed": value["needed"]}

    def wording(self, value: Any) -> list[str]:
        return [value["alternative"] or ""]

    def own_texts(self, value: Any) -> list[Text]:
        return [Text("question", value["alternative"] or "")]

    def checks(self, value: Any) -> list[Problem]:
        """What is wrong with the block, at the field where it is."""
        found: list[Problem] = []
        if not value["block"]:
            return found
        try:
            found += [Problem("settings", text) for text in self._wrong_fields(value)]
            self.parsed({**value, "settings": ""} if found else value)
        except OlxError as error:
            found.append(Problem("olx", str(error)))
        except BlockUnavailable as error:
            found = [Problem("block", say_unavailable(error))]
        return found

    def _wrong_fields(self, value: Any) -> list[str]:
        from exercises.xblock.host.form import problems_in

        try:
            filled = json.loads(value["settings"] or "{}")
        except ValueError:
            filled = None
        if not isinstance(filled, dict):
            return [str(_('This is not JSON: fields between braces, as {"align": "left"}.'))]
        return problems_in(value["block"], filled)

    # -- Source files --------------------------------------------------------------------------------------------

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "block", "settings", "olx", "needed", "alternative")
        fields = data.get("settings", {})
        if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields):
            raise SourceError(_("“settings” are fields of the block with their values."))
        try:
            written = json.dumps(fields, ensure_ascii=False, sort_keys=True) if fields else ""
        except (TypeError, ValueError) as error:
            raise SourceError(_("“settings” are fields of the block with their values.")) from error
        return {
            "block": source_text(data, "block"),
            "settings": written,
            "olx": source_text(data, "olx", default=""),
            "needed": source_number(data, "needed", range(101), default=100),
            "alternative": source_text(data, "alternative"),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        source: dict[str, Any] = {"block": value["block"]}
        if value["settings"]:
            source["settings"] = json.loads(value["settings"])
        if value["olx"]:
            source["olx"] = value["olx"]
        if value["needed"] != 100:
            source["needed"] = value["needed"]
        return source | {"alternative": value["alternative"]}

    class Meta:
        icon = "cogs"
        label = _("Block of others (XBlock)")
        description = _("An interactive block made for Open edX. Good for: what our own exercises cannot do.")


def _fault(host: Host, why: str) -> dict[str, Any]:
    return {"is_broken": True, "why": why if host.tells_faults else ""}
