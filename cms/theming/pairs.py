"""Which colours our style sheets put on which: every pair that a theme must keep apart.

WCAG 2.2: 4.5 for text (1.4.3), 3 for what marks a control or carries meaning (1.4.11).
"""

from django.utils.translation import pgettext_lazy

TEXT, SHAPE = 4.5, 3.0
NAMES = {  # for who reads what was changed or refused
    "text": pgettext_lazy("house style", "words"),
    "soft": pgettext_lazy("house style", "small print"),
    "ground": pgettext_lazy("house style", "the page"),
    "surface": pgettext_lazy("house style", "a card"),
    "sunken": pgettext_lazy("house style", "a sunken plane"),
    "tint": pgettext_lazy("house style", "a tinted plane"),
    "hue": pgettext_lazy("house style", "links and buttons"),
    "hue-strong": pgettext_lazy("house style", "links and buttons that are pointed at"),
    "on-hue": pgettext_lazy("house style", "words on a button"),
    "field": pgettext_lazy("house style", "the large plane"),
    "field-low": pgettext_lazy("house style", "the lower large plane"),
    "on-field": pgettext_lazy("house style", "words on the large plane"),
    "field-soft": pgettext_lazy("house style", "small print on the large plane"),
    "field-action": pgettext_lazy("house style", "the button on the large plane"),
    "on-field-action": pgettext_lazy("house style", "words of the button on the large plane"),
    "warm": pgettext_lazy("house style", "a case"),
    "on-warm": pgettext_lazy("house style", "words of a case"),
    "edge": pgettext_lazy("house style", "the edge of a field"),
    "brand": pgettext_lazy("house style", "the mark"),
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
