"""A small course in files, which a test can change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

SOURCES = """
- key: S1
  title: "Een onderzoek"
  publisher: "Een bureau"
  year: 2025
- key: "L:blad"
  title: "Een blad"
"""
CONTACTS = """
- key: vcp
  name: "De vertrouwenspersoon"
  when: "Als je twijfelt."
"""
COURSE = """---
key: proef
title: "Een proef"
goal: "Na deze cursus weet je het."
audience: "Iedereen"
outcomes: ["Je kunt het."]
level: B1
right_needed: 0
summary: "Kort en goed."
---
Welkom bij *deze* cursus.
"""
FIRST = """---
key: P1
title: "De eerste"
minutes: 5
required: true
level: B1
summary: "Het begin."
goals: ["Je begint."]
---

## Begin {#p1-begin}

Eerst **lezen**. [S1]

- een punt
- nog een [L:blad]

```blok citaat
key: p1-citaat
text: "Zo is het."
source: S1
```

## Doen {#p1-doen}

```oefening
id: P1.1
kind: choice
title: "Wat zeg je?"
minutes: 1
question: "Noor komt te laat. Wat zeg je?"
options:
  - {t: "Fijn dat je er bent.", k: sterk, fb: "Ze hoort er meteen bij."}
  - {t: "Ga maar zitten.", k: liever niet, fb: "Vaak kan zij er niets aan doen.", src: S1}
```
"""
SECOND = """---
key: P2
title: "De tweede"
minutes: 3
required: true
level: B1
summary: "Het eind."
goals: ["Je maakt het af."]
---

## Eind {#p2-eind}

```blok in-het-kort
key: p2-kort
points:
  - {t: "Luister eerst.", src: "S1, O"}
```

```blok bronnen
key: p2-bronnen
sources: [S1, "L:blad"]
```

```blok contact
key: p2-contact
contact: vcp
```
"""
FILES = {
    "sources.yaml": SOURCES,
    "contacts.yaml": CONTACTS,
    "proef/course.md": COURSE,
    "proef/01-p1.md": FIRST,
    "proef/02-p2.md": SECOND,
}


class Folder:
    """The files of a small curriculum."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text, old
        self.write(name, text.replace(old, new, 1))

    def line(self, name: str, words: str) -> int:
        """The number of the first line with these words."""
        lines = (self.path / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if words in line)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A course of two modules, with its sources and contacts."""
    return Folder(tmp_path)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are told apart by their words."""
    with translation.override("en"):
        yield
