"""Every rule of the contract about what decides the result (the fingerprint), broken on purpose."""

import json
from dataclasses import replace
from typing import Any

from wagtail import blocks

from exercises.base import ExerciseBlock
from exercises.contract import Fingerprint
from exercises.registry import Exercise
from tests.exercises import play, ways
from tests.exercises import test_contract as contract
from tests.exercises.breakages_of_answers import gives_feedback
from tests.exercises.breaking import Breakage


def _has_wording(exercise: Exercise) -> bool:
    return any(text.role in ("question", "option") for text in exercise.block.own_texts(exercise.value))


def _has_keys(exercise: Exercise) -> bool:
    fields = play.fields_of(exercise.block, play.raw_example(exercise.block))
    choices = [(item, field.field.choices) for _path, field, item in fields if isinstance(field, blocks.ChoiceBlock)]
    return any({key for key, _label in offered} - {"", item} for item, offered in choices)


def _has_ordered(exercise: Exercise) -> bool:
    raw, wording = play.raw_example(exercise.block), set(exercise.block.wording(exercise.value))
    lists = [items for items in raw.values() if isinstance(items, list) and len(items) > 1]
    return any(wording & {item for _path, item in play.leaves(items) if isinstance(item, str)} for items in lists)


def _print_of(block: ExerciseBlock, honest: Fingerprint, value: Any) -> Fingerprint:
    raw = block.get_prep_value(value) | {"is_required": True}
    return ExerciseBlock.fingerprint(block, block.to_python(raw))


def _required_in_wording(block: ExerciseBlock, honest: Fingerprint, value: Any) -> Fingerprint:
    return replace(honest, wording=f"{honest.wording}{value['is_required']}")


def _keys_of(block: ExerciseBlock, value: Any) -> list[Any]:
    fields = play.fields_of(block, block.get_prep_value(value))
    return [item for _path, field, item in fields if isinstance(field, blocks.ChoiceBlock)]


UNSEEN = contract.test_fingerprint_does_not_see_feedback
WORDS = contract.test_fingerprint_sees_another_question_or_option_as_wording_only
REQUIRED = contract.test_fingerprint_sees_whether_it_is_required_as_a_rule
KEYS, ORDER = contract.test_fingerprint_sees_every_key_as_a_rule, contract.test_fingerprint_sees_another_order_as_a_rule

FINGERPRINT = [
    Breakage(
        "Feedback is no wording",
        "`wording` tells it",
        UNSEEN,
        ways.result("wording", lambda block, told, value: [*told, str(block.get_prep_value(value))]),
        gives_feedback,
    ),
    Breakage(
        "Feedback is no rule",
        "`rules` tells it",
        UNSEEN,
        ways.result("rules", lambda block, told, value: [told, block.get_prep_value(value)]),
        gives_feedback,
    ),
    Breakage(
        "Question and option are wording",
        "the fingerprint leaves them out",
        WORDS,
        ways.result("fingerprint", lambda block, honest, value: replace(honest, wording="")),
        _has_wording,
    ),
    Breakage(
        "Question and option are no rule",
        "`rules` tells them",
        WORDS,
        ways.result("rules", lambda block, told, value: [told, block.wording(value)]),
        _has_wording,
    ),
    Breakage("Required is a rule", "the fingerprint leaves it out", REQUIRED, ways.result("fingerprint", _print_of)),
    Breakage(
        "Required is no wording",
        "the fingerprint tells it there",
        REQUIRED,
        ways.result("fingerprint", _required_in_wording),
    ),
    Breakage("A key is a rule", "`rules` is empty", KEYS, ways.result("rules", lambda *given: []), _has_keys),
    Breakage(
        "A key is no wording",
        "`wording` tells it",
        KEYS,
        ways.result("wording", lambda block, told, value: told + _keys_of(block, value)),
        _has_keys,
    ),
    Breakage("Order is a rule", "`rules` is empty", ORDER, ways.result("rules", lambda *given: []), _has_ordered),
    Breakage(
        "Order is a rule, ids and all",
        "`rules` in the order of the alphabet",
        ORDER,
        ways.result("rules", lambda block, told, value: sorted(json.dumps(told))),
        _has_ordered,
    ),
]
