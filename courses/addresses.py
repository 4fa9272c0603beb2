"""Where a learner finds what was frozen. The addresses belong to the app above; only their names are known here."""

from django.urls import reverse

from courses.models import CoursePage, ReleaseModule


def module_address(*, course: CoursePage, module: ReleaseModule) -> str:
    """The learner's address of a module: it lasts, since its codes never change."""
    return reverse("learning:module", args=[f"{course.slug}-{course.code}", f"{module.slug}-{module.code}"])


def step_address(*, course: CoursePage, module: ReleaseModule, number: int) -> str:
    """The learner's address of a step of a module."""
    return reverse("learning:step", args=[f"{course.slug}-{course.code}", f"{module.slug}-{module.code}", number])
