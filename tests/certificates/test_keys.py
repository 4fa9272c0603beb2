"""Keys: made, changed and retired in a folder; what they signed can be verified for ever."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from certificates import base58, keys, proof
from certificates.contexts import CREDENTIALS

NOW = datetime(2026, 5, 4, tzinfo=UTC)
LATER = datetime(2027, 1, 2, tzinfo=UTC)


@pytest.fixture
def empty(settings: Any, tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    settings.KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


def test_creating_twice_makes_one_key_for_each_purpose(empty: Path) -> None:
    made = [[key.id for key in keys.create(at=NOW)] for _ in range(2)]

    assert made == [["key-2026", "seal-2026"], []]
    assert sorted(path.name for path in empty.iterdir()) == ["key-2026.pem", "keys.json", "seal-2026.pem"]


def test_keys_are_for_this_user_alone_and_the_list_holds_no_secret(empty: Path) -> None:
    keys.create(at=NOW)

    assert {stat.S_IMODE(path.stat().st_mode) for path in empty.iterdir()} == {0o600}
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert "PRIVATE" not in (empty / "keys.json").read_text()


def test_rotating_twice_in_a_year_keeps_every_public_key_and_no_old_secret(empty: Path) -> None:
    keys.create(at=NOW)
    keys.rotate(at=NOW)
    keys.rotate(at=LATER)

    assert [key.id for key in keys.known() if key.purpose == "credential"] == ["key-2026", "key-2026-2", "key-2027"]
    assert sorted(path.name for path in empty.glob("*.pem")) == ["key-2027.pem", "seal-2027.pem"]
    assert keys.active(keys.Purpose.CREDENTIAL).id == "key-2027"


def test_what_a_retired_key_signed_is_still_ours(empty: Path) -> None:
    keys.create(at=NOW)
    document = {"@context": [CREDENTIALS], "type": ["VerifiableCredential"], "issuer": keys.issuer()}
    signed = proof.sign(document, at=NOW)

    keys.retire(key_id="key-2026", at=LATER)

    assert proof.is_ours(signed)
    with pytest.raises(keys.NoKey, match="keys create"):
        proof.sign(document, at=LATER)


def test_seal_stands_under_a_root_whose_key_is_thrown_away(empty: Path) -> None:
    keys.create(at=NOW)

    leaf, root = keys.active(keys.Purpose.SEAL).certificates

    leaf.verify_directly_issued_by(root)
    assert leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is True
    assert not list(empty.glob("*root*"))


def test_seal_of_a_demonstration_says_so(empty: Path, settings: Any) -> None:
    settings.DEMO = True

    keys.create(at=NOW)

    assert "demonstratie" in keys.active(keys.Purpose.SEAL).certificates[0].subject.rfc4514_string()


def test_identity_is_the_host_with_its_port(settings: Any) -> None:
    settings.SITE_URL = "http://localhost:8000"

    assert keys.issuer() == "did:web:localhost%3A8000"


def test_anybody_reads_every_public_key_and_leaves_no_cookie(empty: Path, client: Client) -> None:
    keys.create(at=NOW)
    keys.rotate(at=LATER)

    response = client.get("/.well-known/did.json")

    said = json.loads(response.content)
    assert [method["id"] for method in said["verificationMethod"]] == [
        "did:web:testserver#key-2026",
        "did:web:testserver#key-2027",
    ]
    assert said["assertionMethod"] == [method["id"] for method in said["verificationMethod"]]
    assert {method["publicKeyMultibase"][:4] for method in said["verificationMethod"]} == {"z6Mk"}
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_command_makes_lists_and_retires(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("keys", "create")
    [first] = [key.id for key in keys.known() if key.purpose == "credential"]
    call_command("keys", "retire", first)
    call_command("keys", "create")
    capsys.readouterr()

    call_command("keys", "list")

    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines()[1:]] == [key.id for key in keys.known()]
    assert said.count("signs") == 2
    assert said.count("retired") == 1
    with pytest.raises(CommandError, match="no key key-1900"):
        call_command("keys", "retire", "key-1900")


@given(st.binary(max_size=70))
def test_base58_comes_back(content: bytes) -> None:
    assert base58.decode(base58.encode(content)) == content


@pytest.mark.parametrize("text", ["", "abc", "z0", "zI"])
def test_what_is_no_base58_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"begins with z|substring not found"):
        base58.decode(text)
