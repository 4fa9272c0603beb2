"""What editors write (pages) and what learners study (editions and releases)."""

from courses.models.editions import Edition, FrozenRow, Release, ReleaseModule, ReleaseReference
from courses.models.pages import CourseIndexPage, CoursePage, Level, ModulePage

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "Edition",
    "FrozenRow",
    "Level",
    "ModulePage",
    "Release",
    "ReleaseModule",
    "ReleaseReference",
]
