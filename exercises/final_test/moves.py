"""What a learner does with a form of the test: begin, answer, go to and fro, hand in. Pure.

Every form says of which try and of which screen it is, so that a form from another device, or from before another
step, is known. An answer to a question of the try that is open is always taken, however late; what belongs elsewhere
is refused with a word about where the learner is now.
"""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from exercises.answers import picked
from exercises.contract import InvalidAnswer
from exercises.final_test.tries import NO_TRY, Record, Rules, Try, begin_try, hand_in, read_record, try_key

LONGEST_SEED = 64  # characters of a submission's id: a forged one may be anything


def move(rules: Rules, state: dict[str, Any], data: QueryDict) -> Record:
    """What is kept after this form. Raises InvalidAnswer."""
    record = read_record(state, rules)
    submission = data.get("submission", "")[:LONGEST_SEED]
    if record.current and record.key == try_key(submission) and data.get("try") != record.key:
        return record  # the form that began this try, sent twice
    _refuse_other_try(record, data)
    current, screen = record.current, _one(data, "screen")
    if current is None or current.is_handed_in:
        _refuse_other_screen(current, screen)
        if record.left(rules) == 0:
            raise InvalidAnswer(_("You have no tries left."))
        return begin_try(record, rules, submission)
    if screen == "overview":
        return _from_overview(record, current, rules, data)
    return replace(record, current=_answered(current, screen, data))


def screen_of(current: Try, typed: QueryDict | None) -> str:
    """The screen to show: after a refusal the one that it came from, if that is of this try."""
    screen = typed.get("screen", "") if typed is not None and typed.get("try") == current.key else ""
    is_open_one = not current.is_handed_in and (screen == "overview" or _place(current, screen) is not None)
    return screen if is_open_one else current.screen


def _refuse_other_try(record: Record, data: QueryDict) -> None:
    sent = data.getlist("try")
    if sent == [record.key]:
        return
    if sent == [NO_TRY]:
        message = _("You began this test already, perhaps on another device. This is where you are now.")
        raise InvalidAnswer(message)
    raise InvalidAnswer(_("That screen belongs to another try. What you did is kept. This is where you are now."))


def _refuse_other_screen(current: Try | None, screen: str) -> None:
    if screen == ("result" if current else "start"):
        return
    if current and (screen == "overview" or _place(current, screen) is not None):
        message = _("You handed in this try already, perhaps on another device. This is your result.")
        raise InvalidAnswer(message)
    raise InvalidAnswer(_("That screen does not belong to this test. This is where you are now."))


def _from_overview(record: Record, current: Try, rules: Rules, data: QueryDict) -> Record:
    action = _one(data, "action") or "hand-in"
    if action.startswith("goto-") and (place := _place(current, action.removeprefix("goto-"))) is not None:
        return replace(record, current=replace(current, at=place))
    if action != "hand-in":
        raise InvalidAnswer(_("That screen does not belong to this test. This is where you are now."))
    if current.open_numbers:
        message = _("Question %(number)s is still open.")
        raise InvalidAnswer({f"goto-{number}": message % {"number": number} for number in current.open_numbers})
    return hand_in(record, rules)


def _answered(current: Try, screen: str, data: QueryDict) -> Try:
    """The try with what was picked on the screen of a question, and at the screen that was asked for."""
    place = _place(current, screen)
    to = {"next": 1, "back": -1, "overview": len(current.cards)}.get(_one(data, "action") or "next")
    if place is None or to is None:
        raise InvalidAnswer(_("That screen does not belong to this test. This is where you are now."))
    card = current.cards[place]
    if any(data.getlist("option")):
        option = picked(data, "option", range(len(card.order)))
        if option is None:
            raise InvalidAnswer({"option": _("Choose one of the answers.")})
        current = current.with_pick(place, card.order[option])
    return replace(current, at=min(max(place + to, 0), len(current.cards)))


def _one(data: QueryDict, name: str) -> str:
    """What was sent in this field; nothing when it was sent more than once."""
    sent = data.getlist(name)
    return sent[0] if len(sent) == 1 else ""


def _place(current: Try, number: str) -> int | None:
    """The place of the question with this number, or None when there is none."""
    numbers = [str(each) for each in range(1, len(current.cards) + 1)]
    return numbers.index(number) if number in numbers else None
