"""Which colours our style sheets put on which: every pair that a theme must keep apart.

WCAG 2.2: 4.5 for text (1.4.3), 3 for what marks a control or carries meaning (1.4.11).
"""

from django.utils.translation import gettext_lazy as _

TEXT, SHAPE = 4.5, 3.0
NAMES = {  # for who reads what was changed or refused
    "text": _("words"),
    "soft": _("small print"),
    "ground": _("the page"),
    "surface": _("a card"),
    "sunken": _("a sunken plane"),
    "tint": _("a tinted plane"),
    "hue": _("links and buttons"),
    "hue-strong": _("links and buttons that are pointed at"),
    "on-hue": _("words on a button"),
    "field": _("the large plane"),
    "field-low": _("the lower large plane"),
    "on-field": _("words on the large plane"),
    "field-soft": _("small print on the large plane"),
    "field-action": _("the button on the large plane"),
    "on-field-action": _("words of the button on the large plane"),
    "warm": _("a case"),
    "on-warm": _("words of a case"),
    "edge": _("the edge of a field"),
    "brand": _("the mark"),
}
PAIRS = [  # in front, behind, at least
    ("text", "ground", TEXT),
    ("text", "surface", TEXT),
    ("text", "sunken", TEXT),
    ("text", "tint", TEXT),
    ("soft", "ground", TEXT),
    ("soft", "surface", TEXT),
    ("soft", "sunken", TEXT),
    ("soft", "tint", TEXT),
    ("hue", "ground", TEXT),
    ("hue", "surface", TEXT),
    ("hue", "tint", TEXT),
    ("hue-strong", "ground", TEXT),
    ("hue-strong", "surface", TEXT),
    ("hue-strong", "tint", TEXT),
    ("on-hue", "hue", TEXT),
    ("on-hue", "hue-strong", TEXT),
    ("on-field", "field", TEXT),
    ("on-field", "field-low", TEXT),
    ("field-soft", "field", TEXT),
    ("on-field-action", "field-action", TEXT),
    ("on-warm", "warm", TEXT),
    ("edge", "surface", SHAPE),
    ("edge", "ground", SHAPE),
    ("brand", "ground", SHAPE),
    ("field-action", "field", SHAPE),
]
