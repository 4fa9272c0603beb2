"""`FinalTestExercise`: a pool of questions, of which every try gets some."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.base import (
    MAX_MINUTES,
    ExerciseBlock,
    SeveralBlock,
    item_ids,
    no_unknown,
    source_items,
    source_list,
    source_number,
    source_text,
)
from exercises.contract import JSON, InvalidAnswer, Outcome, Problem, Response, SourceError, Text
from exercises.final_test.checking import problems_in
from exercises.final_test.moves import move, screen_of
from exercises.final_test.pasting import PasteBlock, add_pasted
from exercises.final_test.tries import Option, Question, Record, Rules, Try, read_record, result_of

MOST_QUESTIONS = 100
MOST_TRIES = 20


class OptionBlock(blocks.StructBlock):
    """One answer, and what the learner reads about it afterwards."""

    text = blocks.TextBlock(label=_("Answer"), rows=1)
    is_right = blocks.BooleanBlock(label=_("This is the right answer"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Why is it right, or why not? The learner reads it after handing in.")
    )

    class Meta:
        label = _("Answer")
        label_format = "{text}"


class QuestionBlock(blocks.StructBlock):
    """One question of the pool."""

    text = blocks.TextBlock(label=_("Question"), rows=2)
    lesson = blocks.CharBlock(
        label=_("Module"),
        required=False,
        max_length=100,
        help_text=_("The title of the module where one can read this again. Every try spreads over these modules."),
    )
    options = SeveralBlock(OptionBlock(), label=_("Answers"), min_num=2, max_num=6, help_text=_("One is right."))
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this question. For example: S1"))
    key = blocks.CharBlock(
        label=_("Key of the question"),
        required=False,
        max_length=40,
        help_text=_("For your own lists, such as T01. May be empty."),
    )

    class Meta:
        label = _("Question")
        label_format = "{text}"


class FinalTestExercise(ExerciseBlock):
    """A test at the end of a course. One question on each screen; passing it makes the proof a certificate."""

    kind = "test"
    style = "exercises/test.css"
    is_test = True
    needs_connection = True
    fence = "toets"
    codes = frozenset({"src", "lesson", "key", "pasted"})
    modules = frozenset({"lesson"})
    example = """
id: example
title: Eindtoets
draw: 2
pass_mark: 50
minutes: 2
questions:
  - id: T01
    lesson: De eerste training
    q: Een kind staat alleen aan de kant. Wat doe je eerst?
    options:
      - {t: "Je gaat naar het kind toe en vraagt wat er is.", r: true, fb: "Klopt. Eerst luisteren, dan pas iets doen."}
      - {t: "Je wacht tot het kind vanzelf komt.", r: false, fb: "Soms komt een kind niet vanzelf. Ga er zelf heen."}
  - id: T02
    lesson: De eerste training
    q: Welk compliment helpt het meest?
    src: S1
    options:
      - {t: "Super gedaan!", r: false, fb: "Aardig, maar het kind weet niet wat er goed ging."}
      - {t: "Je keek eerst en gaf toen de bal.", r: true, fb: "Klopt. Het kind weet nu precies wat er goed ging."}
      - {t: "Jij bent de beste.", r: false, fb: "Nu gaat het om wie de beste is. Noem wat dit kind goed deed."}
  - id: T03
    lesson: Zorgen delen
    q: Je maakt je zorgen over een kind. Met wie praat je?
    options:
      - {t: "Met niemand, je kunt het mis hebben.", r: false, fb: "Twijfelen mag. Praten ook: daar is iemand voor."}
      - {t: "Met de vertrouwenspersoon.", r: true, fb: "Klopt. Die denkt mee, ook als je twijfelt."}
