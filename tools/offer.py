"""Which tools there are, and when somebody reaches for one. The page of tools shows them in this order."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. Its name is that of its address (`tools:<name>`) and of its drawing (`tools/art/<name>.html`)."""

    name: str
    title: Any
    when: Any  # one sentence: the moment to use it
    hue: str = "network"

    @property
    def url(self) -> str:
        return reverse(f"tools:{self.name}")

    @property
    def art(self) -> str:
        return f"tools/art/{self.name}.html"


TOOLS = (
    Tool(
        "ecogram",
        _("Ecogram"),
        _("When you want to see who stands around somebody, and where there is room."),
    ),
    Tool(
        "dialogues",
        _("Conversation rehearser"),
        _("When you dread a conversation, and want to try out first what you could say."),
    ),
    Tool(
        "route",
        _("Whom do I turn to?"),
        _("When you worry about a child, or saw something that is not right, and do not know whom to call."),
        hue="club",
    ),
    Tool(
        "first-step",
        _("My first step"),
        _("When you want to do something differently, and do not want it to stay with good intentions."),
    ),
    Tool(
        "cards",
        _("Observation card"),
        _("When you want to see what really happens on the pitch: count it, and talk about it afterwards."),
        hue="club",
    ),
)
