"""What the editor of the journey writes: every block that a step can have, by the labels on the screen."""

from typing import Any

from tests.journeys.editing import Chosen

PROSE: list[tuple[str, Any]] = [
    ("Tekst", "Luister eerst. Een netwerk helpt. [S1]"),
    ("Afbeelding", {"Afbeelding": {"Bestand": Chosen("Theetafel"), "Alt tekst": "Twee kopjes."}, "Bijschrift": "Thee"}),
    ("Illustratie", {"Afbeelding": "thee aan de keukentafel", "Alternatieve tekst": "Samira schenkt thee in."}),
    (
        "Video",
        {
            "Titel": "Een gesprek",
            "Video": Chosen("Filmpje"),
            "Ondertiteling": Chosen("Ondertitels"),
            "Uitgeschreven tekst": "Dag, kom binnen.",
        },
    ),
    ("Kader", {"Soort": "Waarschuwing", "Titel": "Klein beginnen", "Tekst": "Eén vraag is genoeg."}),
    ("Casus", {"Titel": "Dinsdag", "Tekst": "Samira schenkt thee in.", "Verzonnen personen": True}),
    ("Citaat", {"Citaat": "Het hele dorp voedt mee op.", "Bron": Chosen("Samen opvoeden")}),
    ("In het kort", {"Zinnen": ["Luister eerst.", "Stel daarna één vraag."]}),
    ("Meenemen", {"Meenemen": "Vraag morgen aan één ouder hoe het gaat."}),
    ("Bronnenlijst", {"Bronnen": [Chosen("Samen opvoeden"), Chosen("Buurtkracht")], "Toelichting": "Geen bewijs."}),
    ("Contactkaart", {"Contact": "De vertrouwenspersoon"}),
]
CHOICE = (
    "Keuzevraag",
    {
        "Titel": "Een kind komt te laat",
        "Intro": "Kies wat je zegt.",
        "Minuten": "2",
        "Vraag": "Wat zeg je als Noor te laat binnenkomt?",
        "Antwoorden": [
            {"Antwoord": "Fijn dat je er bent.", "Hoe goed is dit?": "sterk", "Feedback": "Ze hoort er meteen bij."},
            {"Antwoord": "Je bent te laat.", "Hoe goed is dit?": "liever niet", "Feedback": "Laat haar meedoen."},
        ],
    },
)
STATEMENT = (
    "Stellingen",
    {
        "Titel": "Eens of oneens?",
        "Stellingen": [
            {
                "Stelling": "Wie te laat komt, vindt de training niet belangrijk.",
                "Wat zou jij kiezen?": "Het tweede antwoord",
                "Na het eerste antwoord": "Dat lijkt soms zo.",
                "Na het tweede antwoord": "Vaak is er iets aan de hand.",
            }
        ],
    },
)
SORT = (
    "Sorteren in groepen",
    {
        "Titel": "Wie doet dit?",
        "Groepen": ["de trainer", "de club"],
        "Kaartjes": [
            {"Kaartje": "Elk kind begroeten", "Past bij": "de trainer", "Feedback": "Jij ziet ze als eerste."},
            {"Kaartje": "Ouders welkom heten", "Past bij": "de trainer\nde club", "Feedback": "Het mag allebei."},
        ],
    },
)
MATCH = (
    "Koppelen",
    {
        "Titel": "Wat hoor je?",
        "Paren": [
            {"Wat er staat": "Open vraag", "Wat erbij hoort": "Hoe gaat het?", "Feedback": "De ander kiest."},
            {"Wat er staat": "Samenvatten", "Wat erbij hoort": "Dus het is lastig.", "Feedback": "Klopt het?"},
        ],
    },
)
SCALE = (
    "Schaal van 1 tot 10",
    {
        "Titel": "Hoe zeker ben je?",
        "Waar is het voor?": "Ervoor: hoe mensen beginnen",
        "Vragen": [{"Vraag": "Hoe zeker voel je je?", "1 is": "niet zeker", "10 is": "heel zeker"}],
        "Feedback": [
            {"Vanaf": "1", "Tot en met": "5", "Feedback": "Eerlijk van je."},
            {"Vanaf": "6", "Tot en met": "10", "Feedback": "Fijn! Help ook een ander."},
        ],
    },
)
BUILD = (
    "Bouwen",
    {
        "Titel": "Maak een compliment",
        "Plekken in de zin": [{"Begin van de regel": "Ik zag dat je", "Delen": ["bleef proberen", "iemand hielp"]}],
        "Voorbeeld": "Ik zag dat je bleef proberen.",
        "Wat eruit komt": "een zin om te kopiëren",
    },
)
REFLECT = ("Even stilstaan", {"Titel": "Sta even stil", "Vraag": "Wie vergeet jij nooit?", "Hulp": "Typ geen namen."})
SCRIPT = """rol: Jij bent trainer. Sem doet niet mee.
start: N1

knoop N1
  Sem: Ik heb geen zin.
  denkt: Straks lachen ze weer.
  optie a [liever niet] -> E2
    zeg: Kom op, niet zeuren.
    terug: Zo hoort Sem dat zijn gevoel er niet toe doet.
  optie b [sterk] -> E1
    doe: Je gaat naast hem zitten.
    terug: Je neemt de tijd.

einde E1 [goed]
  scene: Sem staat op.

einde E2 [opnieuw]
  scene: Sem blijft zitten.
"""
DIALOGUE = ("Gesprek", {"Titel": "Sem zit aan de kant", "Script": SCRIPT})
POLL = (
    "Peiling",
    {
        "Titel": "Wat vind jij lastig?",
        "Vraag": "Wat vind jij het lastigst op de club?",
        "Antwoorden": [
            {"Antwoord": "Drukte in de groep", "Wat erbij past": "De les over structuur helpt."},
            {"Antwoord": "Ruzie of pesten", "Wat erbij past": "In de les over pesten oefen je wat je zegt."},
        ],
        "Na afloop": "Bijna iedereen vindt wel iets lastig.",
    },
)
TOOL = (
    "Hulpmiddel voor de praktijk",
    {
        "Titel": "Bij wie moet ik zijn?",
        "Vragen": [
            {
                "Code": "Q1",
                "Vraag": "Is er nu direct gevaar?",
                "Antwoorden": [{"Antwoord": "Ja", "Leidt naar": "U1"}, {"Antwoord": "Nee", "Leidt naar": "U2"}],
            },
        ],
        "Uitkomsten": [
            {"Code": "U1", "Wat je doet": "Bel nu", "Wie je belt": True, "Wat je kunt zeggen": "Er is nu gevaar."},
            {"Code": "U2", "Wat je doet": "Praat erover", "Wie je belt": True, "Wat je kunt zeggen": "Denk je mee?"},
        ],
    },
)

