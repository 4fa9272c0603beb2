"""`DialogueExercise`: a conversation that one plays step by step, written by an editor as a script."""

from collections import Counter
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput

from exercises.base import ExerciseBlock, no_unknown, source_text
from exercises.contract import JSON, InvalidAnswer, Outcome, Problem, Response, SourceError, Text
from exercises.dialogue.play import Walk, walk
from exercises.dialogue.rules import faults
from exercises.dialogue.script import Option, header_fields, parse, tidy_lines, write

MOST_FAULTS_SHOWN = 8


class ScriptBlock(blocks.TextBlock):
    """A large text field in which columns line up."""

    @cached_property
    def field(self) -> forms.CharField:
        widget = AdminAutoHeightTextInput(attrs={"rows": self.rows, "class": "w-font-mono", "spellcheck": "true"})
        return forms.CharField(widget=widget, strip=False, **self.field_options)  # so that line numbers stay right


class DialogueExercise(ExerciseBlock):
    """A conversation with choices. It is done at an ending, and one may go back to any point of it."""

    kind = "dialogue"
    needs_connection = True
    for_group = True
    codes = frozenset({"src", "script"})  # its texts are told by `own_texts`
    fence = "dialoog"
    example = """
oefening: example
titel: Sem zit aan de kant
rol: Jij bent trainer. Sem zit op zijn tas en doet niet mee.
minuten: 2
verplicht: ja
meters: vertrouwen=midden
start: N1

knoop N1
  scene: De training is net begonnen.
  Sem: Ik heb geen zin.
  denkt: Straks lachen ze weer om mij.
  optie a [liever niet] -> N2 | vertrouwen -1
    zeg: Kom op, niet zeuren.
    terug: Zo hoort Sem dat zijn gevoel er niet toe doet. Vraag liever wat er is.
  optie b [sterk] -> E1 | vertrouwen +1
    doe: Je gaat naast hem zitten.
    zeg: Wat zou het vandaag leuk maken?
    terug: Je neemt de tijd en je laat hem meedenken.

knoop N2
  scene: Sem kijkt weg.
  denkt: Zie je wel.
  optie a [sterk] -> E1 | vertrouwen +1
    zeg: Sorry, dat was niet aardig. Wat is er?
    terug: Herstellen mag altijd.
  optie b [liever niet] -> E2
    doe: Je loopt door.
    terug: Nu zit hij er alleen voor. Kom er in elk geval straks op terug.

einde E1 [goed]
  scene: Sem staat op. Hij wil wel keepen.

einde E2 [opnieuw]
  scene: Sem blijft zitten tot het eind.
"""
    example_answer = {"step": ["0"], "option": ["b"]}

    script = ScriptBlock(
        label=_("Script"),
        rows=24,
        max_length=60_000,
        default=write(parse(example)),
        help_text=_(
            "Change this example, or paste a whole conversation in its place. Lines on top with titel, "
            "intro, minuten, verplicht and bron move "
            "to the fields above when you save."
        ),
    )

    # -- Playing -----------------------------------------------------------------------------------------------

    def respond(self, value: Any, state: dict[str, Any], data: QueryDict) -> Response:
        """Take one step: choose, go back, or begin again. What was drawn before another step is refused."""
        walked = self._walk(value, state)
        if walked is None:
            raise InvalidAnswer(_("This conversation cannot be played yet."))
        if data.getlist("step") != [str(len(walked.steps))]:
            raise InvalidAnswer(_("You were already further in this conversation. This is where you are now."))
        answer = _read_move(walked, data)
        if "option" in answer:
            path = [*walked.path, f"{answer['node']}:{answer['option']}"]
        else:
            path = walked.path[: answer["step"]]
        return Response(answer=answer, state={"path": path}, outcome=_outcome(walk(walked.script, path)))

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        walked = self._walk(value, state)
        if walked is None:
            return {"walk": None, "faults": faults(parse(value["script"]))[:MOST_FAULTS_SHOWN]}
        return {"walk": walked, "main_speaker": next(iter(walked.script.speakers), "")}

    def fits(self, value: Any, state: dict[str, Any]) -> bool:
        """Whether the script still has every choice that was made. A conversation begun anew has none."""
        walked = self._walk(value, state)
        return walked is None or walked.path == state.get("path")

    def _walk(self, value: Any, state: dict[str, Any]) -> Walk | None:
        """Where this state has come to, or None when the script is not sound (a draft in the preview)."""
        script = parse(value["script"])
        return None if faults(script) else walk(script, state.get("path"))

    # -- Telling about itself ----------------------------------------------------------------------------------

    def rules(self, value: Any) -> JSON:
        script = parse(value["script"])
        nodes: list[JSON] = [
            [node.name, node.ending, [_option_rules(option) for option in node.options]]
            for node in script.nodes.values()
        ]
        return {"start": script.start, "meters": dict(script.meters), "nodes": nodes}

    def wording(self, value: Any) -> list[str]:
        return [text.text for text in self.own_texts(value) if text.text and text.role not in ("feedback", "thought")]

    def own_texts(self, value: Any) -> list[Text]:
        script = parse(value["script"])
        texts = [Text("intro", script.role)]
        for node in script.nodes.values():
            texts += [Text(line.role, line.text) for line in node.lines]
            for option in node.options:
                texts += [Text("option", option.action), Text("option", option.words)]
                texts.append(Text("feedback", option.feedback))
        return texts

    def to_say(self, value: Any) -> list[str]:
        """What one says who chooses well at every turn."""
        walked = self._walk(value, {})
        nodes = walked.script.nodes if walked else {}
        node = nodes.get(walked.script.start) if walked else None
        words: list[str] = []
        while node is not None:  # a sound script has no loops
            best = next((option for option in node.options if option.quality == "strong"), None)
            words += [best.words] if best and best.words else []
            node = nodes.get(best.target) if best else None
        return words

    def checks(self, value: Any) -> list[Problem]:
        found = faults(parse(value["script"]))
        problems = [Problem("script", str(fault)) for fault in found[:MOST_FAULTS_SHOWN]]
        if len(found) > MOST_FAULTS_SHOWN:
            more = _("And %(count)s more.") % {"count": len(found) - MOST_FAULTS_SHOWN}
            problems.append(Problem("script", more))
        return problems

    # -- Source files and the editor's form --------------------------------------------------------------------

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What the editor typed; a sound script is tidied and its header moves to the fields it speaks of."""
        value = super().value_from_datadict(data, files, prefix)
        script = parse(value["script"] or "")
        if not faults(script):
            fields = header_fields(script)
            if "required" in fields:
                fields["is_required"] = fields.pop("required")
            value.update(fields)
            value["script"] = write(script)
        return value

    def parse_source(self, text: str) -> dict[str, Any]:
        script = parse(text)
        for fault in faults(script)[:1]:
            raise SourceError(fault.text, fault.line or None)
        if "oefening" not in script.header:
            raise SourceError(_("An exercise needs an id."))
        return {"id": script.header["oefening"], "kind": self.kind, **header_fields(script), "script": write(script)}

    def format_source(self, data: dict[str, Any]) -> str:
        """The script with everything on top that a source file needs."""
        header = {"oefening": str(data["id"]), "titel": data["title"], "minuten": str(data["minutes"])}
        header["verplicht"] = "ja" if data["required"] else "nee"
        header |= {"intro": " ".join(data.get("intro", "").split()), "bron": data.get("src", "")}
        return write(parse(data["script"]), header) + "\n"

    def lost_in(self, text: str) -> list[str]:
        """The lines of a script that do not come back. Its lesson (`les`) need not: it is where the script stands."""
        data = self.parse_source(text)
        written = self.format_source({"id": data["id"], **self.to_source(self.to_python(self.from_source(data)))})
        left = Counter(tidy_lines(written))
        left.subtract(line for line in tidy_lines(text) if not line.startswith("les:"))
        return [line for line, count in left.items() if count < 0]

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "script")
        return {"script": source_text(data, "script")}

    def write_source(self, value: Any) -> dict[str, Any]:
        return {"script": value["script"]}

    class Meta:
        icon = "comment"
        label = _("Conversation")
        description = _("A conversation with choices that go different ways. Good for: practising what you would say.")


def _option_rules(option: Option) -> list[JSON]:
    return [option.letter, option.quality, option.target, [list(effect) for effect in option.effects]]


def _read_move(walked: Walk, data: QueryDict) -> dict[str, Any]:
    """What the learner did: an option of the node where they are, or going back to an earlier step."""
    action = data.get("action", "choose")
    earlier = {"restart": 0, "back": max(len(walked.steps) - 1, 0)}
    earlier |= {f"goto:{step.number}": step.number for step in walked.steps}
    if action in earlier:
        return {"action": action.partition(":")[0], "step": earlier[action]}
    letters = data.getlist("option")
    option = walked.here.option(letters[0]) if len(letters) == 1 else None
    if option is None:
        raise InvalidAnswer({"option": _("Choose what you do.")})
    return {"node": walked.here.name, "option": option.letter}


def _outcome(walked: Walk) -> Outcome:
    """Nothing yet halfway; at an ending the quality of the choices, and whether it is a good one."""
    if not walked.here.ending:
        return Outcome(completed=False)
    return Outcome(score=walked.score, passed=walked.here.ending == "good")
