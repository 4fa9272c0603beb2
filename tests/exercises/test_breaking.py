"""The contract test notices it when a kind breaks a rule: a contract that cannot fail guards nothing."""

import inspect

import pytest

from tests.exercises import test_contract as contract
from tests.exercises.breakages import FOR_EDITORS, FOR_LEARNERS
from tests.exercises.breakages_of_answers import ANSWERING
from tests.exercises.breakages_of_fingerprints import FINGERPRINT
from tests.exercises.breaking import Breakage, bound_kinds, fails

BREAKAGES = [*FOR_EDITORS, *FOR_LEARNERS, *ANSWERING, *FINGERPRINT]


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: f"{one.rule}-{one.how}")
def test_contract_test_fails_for_every_kind_that_breaks_the_rule(breakage: Breakage) -> None:
    bound = bound_kinds(breakage)

    assert bound
    assert [name for name in bound if not fails(breakage, name)] == []


def test_every_contract_test_has_a_rule_that_was_broken() -> None:
    tests = {name for name, one in inspect.getmembers(contract, inspect.isfunction) if name.startswith("test_")}

    assert {breakage.test.__name__ for breakage in BREAKAGES} == tests
