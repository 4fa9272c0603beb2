"""The script of a conversation: its parts, how text becomes a script and how a script becomes text again.

Pure: text in, script and faults out. Indentation, blank lines and the arrows that word processors make are
forgiven when reading; `write` gives the one tidy spelling back. What a good script must be is in `rules.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

QUALITIES = {"sterk": "strong", "kan": "ok", "liever niet": "weak"}
ENDINGS = {"goed": "good", "kan": "fair", "opnieuw": "again"}
LEVELS = {"laag": 0, "midden": 1, "hoog": 2}
OPTION_FIELDS = {"doe": "action", "zeg": "words", "terug": "feedback"}
#: Lines of the header that stay in the text; the rest of the header belongs to the fields around it.
BODY_HEADER = ("rol", "meters", "start")
#: Lines of the header that say the same as a field of every exercise.
FIELDS = {"titel": "title", "intro": "intro", "minuten": "minutes", "verplicht": "required", "bron": "src"}
YES_NO = {"ja": True, "nee": False}
HEADER = ("oefening", "les", "titel", "intro", "rol", "minuten", "verplicht", "meters", "bron", "start")

_ARROW = r"(?:->|–>|—>|=>|→)"
_NODE = re.compile(r"knoop\s+(\w+)$", re.IGNORECASE)
_ENDING = re.compile(r"einde\s+(\w+)\s*\[([^\]]*)\]$", re.IGNORECASE)
_OPTION = re.compile(rf"optie\s+(\w)\s*\[([^\]]*)\]\s*{_ARROW}\s*(\w+)\s*(?:\|(.*))?$", re.IGNORECASE)
_EFFECT = re.compile(r"(\w+)\s*([+−–-])\s*1$")
_MINUS = str.maketrans("−–", "--")
_LINE = re.compile(r"([^\W\d_][\w’'-]*)\s*:(.*)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a script, at a line (0: the script as a whole). Translated when it is read."""

    line: int
    message: Any
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What is wrong, without the line."""
        return str(self.message) % self.params

    def __str__(self) -> str:
        line = {"line": self.line, "message": self.text}
        return gettext("Line %(line)s: %(message)s") % line if self.line else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a node: narration (`scene`), what somebody says (`speech`) or thinks (`thought`)."""

    role: str
    text: str
    speaker: str = ""
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """Something the learner may do or say at a node, where that leads, and what they read about it."""

    letter: str
    quality: str
    target: str
    effects: tuple[tuple[str, int], ...] = ()
    action: str = ""
    words: str = ""
    feedback: str = ""
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Node:
    """A moment in the conversation. It has options, or it is an ending of some kind."""

    name: str
    lines: tuple[Line, ...] = ()
    options: tuple[Option, ...] = ()
    ending: str = ""
    number: int = field(default=0, compare=False)

    def option(self, letter: str) -> Option | None:
        """The option with this letter, if there is one."""
        return next((option for option in self.options if option.letter == letter), None)

    @property
    def said(self) -> list[Line]:
        """What the learner sees and hears at once."""
        return [line for line in self.lines if line.role != "thought"]

    @property
    def speaker(self) -> str:
        """Who speaks here, when it is one person: whose thoughts these must be."""
        speakers = {line.speaker for line in self.lines if line.speaker}
        return speakers.pop() if len(speakers) == 1 else ""

    @property
    def thoughts(self) -> list[Line]:
        """What somebody thought, for afterwards."""
        return [line for line in self.lines if line.role == "thought"]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole conversation. `header` holds the lines on top, as written."""

    header: dict[str, str]
    meters: dict[str, int]
    nodes: dict[str, Node]
    faults: tuple[Fault, ...] = ()
    header_lines: dict[str, int] = field(default_factory=dict, compare=False)
    texts: tuple[tuple[int, str], ...] = field(default=(), compare=False)  # every text for the learner, with its line

    @property
    def role(self) -> str:
        return self.header.get("rol", "")

    @property
    def start(self) -> str:
        return self.header.get("start", "")

    @property
    def speakers(self) -> list[str]:
        """Everybody who speaks, in order of appearance."""
        return list(dict.fromkeys(line.speaker for node in self.nodes.values() for line in node.lines if line.speaker))


def parse(text: str) -> Script:
    """Read a script. Never raises: what cannot be read is among the script's `faults`, with its line."""
    return _Reader().read(text)


