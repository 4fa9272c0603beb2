"""Facts, frozen as JSON and read back."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from certificates.payload import CertificateFacts

any_facts = st.builds(
    CertificateFacts,
    minutes=st.integers(min_value=0, max_value=100_000),
    goals=st.lists(st.text(), max_size=5).map(tuple),
)


@given(any_facts)
def test_facts_stay_the_same_through_storing_and_reading(facts: CertificateFacts) -> None:
    stored = json.loads(json.dumps(facts.to_payload()))

    read = CertificateFacts.from_payload(stored)

    assert read == facts
    assert read.sha256 == facts.sha256


def test_hash_is_of_what_is_stored(facts: CertificateFacts) -> None:
    assert facts.to_payload()["version"] == 1
    assert facts.sha256 != replace(facts, name="Aisha de Vries-Celik").sha256


def test_hash_stays_what_it_was(facts: CertificateFacts) -> None:
    """It is stored with every certificate: a change here makes all of those look tampered with."""
    assert facts.sha256 == "4777ee5b3676b6ffe2abf46e16bf3dc63b6eefa5cad6f0babf2117fd1117d9ca"


def test_payload_of_an_earlier_version_is_read_with_what_was_meant_then(facts: CertificateFacts) -> None:
    stored = facts.to_payload()
    del stored["is_demo"], stored["design"]

    assert CertificateFacts.from_payload(stored) == facts


def test_payload_of_a_later_version_is_read_as_far_as_we_know_it(facts: CertificateFacts) -> None:
    stored = facts.to_payload() | {"version": 2, "points": 3}

    assert CertificateFacts.from_payload(stored) == facts
