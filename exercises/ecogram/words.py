"""Every word that a drawing, its description and its editor use: script has none of its own. `{…}` are blanks."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exercises.ecogram import model
from exercises.ecogram.telling import Words, fill


def choices_of(name: str) -> list[tuple[str, Any]]:
    """What can be chosen for one fact about a person: what is stored, and what is read on the page."""
    if name == "sector":
        return [(sector, sector) for sector in model.SECTORS]
    return [(key, _lazy(lambda key=key: _label(name, key))) for key in _KEYS[name]]


_KEYS: dict[str, tuple[str, ...]] = {
    "kind": model.KINDS,
    "ring": tuple(str(ring) for ring in model.RINGS),
    "line": model.LINES,
    "dir": model.DIRECTIONS,
    "support": model.SUPPORT,
    "freq": model.FREQUENCIES,
    "wish": model.WISHES,
}
_NAMES = {"ring": "rings", "line": "lines", "dir": "dirs", "freq": "freqs", "wish": "wishes", "kind": "kinds"}


def _label(name: str, key: str) -> str:
    words = drawing_words()
    return fill(words[_NAMES.get(name, name)][key], me=words["me"]) or words["not_said"]


_lazy = lazy(lambda make: make(), str)


def drawing_words() -> Words:
    """The words of a drawing and its description, in the language of this moment."""
    return {
        "rings": {
            "1": pgettext("ecogram", "very close"),
            "2": pgettext("ecogram", "close"),
            "3": pgettext("ecogram", "further away"),
            "4": pgettext("ecogram", "from the past"),
        },
        "lines": {
            "sterk": pgettext("line", "strong"),
            "gewoon": pgettext("line", "ordinary"),
            "zwak": pgettext("line", "weak"),
            "gespannen": pgettext("line", "tense"),
            "verbroken": pgettext("line", "broken"),
        },
        "dirs": {"naar_mij": _("to {me}"), "van_mij": _("from {me}"), "over_en_weer": pgettext("ecogram", "both ways")},
        "support": {
            "P": pgettext("support", "practical"),
            "G": pgettext("support", "company"),
            "A": pgettext("support", "advice"),
            "E": pgettext("support", "emotional"),
        },
        "freqs": {
            "": "",
            "dagelijks": pgettext("ecogram", "daily"),
            "wekelijks": pgettext("ecogram", "weekly"),
            "maandelijks": pgettext("ecogram", "monthly"),
            "zelden": pgettext("ecogram", "seldom"),
        },
        "wishes": {
            "": "",
            "houden": pgettext("wish", "keep"),
            "versterken": pgettext("wish", "strengthen"),
            "oppakken": pgettext("wish", "take up again"),
            "minder": pgettext("wish", "less"),
        },
        "kinds": {"person": pgettext("ecogram", "person"), "group": pgettext("ecogram", "group")},
        "sectors": [
            pgettext("part of an ecogram", "family"),
            pgettext("part of an ecogram", "friends"),
            pgettext("part of an ecogram", "neighbourhood"),
            pgettext("part of an ecogram", "school and work"),
            pgettext("part of an ecogram", "club, faith, leisure"),
            pgettext("part of an ecogram", "help and services"),
        ],
        "not_said": pgettext("ecogram", "not said"),
        "group": pgettext("ecogram", "group"),
        "rings_told": _("Rings from inside out: {rings}"),
        "nobody": pgettext("ecogram", "nobody yet"),
        "and": pgettext("one and two", "and"),
        "i": pgettext("in the middle", "i"),
        "me": pgettext("to or from", "me"),
        "you": pgettext("to or from", "you"),
        "unnamed": _("number {number}"),
        "title": _("Ecogram of {centre}"),
        **_telling(),
    }


def _telling() -> Words:
    return {
        "person": _("{name}: {ring}, at ‘{sector}’. The line is {line}, {dir}."),
        "person_group": _("This is a group."),
        "person_support": _("Support: {support}."),
        "person_freq": _("Contact: {freq}."),
        "person_wish": _("Wish: {wish}."),
        "drew_none": _("There is nobody around {centre} yet."),
        "drew_one": _("You drew 1 person around {centre}."),
        "drew_many": _("You drew {n} people around {centre}."),
        "groups_one": _("1 of them is a group."),
        "groups_many": _("{n} of them are groups."),
        "sectors_without": _("At {sectors} there is nobody yet."),
        "support_from": {
            "P": _("practical support from {n}"),
            "G": _("company from {n}"),
            "A": _("advice from {n}"),
            "E": _("emotional support from {n}"),
        },
        "support_for": {
            "P": pgettext("ecogram", "practical support"),
            "G": pgettext("ecogram", "company"),
            "A": pgettext("ecogram", "advice"),
            "E": pgettext("ecogram", "emotional support"),
        },
        "support_is": _("There is {parts}."),
        "support_without": _("For {kinds} there is nobody yet."),
        "lines_one": _("1 line is {line}: {names}."),
        "lines_many": _("{n} lines are {line}: {names}."),
        "energy": {
            "van_mij": _("With {n} the arrow only goes away from {me}: {names}."),
            "naar_mij": _("With {n} the arrow only comes to {me}: {names}."),
            "over_en_weer": _("With {n} it goes both ways: {names}."),
        },
        "wish_is": _("The wish is ‘{wish}’ for {names}."),
    }


def editor_words() -> Words:
    """What the editor says: about what was done, about files, about keeping."""
    return {
        "progress": _("You have {n} of the {least} people on the drawing."),
        "progress_done": _("You have {n} people on the drawing. That is enough for this exercise; more is fine."),
        "added": _("{name} has been added."),
        "removed": _("{name} has been removed."),
        "moved": _("{name}: {ring}, at ‘{sector}’."),
        "undone": _("Undone."),
        "redone": _("Done again."),
        "full": _("There is room for {most} people."),
        "nameless": _("Type a name or role first."),
        "edit": _("Change {name}"),
        "other_program": _("This file is not an ecogram of this tool. Your drawing has stayed as it was."),
        "newer": _("This file was made with a newer version. Your drawing has stayed as it was."),
        "damaged": _("This file is damaged at “{part}”. Your drawing has stayed as it was."),
        "too_many": _("This file has {number} people; there is room for {most}. Your drawing has stayed as it was."),
        "too_large": _("This file is too large for an ecogram. Your drawing has stayed as it was."),
        "opened": _("The drawing in the file has been opened. With “Undo” you get your own back."),
        "saved": _("The file is in your downloads: {name}"),
        "no_picture": _("This browser cannot make a PNG. SVG and print do work."),
        "kept": _("Kept on this device, and every change too. Other people who use it can see it."),
        "not_kept": _("No longer kept on this device. The drawing stays until you close this page."),
        "keep_failed": _("This browser keeps nothing. The drawing stays until you close this page: save it as a file."),
        "keep_full": _(
            "The room in this browser is full. The drawing stays until you close this page: save it as a file."
        ),
        "found": _("This is the drawing that was kept on this device."),
        "spoiled": _("What was kept on this device cannot be read. It has been left as it is."),
        "wiped": _("Everything is wiped, also from this device. With “Undo” you get it back."),
        "sector_taken": _("Two parts cannot have the same name, and none can be without."),
    }
