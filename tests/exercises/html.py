"""Reading the HTML of an exercise the way a browser and a screen reader do."""

import re

from bs4 import BeautifulSoup, Tag

TEXT_TYPES = {"text", "search", "email", "url", "tel", "number", "date", "time"}
WIDGET_ROLES = {"button", "link", "checkbox", "radio", "option", "tab"}
NATIVE = {"a", "button", "input", "select", "textarea", "summary", "option", "label", "audio", "video"}


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def attribute(tag: Tag, name: str) -> str:
    """The attribute as text; empty when there is none."""
    value = tag.get(name) or ""
    return " ".join(value) if isinstance(value, list) else value


def words(text: str) -> str:
    """Text with all white space made equal, for comparing what is read."""
    return " ".join(text.split())


def text_of(tag: Tag) -> str:
    return words(tag.get_text(" "))


def controls(soup: Tag) -> list[Tag]:
    """Everything a learner fills in: no hidden fields, no buttons."""
    unseen = {"hidden", "submit", "button", "image", "reset"}
    return [tag for tag in soup.find_all(["input", "select", "textarea"]) if attribute(tag, "type") not in unseen]


def accessible_name(soup: Tag, control: Tag) -> str:
    """What a screen reader calls this control; empty when nothing names it."""
    if by := attribute(control, "aria-labelledby"):
        return words(" ".join(text_of(tag) for key in by.split() if (tag := soup.find(id=key))))
    if name := attribute(control, "aria-label"):
        return words(name)
    label = soup.find("label", attrs={"for": attribute(control, "id")}) if control.get("id") else None
    label = label or control.find_parent("label")
    return text_of(label) if isinstance(label, Tag) else ""


def group_name(control: Tag) -> str:
    """The legend of the fieldset around a control; empty when there is none."""
    fieldset = control.find_parent("fieldset")
    legend = fieldset.find("legend") if fieldset else None
    return text_of(legend) if isinstance(legend, Tag) else ""


def kind_of_field(soup: Tag, name: str) -> str:
    """How a form field is filled in: text, one (radio, list, button), many (checkboxes) or hidden."""
    tags = soup.find_all(["input", "select", "textarea", "button"], attrs={"name": name})
    assert tags, f"The form has no field “{name}”."
    first, kind = tags[0], attribute(tags[0], "type")
    if first.name == "textarea" or (first.name == "input" and kind in TEXT_TYPES | {""}):
        return "text"
    if kind == "hidden":
        return "hidden"
    return "many" if kind == "checkbox" or first.has_attr("multiple") else "one"


def shown_values(soup: Tag, name: str) -> list[str]:
    """What the form would send for this field if nobody touched it."""
    values = []
    for tag in soup.find_all(["input", "select", "textarea"], attrs={"name": name}):
        if tag.name == "textarea":
            values.append(tag.get_text().removeprefix("\n"))
        elif tag.name == "select":
            values += [option_value(option) for option in tag.find_all("option") if option.has_attr("selected")]
        elif attribute(tag, "type") not in ("radio", "checkbox") or tag.has_attr("checked"):
            values.append(attribute(tag, "value"))
    return values


def option_value(option: Tag) -> str:
    return attribute(option, "value") if option.has_attr("value") else text_of(option)


def scripted(soup: Tag) -> list[str]:
    """What a strict content security policy forbids, and what only works with script."""
    found = [str(tag) for tag in soup.find_all(["script", "style", "link", "iframe", "object", "embed"])]
    for tag in soup.find_all(True):
        for name in tag.attrs:
            if name == "style" or name.startswith(("on", "hx-on", "hx-vals", "x-on", "@")):
                found.append(f"<{tag.name} {name}>")
        for name in ("href", "src", "action", "formaction"):
            if re.match(r"\s*(javascript|data):", attribute(tag, name), re.IGNORECASE):
                found.append(f"<{tag.name} {name}={attribute(tag, name)}>")
    return found


def keyboard_traps(soup: Tag) -> list[str]:
    """What somebody without a mouse cannot reach or would reach out of order."""
    found = []
    for tag in soup.find_all(True):
        tabindex = attribute(tag, "tabindex")
        if tabindex and int(tabindex) > 0:
            found.append(f"<{tag.name} tabindex={tabindex}>: out of order")
        if attribute(tag, "role") in WIDGET_ROLES and tag.name not in NATIVE:
            found.append(f"<{tag.name} role={attribute(tag, 'role')}>: not a native control")
        if tabindex == "0" and tag.name not in NATIVE and attribute(tag, "role") != "region":
            found.append(f"<{tag.name} tabindex=0>: in the tab order without being a control")
        if attribute(tag, "draggable") == "true" and not tag.find(["button", "select", "input"]):
            found.append(f"<{tag.name} draggable>: no button or list beside it")
        if tag.name == "a" and not attribute(tag, "href"):
            found.append("<a> without href: not reachable")
    return found


def broken_references(soup: Tag) -> list[str]:
    """References to an id that is not there."""
    found = []
    for tag in soup.find_all(True):
        keys = [key for name in ("for", "aria-labelledby", "aria-describedby") for key in attribute(tag, name).split()]
        if attribute(tag, "href").startswith("#"):
            keys.append(attribute(tag, "href")[1:])
        found += [f"<{tag.name}> → {key}" for key in keys if not soup.find(id=key)]
    return found


def ids(soup: Tag) -> list[str]:
    return [attribute(tag, "id") for tag in soup.find_all(id=True)]
