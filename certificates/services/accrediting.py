"""Letting an accreditation hold for a next edition too."""

from certificates.models import Accreditation
from courses.models import Edition


def carry_over(*, accreditation: Accreditation, edition: Edition) -> Accreditation:
    """The same recognition for another edition of its course; the one that was there stays. Twice is once.

    Raises ValidationError where the register would not have it: SKJ asks a final test.
    """
    found = Accreditation.objects.filter(
        edition=edition,
        register=accreditation.register,
        activity_number=accreditation.activity_number,
        valid_from=accreditation.valid_from,
    ).first()
    if found is not None:
        return found
    same = ("register", "other_name", "activity_number", "points", "valid_from", "valid_until")
    carried = Accreditation(edition=edition, **{name: getattr(accreditation, name) for name in same})
    carried.full_clean()
    carried.save()
    return carried
