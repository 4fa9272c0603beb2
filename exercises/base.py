"""`ExerciseBlock`: what every kind of exercise is. A kind is a subclass in its own folder; see its README."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import yaml
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.contacts import contacts_named
from exercises.contract import JSON, Fingerprint, InvalidAnswer, Outcome, Problem, Response, SourceError, Text
from exercises.hosting import Host, Memory, Shelf
from exercises.items import SeveralBlock, item_ids, item_texts, mixed, shuffled, with_ids
from exercises.pasting import PASTE, Pasting
from exercises.refusal import as_read, refusal
from exercises.source import (
    filled,
    lost_facts,
    no_unknown,
    read_feedback,
    source_items,
    source_list,
    source_number,
    source_text,
    source_texts,
    write_feedback,
)

if TYPE_CHECKING:
    from exercises.registry import Exercise

MAX_MINUTES = 60


class ExerciseBlock(blocks.StructBlock):
    """Something a learner does. What the editor fills in, how an answer is read and graded, and what it says of itself.

    A simple kind writes `parse_answer`, `grade`, `rules`, `wording` and `view`; a kind with steps of its own
    (a conversation, a test) overrides `respond`. All of them are pure: no database, no clock, no randomness.
    """

    kind: ClassVar[str] = ""  # stored with every attempt: never rename
    private: ClassVar[bool] = False  # nothing but "done" ever reaches the server
    trusted: ClassVar[bool] = True  # False: the score came from a browser
    is_test: ClassVar[bool] = False  # True: passing it makes the proof a certificate
    judged: ClassVar[bool] = False  # an answer is right or wrong (`passed` is given), so it counts for "4 of 5 right"
    counted: ClassVar[bool] = False  # learners see how often each answer was given: the host counts the text answers
    for_group: ClassVar[bool] = False  # fit for a group around one screen, where nothing is recorded
    calls: ClassVar[bool] = False  # it calls back while it is used, and has a memory of its own: see exercises.hosting
    needs_connection: ClassVar[bool] = False  # more turns than one: what comes next, only the server knows
    urls: ClassVar[str] = ""  # a URLconf in its folder, for files that are the same for everybody
    retired: ClassVar[bool] = False  # apart in the editor's picker; old modules and editions still show it
    fence: ClassVar[str] = "oefening"  # the fence that holds it in source files
    codes: ClassVar[frozenset[str]] = frozenset({"src"})  # fields that hold keys or a script, not words to be read
    modules: ClassVar[frozenset[str]] = frozenset()  # fields with a module's title; a source file gives its key
    pasting: ClassVar[Pasting | None] = None  # which list an editor may paste as text
    style: ClassVar[str] = ""  # a sheet in its static folder for pages that hold it, or none
    script: ClassVar[str] = ""  # a small ES module in its static folder, or none
    example: ClassVar[str] = ""  # an exercise in source form: the editor's preview, and what the contract test plays
    example_answer: ClassVar[dict[str, list[str]]] = {}  # the form fields of an answer to the example

    title = blocks.CharBlock(
        label=_("Title"), max_length=120, help_text=_("Short, for the learner. For example: Why do children stay?")
    )
    intro = blocks.TextBlock(
        label=_("Introduction"), required=False, help_text=_("One or two sentences: what do you do here?")
    )
    minutes = blocks.IntegerBlock(label=_("Minutes"), default=1, min_value=0, max_value=MAX_MINUTES)
    is_required = blocks.BooleanBlock(
        label=_("Required"), default=True, required=False, help_text=_("Needed to finish the module.")
    )
    src = blocks.CharBlock(
        label=_("Sources"), required=False, help_text=_("Keys of sources, with a comma between them: S1, L:pharos")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A retired kind stands apart in the picker: the editor of an old module still needs it to load."""
        if self.retired:
            kwargs["group"] = _("No longer in use: choose another kind")
        if self.pasting:
            pasted = self.base_blocks[self.pasting.into].child_block
            kwargs["local_blocks"] = [(PASTE, self.pasting.field(pasted))]
        super().__init__(*args, **kwargs)

    def get_form_layout(self) -> BlockGroup:
        """What an exercise is about; then a list to paste, folded; and behind a button what seldom changes."""
        aside = ["is_required", "src"]
        names: list[str | BlockGroup] = [name for name in self.child_blocks if name not in {*aside, PASTE}]
        if self.pasting:
            heading = _("Paste a list as text")
            names.append(BlockGroup([PASTE], heading=heading, icon="clipboard-list", classname="collapsed"))
        return BlockGroup(names, settings=aside)

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What the editor filled in, with pasted lines in their list."""
        value = super().value_from_datadict(data, files, prefix)
        return self.pasting.take_in(value) if self.pasting else value

    def get_prep_value(self, value: Any) -> dict[str, Any]:
        """What is stored. Pasted lines are not: by then they stand in their list."""
        stored: dict[str, Any] = super().get_prep_value(value)
        stored.pop(PASTE, None)
        return stored

    # -- Answering ---------------------------------------------------------------------------------------------

    def is_private(self, value: Any) -> bool:
        """Whether what is typed here stays in the browser. A kind may decide this per exercise."""
        return self.private

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        """The submitted data as a JSON answer. Raises InvalidAnswer with a message that says what to mend."""
        raise NotImplementedError(f"{type(self).__name__} must say how an answer is read.")  # a kind's own work

    def grade(self, value: Any, answer: JSON) -> Outcome:
        """What the answer comes to. Pure: the same value and answer always give the same outcome."""
        raise NotImplementedError(f"{type(self).__name__} must say how an answer is graded.")  # a kind's own work

    def respond(self, value: Any, state: dict[str, Any], data: QueryDict) -> Response:
        """Take one submission. For most kinds: parse, grade, keep the answer as the state."""
        if self.is_private(value):
            return Response(answer={"done": True}, state={"done": True}, outcome=Outcome())
        answer = self.parse_answer(value, data)
        return Response(answer=answer, state={"answer": answer}, outcome=self.grade(value, answer))

    def respond_in_group(self, value: Any, state: dict[str, Any], data: QueryDict) -> Response:
        """Take one submission of a group around one screen. For most kinds: as of anybody."""
        return self.respond(value, state, data)

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        """What the template needs. `state` may come from an older shape; `typed` is a refused submission to keep."""
        return {"answer": state.get("answer")}

    def fits(self, value: Any, state: dict[str, Any]) -> bool:
        """Whether a saved state is still of this exercise. One that makes no difference to what is shown is not."""
        if self.is_private(value):
            return bool(state.get("done"))
        return bool(self.view(value, state, None) != self.view(value, {}, None))

    def view_totals(self, value: Any, totals: Mapping[str, int]) -> dict[str, Any]:
        """What the template needs beside it, for a kind whose answers are counted: how often each was given."""
        return {}

    # -- Calling back: only for a kind with `calls` -------------------------------------------------------------

    def shelves(self, exercise: "Exercise") -> tuple[Shelf, ...]:
        """Where it keeps what reaches beyond this exercise of one enrolment. The host reads them beforehand."""
        return ()

    def hosted_view(self, exercise: "Exercise", host: Host, request: HttpRequest) -> dict[str, Any]:
        """What the template needs beside `view`, where a host takes its calls."""
        return {}

    def answer_call(self, exercise: "Exercise", host: Host, request: HttpRequest, call: str) -> HttpResponseBase:
        """Take one call. Raises NotACall, CallRefused or CallFailed; then nothing is kept."""
        raise NotImplementedError(f"{type(self).__name__} must say how a call is taken.")  # a kind's own work

    def heard(self, exercise: "Exercise", memory: Memory) -> Response:
        """What came of the events in this memory. An answer of None: nothing to count."""
        raise NotImplementedError(f"{type(self).__name__} must say what its events come to.")  # a kind's own work

    # -- Telling about itself ----------------------------------------------------------------------------------

    def rules(self, value: Any) -> JSON:
        """What decides the result: keys of right answers, order, numbers. No texts."""
        raise NotImplementedError(f"{type(self).__name__} must tell its rules.")  # a kind's own work

    def wording(self, value: Any) -> list[str]:
        """The texts that carry the meaning: prompt and options. Feedback is not among them."""
        raise NotImplementedError(f"{type(self).__name__} must tell its wording.")  # a kind's own work

    def fingerprint(self, value: Any) -> Fingerprint:
        """Two hashes that tell a correction from a changed exercise (see Fingerprint)."""
        rules = {"kind": self.kind, "is_required": bool(value["is_required"]), "rules": self.rules(value)}
        return Fingerprint(rules=_sha256(rules), wording=_sha256(self.wording(value)))

    def texts(self, value: Any) -> list[Text]:
        """Every text of the exercise with its role, for language checks, search and print."""
        texts = [Text("title", value["title"]), Text("intro", value["intro"])]
        return [text for text in texts + self.own_texts(value) if text.text]

    def own_texts(self, value: Any) -> list[Text]:
        """The texts beside title and introduction; a kind adds its feedback here."""
        return [Text("option", text) for text in self.wording(value)]

    def contacts(self, value: Any) -> list[str]:
        """The keys of the contacts it shows or names. The host looks them up for the learner's organisation."""
        named = contacts_named(*(text.text for text in self.texts(value)))
        return list(dict.fromkeys([*self.own_contacts(value), *named]))

    def own_contacts(self, value: Any) -> list[str]:
        """The keys of contacts that it shows as a card. Those that its texts name, as [contact:vcp], are known."""
        return []

    def to_say(self, value: Any) -> list[str]:
        """Sentences of it that somebody could say tomorrow as they stand, for paper. Most kinds have none."""
        return []

    def checks(self, value: Any) -> list[Problem]:
        """What an editor should mend. Errors stop saving; warnings are shown."""
        return []

    def clean(self, value: Any) -> Any:
        """Wagtail's own validation and the errors among our checks, all at once, each by its field.

        A draft may be unfinished: there our checks are silent.
        """
        try:
            cleaned, theirs = super().clean(value), {}
        except StructBlockValidationError as error:
            cleaned, theirs = as_read(self, value), error.block_errors
        problems = [] if self.is_deferred_validation else self.checks(cleaned)
        if refused := refusal(self, value, theirs, problems):
            raise refused
        return cleaned

    # -- Source files ------------------------------------------------------------------------------------------

    def parse_source(self, text: str) -> dict[str, Any]:
        """The text between the fences as plain data with at least an `id`. Raises SourceError with the line."""
        try:
            data = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark, why = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
            message = _("This is not valid YAML: %(why)s") % {"why": why}
            raise SourceError(message, mark.line + 1 if mark else None) from error
        if not isinstance(data, dict) or "id" not in data:
            raise SourceError(_("An exercise needs an id."))
        return data

    def format_source(self, data: dict[str, Any]) -> str:
        """The reverse of `parse_source`: the text between the fences, from `to_source` data and its `id`."""
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100_000)

    def from_source(self, data: dict[str, Any]) -> dict[str, Any]:
        """Raw block value (as stored in a StreamField) from the data of a source file."""
        known = {"id", "kind", "title", "minutes", "required", "intro", "src"}
        own = {name: item for name, item in data.items() if name not in known}
        if not isinstance(data.get("required", True), bool):
            raise SourceError(_("“required” is true or false."))
        value = {
            "title": source_text(data, "title"),
            "intro": source_text(data, "intro", default=""),
            "minutes": source_number(data, "minutes", range(MAX_MINUTES + 1), default=1),
            "is_required": data.get("required", True),
            "src": source_text(data, "src", default=""),
        }
        return value | self.read_source(own, key=source_text(data, "id"))

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        """The kind's own fields from its part of the source data. Unknown names are a SourceError."""
        raise NotImplementedError(f"{type(self).__name__} must say how it is read.")  # a kind's own work

    def to_source(self, value: Any) -> dict[str, Any]:
        """The reverse of `from_source`, without the id."""
        source = {"kind": self.kind, "title": value["title"], "minutes": value["minutes"]}
        source["required"] = bool(value["is_required"])
        return source | filled(value, "intro", "src") | self.write_source(value)

    def write_source(self, value: Any) -> dict[str, Any]:
        """The kind's own part of the source data."""
        raise NotImplementedError(f"{type(self).__name__} must say how it is written.")  # a kind's own work

    def lost_in(self, text: str) -> list[str]:
        """What of a source text that can be read does not come back when written again. Nothing, if all is well."""
        data = self.parse_source(text)
        written = self.to_source(self.to_python(self.from_source(data)))
        return lost_facts(data, {"id": data["id"], **written}, self.from_source)

    def get_preview_value(self) -> Any:
        """The example, for the editor's block picker."""
        return self.to_python(self.from_source(self.parse_source(self.example)))

    @property
    def scripts(self) -> tuple[str, ...]:
        """The ES modules that its page loads, in this order; words that stay with the learner bring what keeps them."""
        own = (self.script,) if self.script else ()
        return ("exercises/private.js", *own) if self.private else own

    def styles_for(self, value: Any) -> tuple[str, ...]:
        """The style sheets that this exercise needs. A kind may need more for some than for others."""
        return (self.style,) if self.style else ()

    def scripts_for(self, value: Any) -> tuple[str, ...]:
        """The ES modules that this exercise needs."""
        return self.scripts

    @property
    def template(self) -> str:
        """The learner's template; it extends `exercises/exercise.html`."""
        return f"exercises/{self.kind}.html"

    class Meta:
        group = _("Exercises")
        label_format = "{title}"


def _sha256(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


__all__ = [
    "JSON",
    "ExerciseBlock",
    "Fingerprint",
    "InvalidAnswer",
    "Outcome",
    "Pasting",
    "Problem",
    "Response",
    "SeveralBlock",
    "SourceError",
    "Text",
    "filled",
    "item_ids",
    "item_texts",
    "mixed",
    "no_unknown",
    "read_feedback",
    "shuffled",
    "source_items",
    "source_list",
    "source_number",
    "source_text",
    "source_texts",
    "with_ids",
    "write_feedback",
]
