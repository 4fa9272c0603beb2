"""Markdown as the rich text that an editor could have made: the same few features, and nothing else.

Paragraphs carry the keys that Wagtail's editor gives them, so that opening and saving a page changes nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from html import escape

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exercises.contract import SourceError

MARKED_AS, SUBHEADING = "h3", "h2"  # ### in a file, where ## begins a step; the first heading within a step on screen
INLINE = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>", "link_close": "</a>"}
INLINE |= {"softbreak": " ", "hardbreak": "<br/>"}
FEATURE_OF = {"strong_open": "bold", "em_open": "italic", "link_open": "link"}
FEATURE_OF |= {"bullet_list_open": "ul", "ordered_list_open": "ol", "heading_open": SUBHEADING}
_reader = MarkdownIt("commonmark").disable(["reference", "lheading"])


def rich_text(text: str, features: Collection[str]) -> str:
    """Wagtail's rich text for this Markdown. Raises SourceError with the line of what these features cannot hold."""
    tokens = _reader.parse(text)
    keys = iter(range(1, len(tokens) + 1))
    return "".join(_block(tokens, features, keys))


def _block(tokens: Sequence[Token], features: Collection[str], keys: Iterator[int]) -> Iterator[str]:
    line, filled_items = 1, [False]
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        _refuse_unknown(token, features, line)
        match token.type:
            case "inline":
                yield from _inline(token.children or [], features, line)
            case "list_item_open":
                filled_items.append(False)
                yield f"<li{_key(keys)}>"
            case "list_item_close":
                filled_items.pop()
                yield "</li>"
            case "paragraph_open" if len(filled_items) > 1:
                if filled_items[-1]:
                    raise SourceError(_("A point of a list is one paragraph."), line)
                filled_items[-1] = True
            case "paragraph_close" if len(filled_items) > 1:
                pass
            case "paragraph_open":
                yield f"<p{_key(keys)}>"
            case "heading_open":
                yield f"<{SUBHEADING}{_key(keys)}>"
            case "heading_close":
                yield f"</{SUBHEADING}>"
            case _:  # the ends of these, and lists
                yield f"<{'/' if token.nesting < 0 else ''}{token.tag}>"


def _inline(tokens: Sequence[Token], features: Collection[str], line: int) -> Iterator[str]:
    for token in tokens:
        _refuse_unknown(token, features, line)
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        if token.type == "text":
            if "](" in token.content:
                raise SourceError(_("This link cannot be read."), line)
            yield escape(token.content, quote=False)
        elif token.type == "link_open":
            yield f'<a href="{escape(str(token.attrs["href"]))}">'
        else:
            yield INLINE[token.type]


def _refuse_unknown(token: Token, features: Collection[str], line: int) -> None:
    known = {"inline", "text", "paragraph_open", "list_item_open", *INLINE, *FEATURE_OF}
    is_known = token.nesting < 0 or token.type in known
    feature = FEATURE_OF.get(token.type)
    if feature == SUBHEADING and (token.tag != MARKED_AS or SUBHEADING not in features):
        message = _("This heading cannot be here: a step begins with ##, and within its text only ### is used.")
        raise SourceError(message, line)
    if not is_known or (feature and feature not in features):
        name = token.type.removesuffix("_open").replace("_", " ")
        raise SourceError(_("This kind of text cannot be here: %(name)s.") % {"name": name}, line)


def _key(keys: Iterator[int]) -> str:
    return f' data-block-key="p{next(keys):04d}"'
