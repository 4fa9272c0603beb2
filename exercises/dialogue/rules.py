"""What makes a script a good conversation: every rule as one function that yields faults with their line."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from django.utils.translation import gettext_lazy as _

from exercises.dialogue.script import YES_NO, Fault, Node, Option, Script

MOST_WORDS = 40
MOST_MINUTES = 60
OPTION_COUNT = range(2, 5)


def faults(script: Script) -> list[Fault]:
    """Everything wrong with a script, by line. What follows from an earlier fault is not told as well."""
    if not script.nodes:
        message = _("There is no conversation yet. It needs at least one “knoop” and one “einde”.")
        return [*script.faults, Fault(0, message)]
    found = [*script.faults, *_header(script), *_start(script), *_each_node(script), *_long_texts(script)]
    for node in script.nodes.values():
        found += [fault for option in node.options for fault in _option(script, node, option)]
    if not found:
        found = list(_loops(script))
    if not found:
        found = [*_unreachable(script), *_outcomes(script)]
    return sorted(found, key=lambda fault: fault.line)


def _header(script: Script) -> Iterator[Fault]:
    minutes, required = script.header.get("minuten", "1"), script.header.get("verplicht", "ja")
    if not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 3 and int(minutes) <= MOST_MINUTES):
        message = _("write the minutes as a number from 0 to %(most)s.")
        yield Fault(script.header_lines["minuten"], message, {"most": MOST_MINUTES})
    if required.lower() not in YES_NO:
        yield Fault(script.header_lines["verplicht"], _("write “verplicht: ja” or “verplicht: nee”."))


def _start(script: Script) -> Iterator[Fault]:
    if not script.start:
        yield Fault(0, _("At the top, say where the conversation starts: “start: N1”."))
    elif script.start not in script.nodes:
        message = _("the conversation starts at node %(name)s, but that one does not exist.")
        yield Fault(script.header_lines["start"], message, {"name": script.start})
    elif script.nodes[script.start].ending:
        yield Fault(script.header_lines["start"], _("the conversation starts at an ending. Let it start at a “knoop”."))
    if not any(node.ending == "good" for node in script.nodes.values()):
        yield Fault(0, _("There is no good ending yet. Write “einde E1 [goed]”."))


def _each_node(script: Script) -> Iterator[Fault]:
    for node in script.nodes.values():
        name = {"name": node.name}
        if not node.said:
            yield Fault(node.number, _("%(name)s shows nothing. Write a “scene:” or let somebody speak."), name)
        if node.ending:
            continue
        if len(node.options) not in OPTION_COUNT:
            yield Fault(node.number, _("node %(name)s must have 2, 3 or 4 options."), name)
        elif not any(option.quality == "strong" for option in node.options):
            yield Fault(node.number, _("node %(name)s has no strong option. Mark at least one [sterk]."), name)


def _option(script: Script, node: Node, option: Option) -> Iterator[Fault]:
    at = {"letter": option.letter, "name": node.name, "target": option.target}
    if option.letter not in "abcd" or node.option(option.letter) is not option:
        message = _("the options of node %(name)s have the letters a, b, c and d, each once.")
        yield Fault(option.number, message, at)
    if option.target not in script.nodes:
        yield Fault(option.number, _("the option leads to node %(target)s, but that one does not exist."), at)
    if not (option.action or option.words):
        yield Fault(option.number, _("option %(letter)s needs “doe:”, “zeg:” or both."), at)
    if not option.feedback:
        yield Fault(option.number, _("option %(letter)s has no feedback yet. Add “terug:”."), at)
    for meter, _change in option.effects:
        if meter not in script.meters:
            message = _("the meter “%(meter)s” is not at the top, after “meters:”.")
            yield Fault(option.number, message, {"meter": meter})


def _long_texts(script: Script) -> Iterator[Fault]:
    message = _("this text has %(count)s words. At most %(most)s fit.")
    for number, text in script.texts:
        count = len(text.split())
        if count > MOST_WORDS:
            yield Fault(number, message, {"count": count, "most": MOST_WORDS})


def _loops(script: Script) -> Iterator[Fault]:
    """The first option that leads back to where one came from: a conversation only goes forward."""
    graph = {node.name: [option.target for option in node.options] for node in script.nodes.values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [script.nodes[name] for name in set(error.args[1])]
        steps = [(node, option) for node in circle for option in node.options if script.nodes[option.target] in circle]
        back = [option for node, option in steps if script.nodes[option.target].number <= node.number]
        option = min(back, key=lambda option: option.number)
        message = _("the option leads back to node %(target)s. A conversation only goes forward.")
        yield Fault(option.number, message, {"target": option.target})


def _unreachable(script: Script) -> Iterator[Fault]:
    reached = _beyond(script, script.start)
    for node in script.nodes.values():
        if node.name not in reached:
            yield Fault(node.number, _("nothing leads to %(name)s."), {"name": node.name})


def _beyond(script: Script, name: str) -> set[str]:
    """The names of this node and of all that can follow."""
    found, ahead = set(), [name]
    while ahead:
        node = script.nodes[ahead.pop()]
        found.add(node.name)
        ahead += [option.target for option in node.options if option.target not in found]
    return found


def _outcomes(script: Script) -> Iterator[Fault]:
    for node in script.nodes.values():
        endings = {script.nodes[name].ending for name in _beyond(script, node.name)}
        if not node.ending and "good" not in endings:
            yield Fault(node.number, _("from node %(name)s no good ending can be reached."), {"name": node.name})
    for option in _strong_options(script):
        if script.nodes[option.target].ending in ("fair", "again"):
            message = _("who only chooses strong options ends here at %(target)s, and that is not a good ending.")
            yield Fault(option.number, message, {"target": option.target})


def _strong_options(script: Script) -> list[Option]:
    """Every strong option on a path of strong options only, from the start."""
    found: list[Option] = []
    seen, ahead = {script.start}, [script.start]
    while ahead:
        for option in script.nodes[ahead.pop()].options:
            if option.quality == "strong":
                found.append(option)
                if option.target not in seen:
                    seen.add(option.target)
                    ahead.append(option.target)
    return found