def write(script: Script, header: dict[str, str] | None = None) -> str:
    """The tidy text of a script. `header` gives lines to put on top, beside those that belong to the text."""
    lines = dict(header or {}) | {name: script.header[name] for name in BODY_HEADER if script.header.get(name)}
    top = [f"{name}: {lines[name]}" for name in HEADER if lines.get(name)]
    return "\n\n".join(["\n".join(top), *("\n".join(_write_node(node)) for node in script.nodes.values())])


def tidy_lines(text: str) -> Iterator[str]:
    """The lines of a script in one spelling of what is forgiven: white space, arrows, minus signs, capitals in keys."""
    for line in text.splitlines():
        words = " ".join(line.split())
        if match := _OPTION.match(words):
            yield f"optie {match[1]} [{match[2]}] -> {match[3]} | {match[4] or ''}".lower().translate(_MINUS)
        elif words:
            word, colon, rest = words.partition(":")
            yield f"{word.strip()}: {rest.strip()}" if colon else words


def header_fields(script: Script) -> dict[str, Any]:
    """What the top of a sound script says about the fields that every exercise has."""
    fields: dict[str, Any] = {FIELDS[name]: text for name, text in script.header.items() if name in FIELDS}
    if "minutes" in fields:
        fields["minutes"] = int(fields["minutes"])
    if "required" in fields:
        fields["required"] = YES_NO[fields["required"].lower()]
    return fields


def _write_node(node: Node) -> Iterator[str]:
    kinds = {ending: word for word, ending in ENDINGS.items()}
    words = {quality: word for word, quality in QUALITIES.items()}
    yield f"einde {node.name} [{kinds[node.ending]}]" if node.ending else f"knoop {node.name}"
    for line in node.lines:
        yield f"  {line.speaker or {'scene': 'scene', 'thought': 'denkt'}[line.role]}: {line.text}"
    for option in node.options:
        effects = ", ".join(f"{meter} {change:+d}" for meter, change in option.effects)
        head = f"  optie {option.letter} [{words[option.quality]}] -> {option.target}"
        yield f"{head} | {effects}" if effects else head
        for word, name in OPTION_FIELDS.items():
            if getattr(option, name):
                yield f"    {word}: {getattr(option, name)}"


