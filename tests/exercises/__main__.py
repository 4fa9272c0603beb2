"""`python -m tests.exercises`: breaks every rule of the contract in every kind, and prints which test noticed."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    django.setup()
    from tests.exercises.breaking import table  # these need a Django that is set up
    from tests.exercises.test_breaking import BREAKAGES

    for row in table(BREAKAGES):
        sys.stdout.write(f"{row}\n")
