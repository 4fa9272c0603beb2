"""What the database holds true about people and organisations."""

import pytest
from django.db import IntegrityError, models, transaction

from accounts.models import Organisation, User
from tests.factories import LearnerFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_account_in_any_case() -> None:
    UserFactory(email="henk@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="HENK@example.org")


def test_a_user_is_made_with_a_normalised_address_and_no_password() -> None:
    user = User.objects.create_user(" Henk@Example.ORG ")

    assert (user.email, user.has_usable_password()) == ("henk@example.org", False)
    assert User.objects.get_by_natural_key("HENK@example.org") == user


@pytest.mark.parametrize("email", ["", "  "])
def test_a_user_without_an_address_is_refused(email: str) -> None:
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user(email)


def test_a_user_with_a_password_is_refused() -> None:
    with pytest.raises(ValueError, match="password"):
        User.objects.create_user("henk@example.org", "secret")


def test_an_organisation_is_not_part_of_itself() -> None:
    club = OrganisationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=club.pk).update(parent=club)


def test_somebody_is_a_member_once() -> None:
    membership = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=membership.user, organisation=membership.organisation)


def test_an_organisation_with_members_is_not_deleted() -> None:
    membership = MembershipFactory()

    with pytest.raises(models.ProtectedError):
        membership.organisation.delete()


def test_people_are_called_by_what_is_known_of_them() -> None:
    named = UserFactory(name="Henk Brouwer")
    nameless = UserFactory(email="x@example.org")

    assert [str(named), named.get_short_name(), str(nameless)] == ["Henk Brouwer", "Henk", "x@example.org"]
    assert [str(LearnerFactory(user=named)), str(LearnerFactory(name="Jesse"))] == ["Henk Brouwer", "Jesse"]
