"""The demo's invented people. Used only with DEMO=1; nobody here exists."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .models import Membership, Organisation, User
from .services import record_proven_address

DEMO_DOMAIN = "demo.example"  # reserved: mail to it goes nowhere
ORGANISATIONS = [  # name, kind, part of
    ("Gemeente Voorbeeld", Organisation.Kind.MUNICIPALITY, None),
    ("Wijkteam Noord", Organisation.Kind.NEIGHBOURHOOD_TEAM, "Gemeente Voorbeeld"),
    ("vv De Eendracht", Organisation.Kind.CLUB, "Gemeente Voorbeeld"),
    ("Buurtkamer De Brug", Organisation.Kind.VOLUNTEER_ORGANISATION, "Gemeente Voorbeeld"),
]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to sign in as, and why one would."""

    mailbox: str
    name: str
    role: object
    organisation: str | None = None
    is_coordinator: bool = False
    is_admin: bool = False
    groups: list[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        """An address that can never receive mail."""
        return f"{self.mailbox}@{DEMO_DOMAIN}"


CROWD_DOMAIN = "leerkring.example"  # reserved as well: people to be seen, not to sign in as
CROWD = {  # mailbox, name and organisation of learners who fill the lists
    "sanne": ("Sanne Kuipers", "Wijkteam Noord"),
    "yusuf": ("Yusuf Demir", "Wijkteam Noord"),
    "anouk": ("Anouk Lieshout", "Wijkteam Noord"),
    "priya": ("Priya Ramdin", "Wijkteam Noord"),
    "mohamed": ("Mohamed El Amrani", "vv De Eendracht"),
    "lisa": ("Lisa de Groot", "vv De Eendracht"),
    "giovanni": ("Giovanni Martina", "vv De Eendracht"),
    "wouter": ("Wouter Postma", "vv De Eendracht"),
    "aisha": ("Aisha Warsame", "Buurtkamer De Brug"),
    "gerrit": ("Gerrit Veenstra", "Buurtkamer De Brug"),
    "ewa": ("Ewa Kowalska", "Buurtkamer De Brug"),
    "joost": ("Joost van Leeuwen", "Gemeente Voorbeeld"),
    "fenna": ("Fenna Dijkstra", "Gemeente Voorbeeld"),
}

# What each is good for is made in `curriculum.demo`, which knows of courses.
PEOPLE = [
    Person(
        "marloes",
        "Marloes Terpstra",
        _("Works in a neighbourhood team. Is halfway through a course."),
        "Wijkteam Noord",
    ),
    Person(
        "karim",
        "Karim Haddad",
        _("Works in the same team. Has done everything; only the name on the proof is still missing."),
        "Wijkteam Noord",
    ),
    Person(
        "jesse",
        "Jesse Aydin",
        _("Assistant coach of 16. Came through the club's invitation and has done one module."),
        "vv De Eendracht",
    ),
    Person("henk", "Henk Brouwer", _("Volunteer at the club. Finished a course and has a proof."), "vv De Eendracht"),
    Person("els", "Els Verhoeven", _("Volunteer at a community room. Has not begun yet."), "Buurtkamer De Brug"),
    Person(
        "bianca",
        "Bianca Vos",
        _("Coordinator of a neighbourhood team. Downloads the proofs that colleagues share."),
        "Wijkteam Noord",
        is_coordinator=True,
    ),
    Person("fatma", "Fatma Yıldız", _("Editor: writes and publishes courses in the admin."), groups=["Moderators"]),
    Person("beheer", "Robin Dijkman", _("Administrator: may do everything in the admin."), is_admin=True),
]


def demo_people() -> QuerySet[User]:
    """The invented people that are in the database, in the order of the list."""
    return User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).order_by("date_joined", "email")


def demo_roles() -> dict[str, object]:
    """What each invented person does, by address."""
    return {person.email: person.role for person in PEOPLE}


@transaction.atomic
def make_demo_people() -> list[User]:
    """Make the invented people and their organisations; a second run changes nothing."""
    organisations: dict[str, Organisation] = {}
    for name, kind, parent in ORGANISATIONS:
        organisations[name], _made = Organisation.objects.get_or_create(
            name=name, defaults={"kind": kind, "parent": organisations.get(parent or "")}
        )
    return [_make_person(person, organisations) for person in PEOPLE]


def make_demo_crowd() -> dict[str, User]:
    """Make the learners who fill the lists, by their mailbox; a second run changes nothing. Organisations are there."""
    people = [Person(mailbox, name, "", organisation) for mailbox, (name, organisation) in CROWD.items()]
    organisations = {organisation.name: organisation for organisation in Organisation.objects.all()}
    known = {user.email: user for user in User.objects.filter(email__endswith=f"@{CROWD_DOMAIN}")}
    found = {}
    for person in people:
        email = f"{person.mailbox}@{CROWD_DOMAIN}"
        found[person.mailbox] = known.get(email) or _make_person(person, organisations, email)
    return found


def _make_person(person: Person, organisations: dict[str, Organisation], email: str = "") -> User:
    email = email or person.email
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, name=person.name, is_staff=person.is_admin, is_superuser=person.is_admin)
        record_proven_address(user=user)
        user.groups.set(Group.objects.filter(name__in=person.groups))
    if person.organisation:
        role = Membership.Role.COORDINATOR if person.is_coordinator else Membership.Role.MEMBER
        Membership.objects.get_or_create(
            user=user, organisation=organisations[person.organisation], defaults={"role": role}
        )
    return user