class _Reader:
    """Reads line by line and remembers which node and option a line belongs to."""

    def __init__(self) -> None:
        self.header: dict[str, str] = {}
        self.header_lines: dict[str, int] = {}
        self.nodes: dict[str, dict[str, Any]] = {}
        self.faults: list[Fault] = []
        self.texts: list[tuple[int, str]] = []
        self.node: dict[str, Any] | None = None
        self.option: dict[str, Any] | None = None

    def read(self, text: str) -> Script:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                self._read_line(number, " ".join(line.split()))
        nodes = {name: self._made(node) for name, node in self.nodes.items()}
        meters = self._meters()
        return Script(self.header, meters, nodes, tuple(self.faults), self.header_lines, tuple(self.texts))

    def _read_line(self, number: int, line: str) -> None:
        word = line.split()[0].lower()
        if word in ("knoop", "einde") and ":" not in word:
            self._read_node(number, line)
        elif word == "optie":
            self._read_option(number, line)
        elif not (match := _LINE.match(line)):
            message = _("“%(text)s” is not understood. A line starts with a word and a colon.")
            self._fault(number, message, text=line[:40])
        elif not match[2].strip():
            self._fault(number, _("there is no text after “%(word)s:”."), word=match[1])
        elif self.node is None:
            self._read_header(number, match[1].lower(), match[2].strip())
        else:
            self._read_text(number, match[1], match[2].strip())

    def _read_header(self, number: int, name: str, text: str) -> None:
        if name not in HEADER:
            known = ", ".join(HEADER)
            self._fault(number, _("“%(name)s” is not known at the top. Known are: %(known)s."), name=name, known=known)
        elif name in self.header:
            self._fault(number, _("“%(name)s” stands here twice."), name=name)
        self.header[name], self.header_lines[name] = text, number
        if name == "rol":
            self.texts.append((number, text))

    def _read_node(self, number: int, line: str) -> None:
        self.option = None
        ending = ""
        if match := _ENDING.match(line):
            ending = ENDINGS.get(" ".join(match[2].lower().split()), "")
            if not ending:
                self._fault(number, _("the kind of an ending is goed, kan or opnieuw."))
        elif not (match := _NODE.match(line)):
            self._fault(number, _("write “knoop N1”, or “einde E1 [goed]”."))
        name = match[1] if match else f"?{number}"
        if name in self.nodes:
            self._fault(number, _("there is already a node %(name)s."), name=name)
            name = f"{name}?{number}"
        ending = ending or ("fair" if line.lower().startswith("einde") else "")
        self.node = {"name": name, "lines": [], "options": [], "ending": ending, "number": number}
        self.nodes[name] = self.node

    def _read_option(self, number: int, line: str) -> None:
        self.option = {"letter": "", "quality": "weak", "target": "", "number": number}
        match = _OPTION.match(line)
        if not match:
            self._fault(number, _("write an option like this: optie a [sterk] -> N2 | vertrouwen +1"))
        else:
            quality = QUALITIES.get(" ".join(match[2].lower().split()))
            if not quality:
                self._fault(number, _("the quality of an option is sterk, kan or liever niet."))
            self.option |= {"letter": match[1].lower(), "quality": quality or "weak", "target": match[3]}
            self.option["effects"] = self._effects(number, match[4] or "")
        if self.node is None:
            self._fault(number, _("this option stands before the first node."))
        elif self.node["ending"]:
            self._fault(number, _("an ending has no options."))
        else:
            self.node["options"].append(self.option)

    def _effects(self, number: int, text: str) -> tuple[tuple[str, int], ...]:
        effects = []
        for part in (part.strip() for part in text.split(",") if part.strip()):
            match = _EFFECT.match(part)
            if match:
                effects.append((match[1].lower(), 1 if match[2] == "+" else -1))
            else:
                self._fault(number, _("“%(part)s” is not understood. Write the meter and +1 or -1."), part=part)
        return tuple(effects)

    def _read_text(self, number: int, word: str, text: str) -> None:
        assert self.node is not None
        self.texts.append((number, text))
        name = word.lower()
        if name in OPTION_FIELDS:
            self._read_option_text(number, name, text)
        elif name in ("scene", "denkt") or word[0].isupper():
            if self.option is not None:
                self._fault(number, _("“%(word)s” stands after the options. Put it above them."), word=word)
            role = {"scene": "scene", "denkt": "thought"}.get(name, "speech")
            self.node["lines"].append(Line(role, text, "" if role != "speech" else word, number))
        else:
            message = _("“%(word)s” is not known. Known are: %(known)s, and a name with a capital.")
            self._fault(number, message, word=word, known="scene, denkt, doe, zeg, terug")

    def _read_option_text(self, number: int, name: str, text: str) -> None:
        if self.option is None:
            self._fault(number, _("“%(word)s” belongs to an option, but there is none above it."), word=name)
        elif self.option.get(OPTION_FIELDS[name]):
            self._fault(number, _("“%(name)s” stands here twice."), name=name)
        else:
            self.option[OPTION_FIELDS[name]] = text

    def _meters(self) -> dict[str, int]:
        meters = {}
        for part in self.header.get("meters", "").split(","):
            name, _equals, level = (piece.strip().lower() for piece in part.partition("="))
            if name and level in LEVELS:
                meters[name] = LEVELS[level]
            elif part.strip():
                message = _("“%(part)s” is not understood. Write for example: meters: vertrouwen=midden")
                self._fault(self.header_lines["meters"], message, part=part.strip())
        return meters

    def _made(self, node: dict[str, Any]) -> Node:
        options = tuple(Option(**option) for option in node["options"])
        return Node(**node | {"lines": tuple(node["lines"]), "options": options})

    def _fault(self, line: int, message: Any, **params: Any) -> None:
        self.faults.append(Fault(line, message, params))
