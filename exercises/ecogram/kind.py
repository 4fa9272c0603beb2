"""`EcogramExercise`: draw the people around an invented family. Private: the drawing never leaves the browser."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.languages import label_language, written_language
from exercises.base import (
    ExerciseBlock,
    item_ids,
    no_unknown,
    source_items,
    source_list,
    source_number,
    source_text,
    source_texts,
)
from exercises.contract import JSON, Problem, SourceError, Text
from exercises.ecogram import model
from exercises.ecogram.layout import NARROW
from exercises.ecogram.page import modules, shown_drawing, tool_context
from exercises.ecogram.words import choices_of, drawing_words

LEGEND = {
    "sterk": _("double line"),
    "gewoon": _("single line"),
    "zwak": _("dashes"),
    "gespannen": _("jagged line"),
    "verbroken": _("line with a gap"),
}
CHOICES = ("kind", "sector", "ring", "line", "dir", "freq", "wish")


def _choice(name: str, label: Any, default: str, *, required: bool = True) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=label, choices=choices_of(name), default=default, required=required)


class PersonBlock(blocks.StructBlock):
    """Somebody in the reference drawing."""

    label = blocks.CharBlock(
        label=_("Name or role"), max_length=model.LONGEST_NAME, help_text=_("Invented. For example: sister Naima")
    )
    kind = _choice("kind", _("Person or group"), "person")
    sector = _choice("sector", _("Belongs to"), model.SECTORS[0])
    ring = _choice("ring", pgettext_lazy("ecogram", "Ring"), "2")
    line = _choice("line", pgettext_lazy("ecogram", "Line"), "gewoon")
    dir = _choice("dir", pgettext_lazy("ecogram", "Direction"), "over_en_weer")
    support = blocks.MultipleChoiceBlock(
        label=pgettext_lazy("ecogram", "Support"), choices=choices_of("support"), required=False
    )
    freq = _choice("freq", pgettext_lazy("ecogram", "Contact"), "", required=False)
    wish = _choice("wish", pgettext_lazy("ecogram", "Wish"), "", required=False)
    note = blocks.CharBlock(
        label=pgettext_lazy("ecogram", "Remark"),
        required=False,
        max_length=200,
        help_text=_("Why so? Or: what might one also draw?"),
    )

    class Meta:
        label = pgettext_lazy("ecogram", "Person")
        label_format = "{label}"


class LegendBlock(blocks.StructBlock):
    """How each kind of line is drawn, in words."""

    sterk = blocks.CharBlock(label=pgettext_lazy("line", "strong"), max_length=60, default=LEGEND["sterk"])
    gewoon = blocks.CharBlock(label=pgettext_lazy("line", "ordinary"), max_length=60, default=LEGEND["gewoon"])
    zwak = blocks.CharBlock(label=pgettext_lazy("line", "weak"), max_length=60, default=LEGEND["zwak"])
    gespannen = blocks.CharBlock(label=pgettext_lazy("line", "tense"), max_length=60, default=LEGEND["gespannen"])
    verbroken = blocks.CharBlock(label=pgettext_lazy("line", "broken"), max_length=60, default=LEGEND["verbroken"])

    class Meta:
        label = _("Lines in words")


class EcogramExercise(ExerciseBlock):
    """A case, an empty drawing to fill, and a reference to lay beside it: for talking about, never for marks."""

    kind = "ecogram"
    style = "exercises/ecogram.css"
    private = True
    script = "exercises/ecogram/editor.js"
    codes = frozenset({"src", "support", *CHOICES})
    example = """
id: example
kind: ecogram
title: Teken het netwerk van Sanne
minutes: 5
intro: Lees het verhaal. Zet minstens 3 mensen op de kaart.
case: >-
  Sanne woont met haar zoon Tijn in een nieuwe wijk. Broer Ruud belt elke week. Met buurvrouw Els ruilt ze sleutels.