MULTI = (
    "Meer goede antwoorden",
    {
        "Titel": "De weken erna",
        "Vraag": "Wat doe je in de weken erna?",
        "Antwoorden": [
            {"Antwoord": "Ik maak de teams.", "Dit moet je aankruisen": True, "Feedback": "Niemand blijft over."},
            {"Antwoord": "Ik laat het rusten.", "Feedback": "Pesten komt vaak stil terug."},
            {"Antwoord": "Ik vraag hoe het gaat.", "Dit moet je aankruisen": True, "Feedback": "Doe het vaker."},
        ],
    },
)
ORDER = (
    "Stappen op volgorde",
    {
        "Titel": "Een kind valt",
        "Stappen": [
            {"Stap": "Naar het kind toe gaan", "Waarom hier?": "Je bent erbij."},
            {"Stap": "Vragen waar het pijn doet", "Waarom hier?": "Eerst luisteren."},
            {"Stap": "De ouders bellen", "Waarom hier?": "Nu kun je vertellen wat er is."},
        ],
        "Feedback": "Eerst erbij zijn.",
    },
)
MARK = (
    "Zinnen labelen",
    {
        "Titel": "Feit of mening?",
        "Labels": ["feit", "mening"],
        "Zinnen": [
            {"Zin": "Yara had geen drinken bij zich.", "Goed label": "feit", "Feedback": "Dit kun je zien."},
            {"Zin": "Haar ouders letten niet op.", "Goed label": "mening", "Feedback": "Dat weet je niet."},
        ],
    },
)

CARDS = (
    "Draaikaarten",
    {
        "Titel": "Woorden om te onthouden",
        "Kaarten": [
            {"Voorkant": "Vraagverlegenheid", "Achterkant": "Moeite hebben om hulp te vragen."},
            {"Voorkant": "Wederkerigheid", "Achterkant": "Ook iets voor de ander kunnen doen."},
        ],
    },
)
PLAN = (
    "Eerste stap",
    {
        "Titel": "Mijn eerste stap",
        "Vragen": [
            {"Vraag": "Als …", "Voorbeeld": "bijvoorbeeld: als ik thuiskom", "Wat je hier invult": "woorden"},
            {"Vraag": "dan …", "Wat je hier invult": "woorden"},
        ],
        "Herinnering": "Een herinnering voor de eigen agenda",
    },
)
CHECKLIST = (
    "Afvinken of tellen",
    {
        "Titel": "Tel je complimenten",
        "Wat doet de deelnemer?": "tellen, met plus en min",
        "Regels": ["kind 1", "kind 2"],
        "Na afloop": "Welk kind kreeg er geen?",
    },
)

QUESTIONS = """module: Luisteren
vraag: Wat helpt het meest?
goed: Je vraagt wat er is.
terug: Klopt. Eerst luisteren.
fout: Je wacht af.
terug: Soms komt iemand niet vanzelf.
"""
TEST = (
    "Eindtoets",
    {
        "Titel": "Laat zien wat je weet",
        "Vragen per poging": "2",
        "Slaaggrens (%)": "50",
        "Vragen": [
            {
                "Vraag": "Sem staat alleen. Wat doe je?",
                "Module": "Luisteren",
                "Antwoorden": [
                    {"Antwoord": "Doorgaan.", "Feedback": "Dan blijft Sem alleen."},
                    {"Antwoord": "Naar hem toe gaan.", "Dit is het goede antwoord": True, "Feedback": "Klopt."},
                ],
            }
        ],
        "Veel vragen plakken": QUESTIONS,
    },
)

STEPS: dict[str, list[tuple[str, Any]]] = {
    "Waarom een netwerk helpt": PROSE,
    "Kiezen wat je zegt": [CHOICE, STATEMENT],
    "Wie doet wat": [SORT, MATCH],
    "Waar sta je": [SCALE, BUILD],
    "Wat hoort erbij": [MULTI, ORDER],
    "Wat je zag": [MARK],
    "Morgen doen": [CARDS, PLAN, CHECKLIST],
    "Oefenen met Sem": [REFLECT, DIALOGUE],
    "Samen verder": [POLL, TOOL],
    "Aan het einde": [TEST],
}
