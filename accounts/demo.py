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
        _("Coordinator of a neighbourhood team. Has no pages of her own yet."),
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


def _make_person(person: Person, organisations: dict[str, Organisation]) -> User:
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email, name=person.name, is_staff=person.is_admin, is_superuser=person.is_admin
        )
        record_proven_address(user=user)
        user.groups.set(Group.objects.filter(name__in=person.groups))
    if person.organisation:
        role = Membership.Role.COORDINATOR if person.is_coordinator else Membership.Role.MEMBER
        Membership.objects.get_or_create(
            user=user, organisation=organisations[person.organisation], defaults={"role": role}
        )
    return user