centre: ["Sanne", "Tijn"]
min_placed: 3
reference:
  - {label: "broer Ruud", sector: "gezin en familie", ring: 1, line: sterk, dir: over_en_weer, support: [E],
     freq: wekelijks, wish: houden}
  - {label: "buurvrouw Els", sector: "buurt", ring: 2, line: gewoon, dir: over_en_weer, support: [P], freq: zelden,
     wish: versterken, note: "Een begin."}
  - {label: "zangkoor", kind: group, sector: "club, geloof, vrije tijd", ring: 4, line: verbroken, dir: naar_mij,
     support: [G], freq: zelden, wish: oppakken}
compare: "Anders dan het voorbeeld? Dat mag. Wat stond er, en wat vulde je zelf in?"
questions_after: ["Bij wie twijfelde je over de lijn?", "Wat zou je Sanne vragen?"]
"""
    example_answer = {}

    case = blocks.TextBlock(label=_("Case"), rows=6, help_text=_("Invented people, and what they do for one another."))
    centre = blocks.ListBlock(
        blocks.CharBlock(label=_("Name"), max_length=model.LONGEST_NAME),
        label=_("In the middle"),
        min_num=1,
        max_num=model.MOST_IN_CENTRE,
    )
    min_placed = blocks.IntegerBlock(
        label=_("People to draw"),
        default=6,
        min_value=1,
        max_value=model.MOST_PEOPLE,
        help_text=_("The page tells how far one is. Fewer is never refused."),
    )
    legend = LegendBlock()
    reference = blocks.ListBlock(
        PersonBlock(), label=_("Reference drawing"), min_num=1, max_num=model.MOST_PEOPLE, help_text=_("As you see it.")
    )
    compare = blocks.TextBlock(
        label=_("When comparing"), rows=2, help_text=_("Another drawing may be as good: say what to ask oneself.")
    )
    questions_after = blocks.ListBlock(
        blocks.CharBlock(label=_("Question"), max_length=300), label=_("Questions afterwards"), min_num=1, max_num=6
    )

    @property
    def scripts(self) -> tuple[str, ...]:
        """Every module, so that they are fetched at once."""
        return modules()

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        with override(label_language(written_language())):  # names and labels are one drawing, so of one language
            drawing, notes = reference_drawing(value)
            reference = shown_drawing(drawing, (NARROW,)) | {"language": get_language()}
        names = [person["label"] for person in drawing["people"]]
        return {
            "is_done": bool(state.get("done")),
            "tool": tool_context(drawing["centre"], least=value["min_placed"] or 1),
            "reference": reference,
            "notes": [(name, note) for name, note in zip(names, notes, strict=True) if note],
            "lines": [(drawing_words()["lines"][line], value["legend"][line]) for line in model.LINES],
        }

    # -- Telling about itself ----------------------------------------------------------------------------------

    def rules(self, value: Any) -> JSON:
        keys = item_ids(value["reference"])
        people: list[JSON] = [
            [key, *(person[name] for name in CHOICES), list(person["support"] or [])]
            for key, person in zip(keys, value["reference"], strict=True)
        ]
        return {"min_placed": value["min_placed"], "people": people}

    def wording(self, value: Any) -> list[str]:
        return [value["case"]]

    def own_texts(self, value: Any) -> list[Text]:
        texts = [Text("question", value["case"])]
        texts += [Text("example", name) for name in value["centre"]]
        texts += [Text("example", value["legend"][line]) for line in model.LINES]
        for person in value["reference"]:
            texts += [Text("feedback", person["label"]), Text("feedback", person["note"])]
        texts.append(Text("feedback", value["compare"]))
        return texts + [Text("feedback", question) for question in value["questions_after"]]

    def checks(self, value: Any) -> list[Problem]:
        problems = []
        if not all((name or "").strip() for name in value["centre"]):
            problems.append(Problem("centre", _("Give everybody in the middle a name.")))
        for number, person in enumerate(value["reference"], start=1):
            if not (person["label"] or "").strip():
                problems.append(Problem("reference", _("Person %(number)s has no name.") % {"number": number}))
        if value["min_placed"] and value["min_placed"] > len(value["reference"]):
            message = _("You ask for more people than the reference drawing has. Is that what you want?")
            problems.append(Problem("min_placed", message, is_error=False))
        return problems

    # -- Source files ------------------------------------------------------------------------------------------

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "case", "centre", "min_placed", "legend", "reference", "compare", "questions_after")
        legend = data.get("legend", {})
        if not isinstance(legend, dict):
            raise SourceError(_("“legend” tells how each kind of line is drawn."))
        no_unknown(legend, *LEGEND)
        people = source_list(data, "reference", "id", "label", *CHOICES, "support", "note")
        return {
            "case": source_text(data, "case"),
            "centre": source_items(key, "centre", _few(data, "centre")),
            "min_placed": source_number(data, "min_placed", range(1, model.MOST_PEOPLE + 1), default=6),
            "legend": {line: source_text(legend, line, default=str(words)) for line, words in LEGEND.items()},
            "reference": source_items(key, "reference", [_read_person(person) for person in people]),
            "compare": source_text(data, "compare"),
            "questions_after": source_items(key, "questions_after", list(source_texts(data, "questions_after"))),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        return {
            "case": value["case"],
            "centre": list(value["centre"]),
            "min_placed": value["min_placed"],
            "legend": {line: value["legend"][line] for line in model.LINES},
            "reference": [_write_person(person, number) for number, person in enumerate(value["reference"], start=1)],
            "compare": value["compare"],
            "questions_after": list(value["questions_after"]),
        }

    class Meta:
        icon = "group"
        label = _("Ecogram")
        description = _("Draw the people around an invented family, and compare. Good for: seeing a network.")


def reference_drawing(value: Any) -> tuple[model.Drawing, list[str]]:
    """The editor's drawing, and the remarks beside it, in the language of this moment. A draft may be half written."""
    sectors = dict(zip(model.SECTORS, drawing_words()["sectors"], strict=True))
    centre = [name for name in (model.tidy(name or "") for name in value["centre"]) if name]
    people = []
    for number, person in enumerate(value["reference"], start=1):
        chosen = {name: person[name] for name in CHOICES if person[name] in dict(choices_of(name))}
        ring = int(chosen.pop("ring", 2))
        support = [one for one in person["support"] or [] if one in model.SUPPORT]
        fixed = {"id": f"p{number}", "label": person["label"] or "", "ring": ring, "support": support}
        people.append({**chosen, **fixed, "sector": sectors[chosen.get("sector", model.SECTORS[0])]})
    start = model.empty(centre[: model.MOST_IN_CENTRE] or ["…"], [*sectors.values()])
    drawing = model.read({**start, "people": people})
    return drawing, [person["note"] or "" for person in value["reference"]]