"""
    example_answer = {"try": ["new"], "screen": ["start"]}

    draw = blocks.IntegerBlock(
        label=_("Questions in a try"),
        default=10,
        min_value=1,
        max_value=MOST_QUESTIONS,
        help_text=_("Every try draws so many from the questions below, of every module. Write at least twice as many."),
    )
    pass_mark = blocks.IntegerBlock(
        label=_("Pass mark (%)"),
        default=70,
        min_value=1,
        max_value=100,
        help_text=_("The share that must be right. 70 of 100 means 7 of 10 questions."),
    )
    tries = blocks.IntegerBlock(
        label=_("Most tries"),
        required=False,
        min_value=0,
        max_value=MOST_TRIES,
        help_text=_("Leave this empty: then one may try as often as one likes."),
    )
    questions = SeveralBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=MOST_QUESTIONS)
    pasted = PasteBlock()

    # -- Taking the test ---------------------------------------------------------------------------------------

    def respond(self, value: Any, state: dict[str, Any], data: QueryDict) -> Response:
        """Take one step. Only a try that is handed in is an answer; until then every question may still change."""
        rules = read_rules(value)
        if rules is None:
            raise InvalidAnswer(_("This test cannot be taken yet."))
        before, record = read_record(state, rules), move(rules, state, data)
        current = record.current
        assert current
        if not current.is_handed_in or before.current == current:
            return Response(answer=None, state=record.state(), outcome=Outcome(completed=False))
        answers = [{"question": card.question.key, "option": card.pick} for card in current.cards]
        answer: JSON = {"try": record.used, "answers": answers}
        return Response(answer=answer, state=record.state(), outcome=self.grade(value, answer))

    def grade(self, value: Any, answer: JSON) -> Outcome:
        """The share that is right. Done only when that is enough."""
        rules = read_rules(value)
        assert rules is not None
        assert isinstance(answer, dict)
        answers = answer["answers"]
        right = sum(rules.pool[one["question"]].options[one["option"]].is_right for one in answers)
        is_passed = right >= rules.needed_of(len(answers))
        return Outcome(score=right / len(answers), passed=is_passed, completed=is_passed)

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        rules = read_rules(value)
        if rules is None:
            return {"screen": "none"}
        record = read_record(state, rules)
        shown: dict[str, Any] = {"rules": rules, "record": record, "left": record.left(rules)}
        current = record.current
        if current is None:
            return {**shown, "screen": "start"}
        screen = screen_of(current, typed)
        if screen in ("overview", "result"):
            return {**shown, "screen": screen, "current": current, "needed": rules.needed_of(current.total)} | (
                _shown_result(record, current, rules) if screen == "result" else {}
            )
        card = current.cards[int(screen) - 1]
        return {**shown, "screen": "question", "current": current, "number": int(screen), "card": card}

    def fits(self, value: Any, state: dict[str, Any]) -> bool:
        """Whether the try that was kept is of this test. One that was left aside is not counted."""
        rules = read_rules(value)
        return rules is None or read_record(state, rules).current is not None

    # -- Telling about itself ----------------------------------------------------------------------------------

    def rules(self, value: Any) -> JSON:
        """Not how many tries there are: an editor may give more of them to who is under way."""
        questions: list[JSON] = [
            [key, [[option_id, bool(option["is_right"])] for option_id, option in _with_ids(question["options"])]]
            for key, question in _with_ids(value["questions"])
        ]
        return {"draw": value["draw"], "pass_mark": value["pass_mark"], "questions": questions}

    def wording(self, value: Any) -> list[str]:
        return [text.text for text in self.own_texts(value) if text.role != "feedback"]

    def own_texts(self, value: Any) -> list[Text]:
        texts = []
        for question in value["questions"]:
            texts.append(Text("question", question["text"]))
            for option in question["options"]:
                texts += [Text("option", option["text"]), Text("feedback", option["feedback"])]
        return texts

    def checks(self, value: Any) -> list[Problem]:
        return problems_in(value)

    # -- Source files and the editor's form --------------------------------------------------------------------

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What the editor filled in; sound questions that were pasted move to the list."""
        return add_pasted(super().value_from_datadict(data, files, prefix))

    def from_source(self, data: dict[str, Any]) -> dict[str, Any]:
        """A minute for each question, unless the source says otherwise."""
        draw = source_number(data, "draw", range(1, MOST_QUESTIONS + 1))
        return super().from_source({"minutes": min(draw, MAX_MINUTES), **data})

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "draw", "pass_mark", "tries", "questions")
        questions = source_list(data, "questions", "id", "lesson", "q", "src", "options")
        own = [_read_question(question, f"{key}/questions/{number}") for number, question in enumerate(questions)]
        return {
            "draw": source_number(data, "draw", range(1, MOST_QUESTIONS + 1)),
            "pass_mark": source_number(data, "pass_mark", range(1, 101)),
            "tries": source_number(data, "tries", range(MOST_TRIES + 1), default=0),
            "questions": source_items(key, "questions", own),
            "pasted": "",
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        own = {"draw": value["draw"], "pass_mark": value["pass_mark"]}
        own |= {"tries": value["tries"]} if value["tries"] else {}
        return {**own, "questions": [_write_question(question) for question in value["questions"]]}

    class Meta:
        icon = "clipboard-list"
        label = _("Final test")
        description = _("Questions drawn from a pool, with a pass mark. Good for: a certificate at the end.")


def read_rules(value: Any) -> Rules | None:
    """The test as it is played, or None when it cannot be (a draft in the preview)."""
    pool = {key: _question(key, question) for key, question in _with_ids(value["questions"])}
    is_sound = all(len(question.options) > 1 for question in pool.values())
    if not is_sound or not value["draw"] or not value["pass_mark"] or not 0 < value["draw"] <= len(pool):
        return None
    return Rules(pool, value["draw"], value["pass_mark"], value.get("tries") or 0)


def _question(key: str, question: Any) -> Question:
    options = [Option(one["text"], bool(one["is_right"]), one["feedback"]) for one in question["options"]]
    return Question(key, question["text"], question.get("lesson") or "", question.get("src") or "", tuple(options))


def _with_ids(items: Any) -> list[tuple[str, Any]]:
    """The items of a list with their ids; the place stands in for an id that is not there."""
    return [(key or str(place), item) for place, (key, item) in enumerate(zip(item_ids(items), items, strict=True))]


def _shown_result(record: Record, current: Try, rules: Rules) -> dict[str, Any]:
    result = result_of(current, rules)
    better = record.best if record.best and record.best.is_passed and not result.is_passed else None
    lessons = dict.fromkeys(card.question.lesson for card in current.cards if not card.is_right)
    return {"result": result, "better": better, "lessons": [lesson for lesson in lessons if lesson]}


def _read_question(question: dict[str, Any], key: str) -> dict[str, Any]:
    options = []
    for option in source_list(question, "options", "t", "r", "fb"):
        if not isinstance(option.get("r", False), bool):
            raise SourceError(_("“r” is true or false."))
        text, feedback = source_text(option, "t"), source_text(option, "fb", default="")
        options.append({"text": text, "is_right": option.get("r", False), "feedback": feedback})
    return {
        "text": source_text(question, "q"),
        "lesson": source_text(question, "lesson", default=""),
        "options": source_items(key, "options", options),
        "src": source_text(question, "src", default=""),
        "key": source_text(question, "id", default=""),
    }


def _write_question(question: Any) -> dict[str, Any]:
    names = {"id": question["key"], "lesson": question["lesson"], "q": question["text"], "src": question["src"]}
    options = [{"t": one["text"], "r": bool(one["is_right"]), "fb": one["feedback"]} for one in question["options"]]
    return {name: text for name, text in names.items() if text} | {"options": options}
