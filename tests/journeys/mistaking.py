"""What an editor easily does wrong in every kind of exercise, and what the form should say of it, and where."""

from dataclasses import dataclass
from typing import Any

TAKEN_OUT = object()


@dataclass(frozen=True, slots=True)
class Replaced:
    """Some words in a long text that become others."""

    old: str
    new: str

    def within(self, text: str) -> str:
        """The text with the other words."""
        assert self.old in text
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is changed in the example of a kind, by the labels on the way there; where a message comes of it, and which.

    A number in the way counts items of a list, from 1. The last mistake of each kind takes nothing out of a list, so
    that it can be mended by typing.
    """

    changes: dict[str, Any]
    at: str
    says: str


MISTAKES: dict[str, tuple[Mistake, Mistake, Mistake]] = {
    "choice": (
        Mistake(
            {"Antwoorden/2": TAKEN_OUT},
            "Antwoorden",
            "“Antwoorden”: er zijn er minstens 2 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake(
            {"Antwoorden/1/Hoe goed is dit?": "kan"},
            "Antwoorden",
            "Geen van de antwoorden is sterk. Geef er minstens één de kwaliteit “sterk”.",
        ),
        Mistake({"Antwoorden/2/Feedback": ""}, "Antwoorden", "Antwoord 2 heeft geen feedback."),
    ),
    "multi": (
        Mistake(
            {"Antwoorden/1/Dit moet je aankruisen": False, "Antwoorden/3/Dit moet je aankruisen": False},
            "Antwoorden",
            "Geen van de antwoorden is goed. Zet “Dit moet je aankruisen” aan bij wat klopt.",
        ),
        Mistake(
            {"Antwoorden/2/Antwoord": "Ik maak voortaan zelf de teams."},
            "Antwoorden",
            "Antwoord 1 en antwoord 2 zijn hetzelfde. Verander er één.",
        ),
        Mistake({"Antwoorden/4/Feedback": ""}, "Antwoorden", "Antwoord 4 heeft geen feedback."),
    ),
    "statement": (
        Mistake(
            {"Stellingen/1/Na het tweede antwoord": ""},
            "Stellingen",
            "Stelling 1 heeft geen tekst na “oneens”. Schrijf een of twee zinnen.",
        ),
        Mistake(
            {"Tweede antwoord": "eens"},
            "Tweede antwoord",
            "De twee antwoorden zijn gelijk. Geef ze verschillende namen.",
        ),
        Mistake({"Stellingen/2/Stelling": ""}, "Stellingen/2/Stelling", "Vul “Stelling” in."),
    ),
    "sort": (
        Mistake(
            {"Kaartjes/2/Past bij": "de vereniging"},
            "Kaartjes",
            "Kaartje 2: er is geen groep “de vereniging”. Deze zijn er: vooral de trainer, vooral de club.",
        ),
        Mistake(
            {"Groepen/2": "vooral de trainer"},
            "Groepen",
            "Twee groepen heten hetzelfde. Geef elke groep een eigen naam.",
        ),
        Mistake({"Kaartjes/3/Feedback": ""}, "Kaartjes", "Kaartje 3 heeft geen feedback."),
    ),
    "match": (
        Mistake(
            {"Paren/2/Wat er staat": "Open vraag"},
            "Paren",
            "Paar 1 en paar 2 beginnen met dezelfde tekst. Verander er één.",
        ),
        Mistake(
            {"Paren/3": TAKEN_OUT, "Paren/2": TAKEN_OUT},
            "Paren",
            "“Paren”: er zijn er minstens 2 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake({"Paren/1/Feedback": ""}, "Paren", "Paar 1 heeft geen feedback."),
    ),
    "scale": (
        Mistake({"Feedback/2/Vanaf": "5"}, "Feedback", "Er is geen feedback bij 4."),
        Mistake({"Feedback/3/Tot en met": "11"}, "Feedback/3/Tot en met", "Vul een getal in van 1 tot en met 10."),
        Mistake(
            {"Vergelijk met": "A1.1"},
            "Vergelijk met",
            "“Vergelijk met” werkt alleen bij “erna”. Maak het leeg, of kies “erna”.",
        ),
    ),
    "build": (
        Mistake(
            {"Plekken in de zin/2/Delen/2": TAKEN_OUT},
            "Plekken in de zin/2/Delen",
            "“Delen”: er zijn er minstens 2 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake({"Plekken in de zin/1/Delen/2": ""}, "Plekken in de zin/1/Delen", "Vul “Deel” in."),
        Mistake({"Voorbeeld": ""}, "Voorbeeld", "Vul “Voorbeeld” in."),
    ),
    "reflect": (
        Mistake({"Titel": ""}, "Titel", "Vul “Titel” in."),
        Mistake({"Minuten": "90"}, "Minuten", "Vul een getal in van 0 tot en met 60."),
        Mistake({"Vraag": ""}, "Vraag", "Vul “Vraag” in."),
    ),
    "dialogue": (
        Mistake(
            {"Script": Replaced("-> N2 |", "-> N9 |")},
            "Script",
            "Regel 9: de keuze wijst naar knoop N9, maar die bestaat niet.",
        ),
        Mistake(
            {"Script": Replaced("    terug: Herstellen mag altijd.\n", "")},
            "Script",
            "Regel 20: optie a heeft nog geen reactie. Schrijf er ‘terug:’ bij.",
        ),
        Mistake(
            {"Script": Replaced("[liever niet] -> E2", "[fout] -> E2")},
            "Script",
            "Regel 23: kies voor een optie: sterk, kan of liever niet.",
        ),
    ),
    "poll": (
        Mistake(
            {"Antwoorden/2/Antwoord": "Drukte in de groep"},
            "Antwoorden",
            "Antwoord 1 en antwoord 2 zijn gelijk. Geef elk eigen woorden.",
        ),
        Mistake(
            {"Antwoorden/3": TAKEN_OUT, "Antwoorden/2": TAKEN_OUT},
            "Antwoorden",
            "“Antwoorden”: er zijn er minstens 2 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake(
            {"Antwoorden/3/Wat erbij past": ""},
            "Antwoorden",
            "Antwoord 3 zegt achteraf niets. Schrijf welke les of tip erbij past.",
        ),
    ),
    "tool": (
        Mistake(
            {"Uitkomsten/1/Wie je belt": False}, "Uitkomsten", "Uitkomst 1 noemt geen contact. Kies er minstens één."
        ),
        Mistake(
            {"Uitkomsten/2/Code": "U1"},
            "Uitkomsten",
            "De code “U1” staat bij uitkomst 1 en bij uitkomst 2. Geef elk een eigen code.",
        ),
        Mistake(
            {"Vragen/2/Antwoorden/1/Leidt naar": "U3"},
            "Vragen",
            "Vraag 2, antwoord 1: de code “U3” is er niet. Kies uit: Q1, Q2, U1, U2.",
        ),
    ),
    "order": (
        Mistake(
            {"Stappen/2/Stap": "Naar het kind toe gaan"}, "Stappen", "Stap 1 en stap 2 zijn hetzelfde. Verander er één."
        ),
        Mistake({"Feedback": ""}, "Feedback", "Er is nog geen feedback. Zeg wat het belangrijkst is in deze volgorde."),
        Mistake({"Stappen/3/Waarom hier?": ""}, "Stappen", "Stap 3 zegt niet waarom die hier komt."),
    ),
    "mark": (
        Mistake({"Labels/2": "oordeel"}, "Zinnen", "Zin 2: er is geen label “mening”. Deze zijn er: feit, oordeel."),
        Mistake({"Labels/2": "feit"}, "Labels", "Twee labels heten hetzelfde. Geef elk label een eigen naam."),
        Mistake(
            {"Zinnen/2/Goed label": "Mening"}, "Zinnen", "Zin 2: er is geen label “Mening”. Deze zijn er: feit, mening."
        ),
    ),
    "cards": (
        Mistake({"Kaarten/3/Voorkant": "vraagverlegenheid"}, "Kaarten", "Kaart 3 heeft dezelfde voorkant als kaart 1."),
        Mistake(
            {"Kaarten/3": TAKEN_OUT, "Kaarten/2": TAKEN_OUT},
            "Kaarten",
            "“Kaarten”: er zijn er minstens 2 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake({"Kaarten/2/Achterkant": ""}, "Kaarten", "Kaart 2 heeft geen achterkant."),
    ),
    "plan": (
        Mistake(
            {
                "Vragen/5": TAKEN_OUT,
                "Vragen/4": TAKEN_OUT,
                "Vragen/3": TAKEN_OUT,
                "Vragen/2": TAKEN_OUT,
                "Vragen/1": TAKEN_OUT,
            },
            "Vragen",
            "“Vragen”: er zijn er minstens 1 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake({"Minuten": ""}, "Minuten", "Vul “Minuten” in."),
        Mistake({"Vragen/2/Vraag": ""}, "Vragen", "Vraag 2 heeft geen tekst."),
    ),
    "checklist": (
        Mistake({"Regels/3": "heb ik elk kind begroet?"}, "Regels", "Regel 3 is hetzelfde als regel 1."),
        Mistake(
            {"Regels/3": TAKEN_OUT, "Regels/2": TAKEN_OUT},
            "Regels",
            "“Regels”: er zijn er minstens 2 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake({"Regels/2": ""}, "Regels", "Regel 2 is leeg."),
    ),
    "test": (
        Mistake(
            {"Vragen per poging": "10"}, "Vragen per poging", "De toets trekt 10 vragen, maar de lijst heeft er 3."
        ),
        Mistake({"Slaaggrens (%)": "120"}, "Slaaggrens (%)", "Vul een getal in van 1 tot en met 100."),
        Mistake(
            {"Vragen/1/Antwoorden/1/Dit is het goede antwoord": False}, "Vragen", "Vraag 1 heeft geen goed antwoord."
        ),
    ),
    "ecogram": (
        Mistake(
            {"In het midden/2": TAKEN_OUT, "In het midden/1": TAKEN_OUT},
            "In het midden",
            "“In het midden”: er zijn er minstens 1 nodig. Voeg toe wat er nog bij moet.",
        ),
        Mistake({"Voorbeeldtekening/2/Naam of rol": ""}, "Voorbeeldtekening", "Persoon 2 heeft geen naam."),
        Mistake({"Hoeveel mensen": ""}, "Hoeveel mensen", "Vul “Hoeveel mensen” in."),
    ),
    "xblock": (
        Mistake(
            {"OLX": "<done>\n<oeps/>\n</done>"},
            "OLX",
            "Regel 2: Het blok “oeps” mag niet op deze site. Wel: done, acid, acid_parent, drag-and-drop-v2.",
        ),
        Mistake(
            {"Voor wie het blok niet kan gebruiken": ""},
            "Voor wie het blok niet kan gebruiken",
            "Vul “Voor wie het blok niet kan gebruiken” in.",
        ),
        Mistake(
            {"Punten die nodig zijn (%)": "120"}, "Punten die nodig zijn (%)", "Vul een getal in van 0 tot en met 100."
        ),
    ),
}