def _few(data: dict[str, Any], name: str) -> list[str]:
    names = list(source_texts(data, name))
    if len(names) > model.MOST_IN_CENTRE:
        raise SourceError(_("At most %(most)s people stand in the middle.") % {"most": model.MOST_IN_CENTRE})
    return names


def _read_person(person: dict[str, Any]) -> dict[str, Any]:
    defaults = {"kind": "person", "freq": "", "wish": ""}
    read = {"label": source_text(person, "label")}
    for name in CHOICES:
        value = source_text(person, name, default=defaults.get(name))
        allowed = [key for key, _label in choices_of(name)]
        if value and value not in allowed:
            words = ", ".join(filter(None, allowed))
            raise SourceError(_("“%(name)s” is one of: %(words)s") % {"name": name, "words": words})
        read[name] = value
    support = person.get("support", [])
    if not isinstance(support, list) or not all(isinstance(one, str) and one in model.SUPPORT for one in support):
        raise SourceError(_("“support” is a list of letters: %(letters)s") % {"letters": ", ".join(model.SUPPORT)})
    chosen = [one for one in model.SUPPORT if one in support]
    return {**read, "support": chosen, "note": source_text(person, "note", default="")}


def _write_person(person: Any, number: int) -> dict[str, Any]:
    source = {"id": f"p{number}", "label": person["label"]}
    source |= {"kind": person["kind"]} if person["kind"] != "person" else {}
    source |= {name: person[name] for name in ("sector", "line", "dir")}
    source |= {"ring": int(person["ring"]), "support": list(person["support"] or [])}
    return source | {name: person[name] for name in ("freq", "wish", "note") if person[name]}
